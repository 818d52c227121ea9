import { isJsonObject } from '../../json/json-object.ts';
import { decodeJwt } from '../jwt/jwt.ts';

/** What a token names as its confirmation (RFC 7800 §3.1). Null for a member that is not there, or no text. */
export interface Confirmation {
  /** Of the key whose proof goes with each call (RFC 9449 §6.1). */
  readonly jkt: string | null;
  /** Of the certificate that is presented with each call (RFC 8705 §3.1). */
  readonly x5tS256: string | null;
}

/** Reads `cnf` out of a token's claims or an introspection answer (RFC 9449 §6.2, RFC 8705 §3.2). Null where there is none. */
export function readConfirmation(claims: Readonly<Record<string, unknown>>): Confirmation | null {
  const { cnf } = claims;
  if (!isJsonObject(cnf)) return null;
  const text = (name: string) => (typeof cnf[name] === 'string' ? cnf[name] : null);
  return { jkt: text('jkt'), x5tS256: text('x5t#S256') };
}

/** The confirmation of a JWT access token. Null for one without, and for an opaque one, which says nothing. */
export function confirmationOfToken(accessToken: string): Confirmation | null {
  const jwt = decodeJwt(accessToken);
  return jwt && readConfirmation(jwt.claims);
}
