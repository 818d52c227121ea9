import { sha256 } from '@noble/hashes/sha2.js';
import { decodeBase64, encodeBase64Url } from '../../text/base64.ts';
import { bytesOf } from '../../text/utf8.ts';

/**
 * The members of a thumbprint, in lexicographic order (RFC 7638 §3.2, RFC 8037 §2). A Map, not an object: key types
 * come from outside and may be `constructor`.
 */
const REQUIRED_MEMBERS: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['EC', ['crv', 'kty', 'x', 'y']],
  ['RSA', ['e', 'kty', 'n']],
  ['OKP', ['crv', 'kty', 'x']],
]);

/**
 * The SHA-256 thumbprint of a public key, base64url (RFC 7638 §3), as in `cnf.jkt` (RFC 9449 §6.1). Null if it is not a
 * public JWK of a signing key type.
 */
export function jwkThumbprint(jwk: Readonly<Record<string, unknown>>): string | null {
  const names = REQUIRED_MEMBERS.get(jwk.kty);
  if (!names?.every((name) => typeof jwk[name] === 'string' && jwk[name] !== '')) return null;
  const required = Object.fromEntries(names.map((name) => [name, jwk[name]]));
  return encodeBase64Url(sha256(bytesOf(JSON.stringify(required))));
}

/**
 * The SHA-256 thumbprint of a certificate, base64url, as in `cnf.x5t#S256` (RFC 8705 §3.1). Uses the first certificate
 * of a chain. Null if there is none.
 */
export function certificateThumbprint(pem: string): string | null {
  const base64 = /-----BEGIN CERTIFICATE-----([\s\S]*?)-----END CERTIFICATE-----/.exec(pem)?.[1];
  const der = base64 === undefined ? null : decodeBase64(base64.replace(/\s+/g, ''));
  return der && der.length > 0 ? encodeBase64Url(sha256(der)) : null;
}

/** The same from a hexadecimal SHA-256 fingerprint, with or without colons. Null for anything else. */
export function thumbprintOfFingerprint(fingerprint256: string): string | null {
  const digits = fingerprint256.replaceAll(':', '');
  if (!/^[0-9a-f]{64}$/i.test(digits)) return null;
  const pairs = digits.match(/../g) ?? [];
  return encodeBase64Url(Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16)));
}

/** `ath` of a proof: SHA-256 of the access token's ASCII, base64url (RFC 9449 §4.2). */
export function accessTokenHash(accessToken: string): string {
  return encodeBase64Url(sha256(bytesOf(accessToken)));
}
