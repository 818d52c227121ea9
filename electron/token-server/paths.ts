import type { MutualTlsEndpoints, TokenServerEndpoints } from '../../shared/token-server/state.ts';

/** Curity's paths, so that what is learnt and scripted here works there. */
const RUNTIME = '/oauth/v2';
const ANONYMOUS = `${RUNTIME}/oauth-anonymous`;

export const PATHS = {
  index: '/',
  authorization: `${RUNTIME}/oauth-authorize`,
  token: `${RUNTIME}/oauth-token`,
  introspection: `${RUNTIME}/oauth-introspect`,
  revocation: `${RUNTIME}/oauth-revoke`,
  jwks: `${ANONYMOUS}/jwks`,
  /** OpenID Connect Discovery §4: after the issuer's path. Curity has this one. */
  openidConfiguration: `${ANONYMOUS}/.well-known/openid-configuration`,
  /** RFC 8414 §3: before the issuer's path. */
  authorizationServerMetadata: `/.well-known/oauth-authorization-server${ANONYMOUS}`,
  /** Where clients look that append instead of insert; RFC 8414 §5 asks for tolerance here. */
  authorizationServerMetadataAlias: `${ANONYMOUS}/.well-known/oauth-authorization-server`,
  /** RFC 9728 §3: of the API as a whole, whose identifier is the origin. Each of its paths has its own besides. */
  protectedResourceMetadata: '/.well-known/oauth-protected-resource',
  helloWorld: '/hello_world',
  apiRead: '/api/read',
  apiWrite: '/api/write',
  apiEcho: '/api/echo',
} as const;

/** What the protected API consists of. */
export const API_PATHS = [PATHS.helloWorld, PATHS.apiRead, PATHS.apiWrite, PATHS.apiEcho] as const;

/**
 * Where a path of the API describes itself: the well-known path goes before its own (RFC 9728 §3.1). One document for
 * all would not do, for it must name the very address that the client has called (§3.3).
 */
export function resourceMetadataOf(apiPath: string): string {
  return PATHS.protectedResourceMetadata + apiPath;
}

/** The absolute addresses of a server at `baseUrl`, for example `https://localhost:8443`; `mutualTlsBaseUrl` is its second port's. */
export function endpointsAt(
  baseUrl: string,
  caPem: string | null,
  mutualTlsBaseUrl: string | null = null,
): TokenServerEndpoints {
  const mutualTls = mutualTlsBaseUrl === null ? {} : { mutualTls: mutualTlsAt(mutualTlsBaseUrl) };
  return {
    ...mutualTls,
    baseUrl,
    issuer: baseUrl + ANONYMOUS,
    authorization: baseUrl + PATHS.authorization,
    token: baseUrl + PATHS.token,
    introspection: baseUrl + PATHS.introspection,
    revocation: baseUrl + PATHS.revocation,
    jwks: baseUrl + PATHS.jwks,
    metadata: baseUrl + PATHS.openidConfiguration,
    api: baseUrl + PATHS.helloWorld,
    caPem,
  };
}

function mutualTlsAt(baseUrl: string): MutualTlsEndpoints {
  return {
    baseUrl,
    token: baseUrl + PATHS.token,
    introspection: baseUrl + PATHS.introspection,
    revocation: baseUrl + PATHS.revocation,
    api: baseUrl + PATHS.helloWorld,
  };
}
