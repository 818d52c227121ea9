import type { TokenServerConfig } from '../../../shared/token-server/config.ts';
import { DEFAULT_JWT_TOKEN, type SigningAlgorithm } from '../../../shared/token-server/jwt-token.ts';

/** The signing algorithms of the clients' tokens, without duplicates. */
export function usedAlgorithms({ clients }: TokenServerConfig): ReadonlySet<SigningAlgorithm> {
  const jwtClients = clients.filter(({ tokenFormat }) => tokenFormat === 'jwt');
  return new Set(jwtClients.map(({ jwt = DEFAULT_JWT_TOKEN }) => jwt.algorithm));
}
