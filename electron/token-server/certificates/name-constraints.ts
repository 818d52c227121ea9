/** id-ce-nameConstraints (RFC 5280 §4.2.1.10). */
export const NAME_CONSTRAINTS_OID = '2.5.29.30';

/**
 * The host names that the local CA can issue for: this machine, and those that RFC 2606 reserves for tests (the fault
 * with a wrong host needs one). IP addresses are not constrained: BoringSSL, and so Electron and Credence itself, refuses
 * every chain under such a constraint ("unsupported name constraint type"). docs/SECURITY.md says what follows.
 */
const DNS_NAMES = ['localhost', 'test', 'invalid'];

/** The extension's value in DER: `SEQUENCE { [0] permittedSubtrees { SEQUENCE { [2] dNSName } … } }`. */
export function nameConstraints(): Uint8Array<ArrayBuffer> {
  const subtrees = DNS_NAMES.map((name) =>
    encode(SEQUENCE, encode(DNS_NAME, [...Buffer.from(name, 'ascii')])),
  );
  return Uint8Array.from(encode(SEQUENCE, encode(PERMITTED_SUBTREES, subtrees.flat())));
}

const SEQUENCE = 0x30;
const PERMITTED_SUBTREES = 0xa0;
const DNS_NAME = 0x82;

/** One element of DER, short enough for its length to stand in one byte. */
function encode(tag: number, content: readonly number[]): number[] {
  if (content.length > 127) throw new RangeError('too long for this encoder');
  return [tag, content.length, ...content];
}
