import type { AssertionSettings } from './client.ts';

/** What a client has that says nothing of its assertions: RFC 10070's audience, and what every server understands. */
export const DEFAULT_ASSERTION: AssertionSettings = {
  macAlgorithm: 'HS256',
  signatureAlgorithm: 'ES256',
  keyId: null,
  audience: 'issuer',
  customAudience: '',
  typ: 'JWT',
  kid: true,
  x5t: 'none',
  lifetimeSeconds: 60,
  claims: '',
  fault: null,
};
