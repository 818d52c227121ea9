import { parseJsonObject } from '../../json/json-object.ts';
import { decodeBase64 } from '../../text/base64.ts';
import { strictTextOf } from '../../text/utf8.ts';

/** A decoded JWT, not verified: anyone with the text can read it. */
export interface DecodedJwt {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  /** Base64url as in the token; empty for an unsecured JWT. */
  readonly signature: string;
}

/**
 * Decodes a signed JWT (RFC 7519 §3, RFC 7515 §7.1) without verifying it. Null when the text is not one: most
 * access tokens are opaque, and their shape says nothing. Encrypted JWTs (five parts) are opaque here too, and so is what
 * is too long for a header of any server.
 */
export function decodeJwt(token: string): DecodedJwt | null {
  if (token.length > LONGEST_JWT) return null;
  const parts = token.trim().split('.');
  const [header, claims, signature] = parts;
  if (parts.length !== 3 || !header || !claims || signature === undefined) return null;
  const decodedHeader = jsonObjectOf(header);
  const decodedClaims = jsonObjectOf(claims);
  return decodedHeader && decodedClaims ? { header: decodedHeader, claims: decodedClaims, signature } : null;
}

/** Characters. Each rule of the diagnosis decodes the token anew: a hostile one of a megabyte would take seconds. */
const LONGEST_JWT = 128 * 1024;

/** A time claim (`exp`, `nbf`, `iat`) in milliseconds since the epoch (RFC 7519 §2, NumericDate), or null. */
export function timeClaim(jwt: DecodedJwt, name: 'exp' | 'nbf' | 'iat'): number | null {
  const seconds = jwt.claims[name];
  return typeof seconds === 'number' && Number.isFinite(seconds) ? seconds * 1000 : null;
}

/** The public part of an encrypted JWT: its encryption and its key. */
export interface JweHeader {
  readonly alg: string;
  readonly enc: string;
  readonly kid: string | null;
}

/**
 * The protected header of an encrypted JWT (RFC 7516 §7.1, five parts), or null. Only the key's holder, the API, can
 * decrypt the rest.
 */
export function readJweHeader(token: string): JweHeader | null {
  const parts = token.trim().split('.');
  const header = parts.length === 5 ? jsonObjectOf(parts[0] ?? '') : null;
  if (typeof header?.alg !== 'string' || typeof header.enc !== 'string') return null;
  return { alg: header.alg, enc: header.enc, kid: typeof header.kid === 'string' ? header.kid : null };
}

function jsonObjectOf(part: string): Readonly<Record<string, unknown>> | null {
  const bytes = decodeBase64(part);
  const text = bytes && strictTextOf(bytes);
  return text ? parseJsonObject(text) : null;
}
