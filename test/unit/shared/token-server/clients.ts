import type { SecretHash } from '../../../../shared/token-server/client-authentication.ts';
import type { ServerClientView } from '../../../../shared/token-server/client-view.ts';

export const HASH: SecretHash = {
  kind: 'scrypt',
  salt: 'ab'.repeat(16),
  hash: 'cd'.repeat(32),
  cost: 16_384,
};

/** RFC 7517 appendix A.1's EC key. */
export const JWK = {
  kty: 'EC' as const,
  crv: 'P-256',
  x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',
  y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM',
};

/** The shape of one. */
export const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';

export function view(more: Partial<ServerClientView> = {}): ServerClientView {
  return {
    clientId: 'client',
    description: '',
    authentication: { method: 'secret', hasSecret: true },
    scopes: ['read', 'write'],
    tokenLifetime: 299,
    ...more,
  };
}
