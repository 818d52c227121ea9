import { timeClaim } from '../../../shared/oauth/jwt/jwt.ts';
import type { ServerState } from '../server-state.ts';
import type { IssuedToken, TokenStatus } from './token-store.ts';
import { looksLikeJwt, verifyJwt } from './verify-jwt.ts';

/** The record of a token, or why it is not valid. */
export type FoundToken =
  | Exclude<TokenStatus, { status: 'active' }>
  /** `claims` are a JWT's; null for an opaque token. */
  | {
      readonly status: 'active';
      readonly token: IssuedToken;
      readonly claims: Readonly<Record<string, unknown>> | null;
    }
  | { readonly status: 'invalid'; readonly reason: string; readonly token: IssuedToken | null };

const UNKNOWN: FoundToken = { status: 'unknown' };

/**
 * Looks up a token. A JWT is verified with the key set and its claims, as a resource server does, and must also be in
 * the store, so that it can be revoked. A token of a removed client is invalid.
 */
export function findToken(value: string, state: ServerState, now: number): FoundToken {
  const found = looksLikeJwt(value) ? findJwt(value, state, now) : findOpaque(value, state, now);
  if (found.status === 'unknown' || found.token === null) return found;
  return state.clients.find(found.token.clientId) === undefined ? UNKNOWN : found;
}

function findOpaque(value: string, state: ServerState, now: number): FoundToken {
  const found = state.tokens.find(value, now);
  // A JWT's jti is not a token: anyone can read it.
  if (found.status === 'unknown' || found.token.format !== 'opaque') return UNKNOWN;
  const { token } = found;
  switch (token.deviation) {
    case 'expired':
      return { status: 'expired', token };
    case 'not-yet-valid':
      return { status: 'invalid', reason: 'it is not yet valid', token };
    default:
      return found.status === 'active' ? { ...found, claims: null } : found;
  }
}

/** Expiry is in whole seconds in a token, but exact in the store. */
const ROUNDING_MS = 1000;

function findJwt(value: string, state: ServerState, now: number): FoundToken {
  const verified = verifyJwt(value, state.keys);
  if (!verified.ok) return { status: 'invalid', reason: verified.error, token: null };
  const { claims } = verified.value;
  // Entra calls it uti.
  const id = claims.jti ?? claims.uti;
  const jti = typeof id === 'string' ? id : '';
  const found = state.tokens.find(jti, now);
  if (found.status === 'unknown' || found.token.format !== 'jwt') return UNKNOWN;
  const { token } = found;
  const invalid = (reason: string): FoundToken => ({ status: 'invalid', reason, token });
  if (claims.iss !== state.endpoints.issuer) {
    return invalid(`its iss is ${JSON.stringify(claims.iss)}, not this server`);
  }
  if (!sameAudience(claims.aud, token)) {
    return invalid(`its audience is ${JSON.stringify(claims.aud)}, not the one it was issued for`);
  }
  if (now < (timeClaim(verified.value, 'nbf') ?? 0)) return invalid('it is not yet valid');
  if (now >= (timeClaim(verified.value, 'exp') ?? 0) + ROUNDING_MS) return { status: 'expired', token };
  return found.status === 'active' ? { ...found, claims } : found;
}

function sameAudience(claim: unknown, { audience }: IssuedToken): boolean {
  const said = Array.isArray(claim) ? claim : [claim];
  return said.length === audience.length && audience.every((aud) => said.includes(aud));
}
