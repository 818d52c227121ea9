import { createHash, X509Certificate } from 'node:crypto';

/** `x5t` (RFC 7515 §4.1.7) and `x5t#S256` (§4.1.8, RFC 8705 §3.1) of a certificate in PEM; null for none. */
export function thumbprintsOf(pem: string | undefined): { x5t: string; x5tS256: string } | null {
  if (pem === undefined) return null;
  const { raw } = new X509Certificate(pem);
  const digest = (algorithm: string) => createHash(algorithm).update(raw).digest('base64url');
  return { x5t: digest('sha1'), x5tS256: digest('sha256') };
}
