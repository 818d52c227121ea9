/** id-ce-nameConstraints (RFC 5280 §4.2.1.10). */
export const NAME_CONSTRAINTS_OID = '2.5.29.30';

/**
 * What the local CA may speak for: this machine, and the names that RFC 2606 reserves for tests (a certificate for
 * a wrong host has to be made from something).
 */
const DNS_NAMES = ['localhost', 'test', 'invalid'];
const IP_RANGES = [
  // 127.0.0.0/8: address, then mask.
  [127, 0, 0, 0, 255, 0, 0, 0],
  // ::1/128
  [...new Array<number>(15).fill(0), 1, ...new Array<number>(16).fill(255)],
];

/** The extension's value in DER: `SEQUENCE { [0] permittedSubtrees { SEQUENCE { GeneralName } … } }`. */
export function nameConstraints(): Uint8Array<ArrayBuffer> {
  const subtrees = [
    ...DNS_NAMES.map((name) =>
      encode(
        DNS_NAME,
        [...name].map((letter) => letter.charCodeAt(0)),
      ),
    ),
    ...IP_RANGES.map((range) => encode(IP_ADDRESS, range)),
  ].map((name) => encode(SEQUENCE, name));
  return Uint8Array.from(encode(SEQUENCE, encode(PERMITTED_SUBTREES, subtrees.flat())));
}

const SEQUENCE = 0x30;
const PERMITTED_SUBTREES = 0xa0;
const DNS_NAME = 0x82;
const IP_ADDRESS = 0x87;

/** One element of DER, of less than 128 bytes of content or up to 255. */
function encode(tag: number, content: readonly number[]): number[] {
  if (content.length > 255) throw new RangeError('too long for this encoder');
  return content.length < 128 ? [tag, content.length, ...content] : [tag, 0x81, content.length, ...content];
}
