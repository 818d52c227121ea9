/** An attribute of a name: type in lower case, value normalised for comparison. */
interface Attribute {
  readonly type: string;
  readonly value: string;
}

/** A relative distinguished name: usually one attribute. Sorted, because the order is irrelevant. */
type Rdn = readonly Attribute[];

/** A distinguished name, in written order. */
export type DistinguishedName = readonly Rdn[];

/** RFC 4514 §3's attribute names, and common variants. */
const ALIASES: Readonly<Partial<Record<string, string>>> = Object.setPrototypeOf(
  {
    '2.5.4.3': 'cn',
    '2.5.4.5': 'serialnumber',
    '2.5.4.6': 'c',
    '2.5.4.7': 'l',
    '2.5.4.8': 'st',
    '2.5.4.9': 'street',
    '2.5.4.10': 'o',
    '2.5.4.11': 'ou',
    '0.9.2342.19200300.100.1.1': 'uid',
    '0.9.2342.19200300.100.1.25': 'dc',
    '1.2.840.113549.1.9.1': 'emailaddress',
    commonname: 'cn',
    countryname: 'c',
    e: 'emailaddress',
    email: 'emailaddress',
    localityname: 'l',
    organizationname: 'o',
    organizationalunitname: 'ou',
    s: 'st',
    stateorprovincename: 'st',
    streetaddress: 'street',
    userid: 'uid',
  },
  null,
);

/**
 * Parses a distinguished name (RFC 4514 §3), or returns null. Allows space around separators, but not `/`. Values
 * ignore case and repeated spaces (RFC 4518 §2.6.1).
 */
export function parseDistinguishedName(text: string): DistinguishedName | null {
  const rdns = splitUnescaped(text, ',').map(parseRdn);
  return rdns.every((rdn) => rdn !== null) ? rdns : null;
}

/** Whether two names are equal, part by part in order. */
export function isSameName(one: DistinguishedName, other: DistinguishedName): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function parseRdn(text: string): Rdn | null {
  const attributes = splitUnescaped(text, '+').map(parseAttribute);
  if (!attributes.every((attribute) => attribute !== null)) return null;
  return attributes.sort((a, b) => (`${a.type}=${a.value}` < `${b.type}=${b.value}` ? -1 : 1));
}

function parseAttribute(text: string): Attribute | null {
  const [, name = '', written = ''] = /^\s*([A-Za-z][\w-]*|\d+(?:\.\d+)+)\s*=(.*)$/s.exec(text) ?? [];
  const type = name.toLowerCase();
  const value = unescapeValue(written);
  return type === '' || value === null ? null : { type: ALIASES[type] ?? type, value };
}

/** Splits at unescaped separators. */
function splitUnescaped(text: string, separator: ',' | '+'): string[] {
  const parts = [''];
  for (const [piece] of text.matchAll(/\\[\s\S]|[\s\S]/g)) {
    if (piece === separator) parts.push('');
    else parts.push((parts.pop() ?? '') + piece);
  }
  return parts;
}

/** RFC 4514 §2.4: `\,` is a comma, `\C3\A4` two bytes of UTF-8. Null if malformed or empty. */
function unescapeValue(written: string): string | null {
  try {
    const encoded = written.replace(
      /\\(?:([0-9A-Fa-f]{2})|([\s\S]))|%/gu,
      (piece, hex?: string, char?: string) =>
        hex === undefined ? encodeURIComponent(char ?? piece) : `%${hex}`,
    );
    const folded = decodeURIComponent(encoded).trim().replace(/\s+/g, ' ').toLowerCase();
    return folded === '' ? null : folded;
  } catch {
    return null;
  }
}
