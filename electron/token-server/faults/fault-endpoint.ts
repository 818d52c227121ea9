import type { FaultEndpoint } from '../../../shared/token-server/faults.ts';
import { API_PATHS, PATHS, resourceMetadataOf } from '../paths.ts';

const ENDPOINTS: ReadonlyMap<string, FaultEndpoint> = new Map<string, FaultEndpoint>([
  [PATHS.token, 'token'],
  [PATHS.introspection, 'introspection'],
  [PATHS.revocation, 'revocation'],
  [PATHS.jwks, 'jwks'],
  [PATHS.openidConfiguration, 'metadata'],
  [PATHS.authorizationServerMetadata, 'metadata'],
  [PATHS.authorizationServerMetadataAlias, 'metadata'],
  [PATHS.protectedResourceMetadata, 'metadata'],
  ...API_PATHS.flatMap(
    (path) =>
      [
        [resourceMetadataOf(path), 'metadata'],
        [path, 'api'],
      ] as const,
  ),
]);

/** The endpoint of a path; null for other paths, which only `any` faults affect. */
export function faultEndpointOf(path: string): FaultEndpoint {
  return ENDPOINTS.get(path) ?? 'any';
}
