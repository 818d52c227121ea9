/** id-ce-nameConstraints (RFC 5280 §4.2.1.10). */
export const NAME_CONSTRAINTS_OID = '2.5.29.30';

/**
 * Host names the local CA may issue for: this machine, and RFC 2606's test names (the wrong-host fault uses one). IP
 * addresses are not constrained: BoringSSL, and so Electron and Credence, rejects every chain with such a constraint
 * ("unsupported name constraint type"). See docs/SECURITY.md for the consequences.
 */
const DNS_NAMES = ['localhost', 'test', 'invalid'];

/** The extension's value in DER: `SEQUENCE { [0] permittedSubtrees { SEQUENCE { [2] dNSName } … } }`. */
export function nameConstraints(dnsNames: readonly string[] = DNS_NAMES): Uint8Array<ArrayBuffer> {
  const subtrees = dnsNames.map((name) =>
    encode(SEQUENCE, encode(DNS_NAME, [...Buffer.from(name, 'ascii')])),
  );
  return Uint8Array.from(encode(SEQUENCE, encode(PERMITTED_SUBTREES, subtrees.flat())));
}

const SEQUENCE = 0x30;
const PERMITTED_SUBTREES = 0xa0;
const DNS_NAME = 0x82;

/** One element of DER (X.690 §8.1.3). */
function encode(tag: number, content: readonly number[]): number[] {
  const { length } = content;
  if (length < 0x80) return [tag, length, ...content];
  return length < 0x100
    ? [tag, 0x81, length, ...content]
    : [tag, 0x82, length >> 8, length & 0xff, ...content];
}
