/** id-ce-nameConstraints (RFC 5280 §4.2.1.10). */
export const NAME_CONSTRAINTS_OID = '2.5.29.30';

/**
 * The host names that the local CA can issue certificates for: this machine, and the test names of RFC 2606, one of which
 * the wrong-host fault uses. IP addresses are not constrained: BoringSSL, and so Electron and Credence itself, refuses
 * every chain under such a constraint ("unsupported name constraint type"). docs/SECURITY.md says what follows.
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
