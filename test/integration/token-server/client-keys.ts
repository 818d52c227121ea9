import { exportJWK, generateKeyPair } from 'jose';
import type { ClientAuthentication } from '../../../shared/token-server/client-authentication.ts';
import { PublicJwkSchema } from '../../../shared/token-server/public-jwk-set.ts';
import type { ServerClient } from '../../../shared/token-server/server-client.ts';

/** Algorithms of the judges; PS256 needs a key that says so to them, RS256 one of the same kind. */
export const JUDGED_ALGORITHMS = ['RS256', 'PS256', 'ES256', 'ES384', 'ES512', 'Ed25519'] as const;

export async function makeClientKey(algorithm: string) {
  const keys = await generateKeyPair(algorithm, { extractable: true });
  return {
    ...keys,
    publicJwk: PublicJwkSchema.parse({ ...(await exportJWK(keys.publicKey)), kid: algorithm }),
  };
}

/** A client named after how it authenticates. */
export function clientWith(
  clientId: string,
  authentication: ClientAuthentication,
  more: Partial<ServerClient> = {},
): ServerClient {
  return {
    clientId,
    description: '',
    authentication,
    scopes: ['read', 'write'],
    tokenLifetime: 299,
    ...more,
  };
}
