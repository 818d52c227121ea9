import type { BasicEncoding } from '../../model/workspace.ts';
import { decodeBase64, encodeBase64 } from '../../text/base64.ts';
import { decodeForm, encodeForm } from '../../text/form-encoding.ts';
import { strictTextOf } from '../../text/utf8.ts';

interface BasicCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Both readings of Basic credentials. Real clients are split about evenly. */
export interface DecodedBasic {
  /** Form-decoded after the split (RFC 6749 §2.3.1). */
  readonly form: BasicCredentials;
  /** Not decoded (RFC 7617 only). */
  readonly raw: BasicCredentials;
}

/**
 * The value after `Basic `: base64 of `id:secret` in UTF-8. With `encoding: 'form'`, both are form-encoded first (RFC
 * 6749 §2.3.1, RFC 7617 §2).
 */
export function encodeBasic(clientId: string, clientSecret: string, encoding: BasicEncoding): string {
  return encodeBase64(`${encodeBasicPart(clientId, encoding)}:${encodeBasicPart(clientSecret, encoding)}`);
}

/** An ID or secret, encoded for one side of the colon. */
export function encodeBasicPart(part: string, encoding: BasicEncoding): string {
  return encoding === 'form' ? encodeForm(part) : part;
}

/**
 * Decodes the value after `Basic `, see {@link encodeBasic}. Splits at the first colon (RFC 7617 §2). Null if it is not
 * base64, not UTF-8, or has no colon. Never throws.
 */
export function decodeBasic(credentials: string): DecodedBasic | null {
  const bytes = decodeBase64(credentials.trim());
  const pair = bytes && strictTextOf(bytes);
  const colon = pair?.indexOf(':') ?? -1;
  if (!pair || colon < 0) return null;
  const raw = { clientId: pair.slice(0, colon), clientSecret: pair.slice(colon + 1) };
  return { raw, form: { clientId: decodeForm(raw.clientId), clientSecret: decodeForm(raw.clientSecret) } };
}

/** The credentials of a Basic Authorization header (scheme in any case); null for other schemes. */
export function basicCredentialsOf(authorization: string): string | null {
  return /^basic +(\S+) *$/i.exec(authorization)?.[1] ?? null;
}
