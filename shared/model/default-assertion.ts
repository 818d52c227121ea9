import type { AssertionSettings } from './client.ts';

/** `typ` of client assertions, so that one cannot be mistaken for another JWT (RFC 10070). */
export const EXPLICIT_TYPE = 'client-authentication+jwt';

/** `typ` of assertions before RFC 10070. */
export const PLAIN_TYPE = 'JWT';

/** Default assertion settings: the audience and type of RFC 10070. */
export const DEFAULT_ASSERTION: AssertionSettings = {
  macAlgorithm: 'HS256',
  signatureAlgorithm: 'ES256',
  keyId: null,
  audience: 'issuer',
  customAudience: '',
  typ: EXPLICIT_TYPE,
  kid: true,
  x5t: 'none',
  lifetimeSeconds: 60,
  claims: '',
  fault: null,
};
