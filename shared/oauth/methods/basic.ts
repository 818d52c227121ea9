import type { BasicEncoding } from '../../model/workspace.ts';
import { decodeBase64, encodeBase64 } from '../../text/base64.ts';
import { decodeForm, encodeForm } from '../../text/form-encoding.ts';
import { strictTextOf } from '../../text/utf8.ts';

interface BasicCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The two readings of Basic credentials. Real clients split about evenly between them. */
export interface DecodedBasic {
  /** Form decoded after the split (RFC 6749 §2.3.1). */
  readonly form: BasicCredentials;
  /** As they are (RFC 7617 alone). */
  readonly raw: BasicCredentials;
}

/**
 * What follows `Basic ` in the Authorization header: base64 of `id:secret` in UTF-8, both form encoded first when
 * `encoding` is `form` (RFC 6749 §2.3.1, RFC 7617 §2).
 */
export function encodeBasic(clientId: string, clientSecret: string, encoding: BasicEncoding): string {
  return encodeBase64(`${encodeBasicPart(clientId, encoding)}:${encodeBasicPart(clientSecret, encoding)}`);
}

/** An id or a secret as it stands beside the colon. */
export function encodeBasicPart(part: string, encoding: BasicEncoding): string {
  return encoding === 'form' ? encodeForm(part) : part;
}

/**
 * Reads what {@link encodeBasic} makes: the part after `Basic `. Splits at the first colon (RFC 7617 §2). Null for
 * anything that is not base64, not UTF-8, or without a colon. Never throws.
 */
export function decodeBasic(credentials: string): DecodedBasic | null {
  const bytes = decodeBase64(credentials.trim());
  const pair = bytes && strictTextOf(bytes);
  const colon = pair?.indexOf(':') ?? -1;
  if (!pair || colon < 0) return null;
  const raw = { clientId: pair.slice(0, colon), clientSecret: pair.slice(colon + 1) };
  return { raw, form: { clientId: decodeForm(raw.clientId), clientSecret: decodeForm(raw.clientSecret) } };
}

/** The credentials of an Authorization header of the Basic scheme (named in any case), or null for another one. */
export function basicCredentialsOf(authorization: string): string | null {
  return /^basic +(\S+) *$/i.exec(authorization)?.[1] ?? null;
}
