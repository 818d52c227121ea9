import {
  type BaseBlock,
  Constructed,
  fromBER,
  Integer,
  ObjectIdentifier,
  OctetString,
  Primitive,
} from 'asn1js';

/** One element of a DER or BER encoding (X.690). */
export type Asn1 = BaseBlock;

/** The bytes do not have the expected structure. */
export class Asn1Error extends Error {
  constructor(expected: string) {
    super(`Not ${expected}`);
    this.name = 'Asn1Error';
  }
}

export function readAsn1(bytes: Uint8Array): Asn1 {
  const parsed = parse(bytes);
  if (!parsed || parsed.offset === -1) throw new Asn1Error('ASN.1');
  return parsed.result;
}

/** The library throws for some malformed input and returns an error for other. */
function parse(bytes: Uint8Array): ReturnType<typeof fromBER> | null {
  try {
    return fromBER(bytes);
  } catch {
    return null;
  }
}

/** The elements of a SEQUENCE, a SET, or an explicit tag. */
export function elementsOf(element: Asn1 | undefined): Asn1[] {
  if (!(element instanceof Constructed)) throw new Asn1Error('a sequence');
  return element.valueBlock.value;
}

/** In dotted form. */
export function oidOf(element: Asn1 | undefined): string {
  if (!(element instanceof ObjectIdentifier)) throw new Asn1Error('an object identifier');
  return element.getValue();
}

/** Bytes of an OCTET STRING, including a constructed one or one under an implicit tag. */
export function octetsOf(element: Asn1 | undefined): Buffer {
  if (element instanceof OctetString) return Buffer.from(element.getValue());
  if (element instanceof Constructed) return Buffer.concat(element.valueBlock.value.map(octetsOf));
  if (element instanceof Primitive) return Buffer.from(element.valueBlock.valueHexView);
  throw new Asn1Error('an octet string');
}

/** A small integer, such as a count or a length. */
export function numberOf(element: Asn1 | undefined): number {
  if (!(element instanceof Integer) || element.valueBlock.isHexOnly) throw new Asn1Error('a number');
  return element.valueBlock.valueDec;
}

/** Whether an element has the context-specific tag [n]. */
export function hasTag(element: Asn1 | undefined, number: number): boolean {
  return element?.idBlock.tagClass === 3 && element.idBlock.tagNumber === number;
}
