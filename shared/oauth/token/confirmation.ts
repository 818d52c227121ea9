import { isJsonObject } from '../../json/json-object.ts';
import { decodeJwt } from '../jwt/jwt.ts';

/** A token's confirmation claim (RFC 7800 §3.1). Null for a member that is absent or not a string. */
export interface Confirmation {
  /** Thumbprint of the DPoP key (RFC 9449 §6.1). */
  readonly jkt: string | null;
  /** Thumbprint of the client certificate (RFC 8705 §3.1). */
  readonly x5tS256: string | null;
}

/** Reads `cnf` from a token's claims or an introspection response (RFC 9449 §6.2, RFC 8705 §3.2). Null if absent. */
export function readConfirmation(claims: Readonly<Record<string, unknown>>): Confirmation | null {
  const { cnf } = claims;
  if (!isJsonObject(cnf)) return null;
  const text = (name: string) => (typeof cnf[name] === 'string' ? cnf[name] : null);
  return { jkt: text('jkt'), x5tS256: text('x5t#S256') };
}

/** The confirmation of a JWT access token. Null if it has none, or the token is opaque. */
export function confirmationOfToken(accessToken: string): Confirmation | null {
  const jwt = decodeJwt(accessToken);
  return jwt && readConfirmation(jwt.claims);
}
