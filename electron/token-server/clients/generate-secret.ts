import { randomBytes } from 'node:crypto';

/** 256 bits: as strong as the HMAC of `client_secret_jwt` by HS256 can be (RFC 7518 §3.2). */
const SECRET_BYTES = 32;

/** An unguessable client secret, in characters that no encoding changes. */
export function generateSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}
