import type { AssertionSettings } from '../../model/client.ts';
import type { ClientAuthMethod } from '../../model/workspace.ts';
import { decodeJwt } from '../../oauth/jwt/jwt.ts';
import { variablesIn } from '../write/shell-variables.ts';

/** A client assertion in a command (RFC 7521 §4.2), as far as it can be decoded. */
export interface ImportedAssertion {
  readonly method: Extract<ClientAuthMethod, 'private_key_jwt' | 'client_secret_jwt'>;
  /** Its `sub`, if the command has no client_id. */
  readonly clientId: string | null;
  readonly settings: Partial<AssertionSettings>;
}

export interface KnownAudiences {
  readonly issuer: string;
  readonly tokenEndpoint: string;
}

/** Parameters generated for each request. */
export const ASSERTION_PARAMETERS: readonly string[] = ['client_assertion', 'client_assertion_type'];

/**
 * Reads the method and settings from an assertion, or uses defaults for a shell variable. Null if the value is not an
 * assertion: then it is kept unchanged.
 */
export function readAssertion(value: string, known: KnownAudiences): ImportedAssertion | null {
  if (variablesIn(value).length > 0) return { method: 'private_key_jwt', clientId: null, settings: {} };
  const jwt = decodeJwt(value);
  if (!jwt) return null;
  const { alg, typ, kid } = jwt.header;
  const { aud, exp, iat, sub } = jwt.claims;
  const lifetime = typeof exp === 'number' && typeof iat === 'number' ? exp - iat : 0;
  return {
    method: /^HS/.test(String(alg)) ? 'client_secret_jwt' : 'private_key_jwt',
    clientId: typeof sub === 'string' ? sub : null,
    settings: {
      typ: typeof typ === 'string' ? typ.slice(0, 200) : '',
      kid: kid !== undefined,
      ...(typeof aud === 'string' && audienceOf(aud, known)),
      ...(lifetime >= 1 && lifetime <= 31_536_000 && { lifetimeSeconds: Math.round(lifetime) }),
    },
  };
}

function audienceOf(
  aud: string,
  { issuer, tokenEndpoint }: KnownAudiences,
): Pick<AssertionSettings, 'audience'> & Partial<Pick<AssertionSettings, 'customAudience'>> {
  if (aud === issuer) return { audience: 'issuer' };
  return aud === tokenEndpoint ? { audience: 'token-endpoint' } : { audience: 'custom', customAudience: aud };
}
