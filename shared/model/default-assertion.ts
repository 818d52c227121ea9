import type { AssertionSettings } from './client.ts';

/** The header's `typ` of client assertions: it keeps one from being mistaken for another JWT (RFC 10070). */
export const EXPLICIT_TYPE = 'client-authentication+jwt';

/** The `typ` of assertions before RFC 10070. */
export const PLAIN_TYPE = 'JWT';

/** What a client has that says nothing of its assertions: the audience and type of RFC 10070. */
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
