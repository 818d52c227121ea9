import { type EndpointName, PRESETS, type StandIn } from '../../shared/token-server/presets.ts';
import type { TokenServerEndpoints } from '../../shared/token-server/state.ts';

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

/** Where the endpoints of a configuration are; null for one that the imitated product does not have. */
export interface ServerPaths extends Readonly<Record<EndpointName, string | null>> {
  readonly openidConfiguration: string;
  readonly authorizationServerMetadata: string;
  readonly authorizationServerMetadataAlias: string;
}

/** What this server's own paths are called in a configuration. */
const MOVABLE = [
  'authorization',
  'token',
  'introspection',
  'revocation',
  'jwks',
  'openidConfiguration',
  'authorizationServerMetadata',
  'authorizationServerMetadataAlias',
] as const;

export function pathsOf(standIn: StandIn = { preset: 'curity' }): ServerPaths {
  const preset = PRESETS[standIn.preset];
  const issuer = standIn.issuer ?? preset.issuer;
  const issuerPath = (issuer.startsWith('/') || issuer === '' ? issuer : new URL(issuer).pathname).replace(
    /\/$/,
    '',
  );
  return {
    ...preset.paths,
    ...standIn.paths,
    openidConfiguration: `${issuerPath}/.well-known/openid-configuration`,
    authorizationServerMetadata: `/.well-known/oauth-authorization-server${issuerPath}`,
    authorizationServerMetadataAlias: `${issuerPath}/.well-known/oauth-authorization-server`,
  };
}

/** The path of {@link PATHS} that a request's path stands for; null where the configuration has moved it away. */
export function canonicalPath(path: string, paths: ServerPaths): string | null {
  const found = MOVABLE.find((name) => paths[name] === path);
  if (found !== undefined) return PATHS[found];
  return MOVABLE.some((name) => PATHS[name] === path) ? null : path;
}

/** The absolute URLs of a server at `baseUrl`, for example `https://localhost:8443`; `mutualTlsBaseUrl` is its second port's. */
export function endpointsAt(
  baseUrl: string,
  caPem: string | null,
  mutualTlsBaseUrl: string | null = null,
  standIn?: StandIn,
): TokenServerEndpoints {
  const paths = pathsOf(standIn);
  const at = (base: string, path: string | null) => (path === null ? '' : base + path);
  const issuer = standIn?.issuer ?? PRESETS[standIn?.preset ?? 'curity'].issuer;
  const sharedBy = (base: string) => ({
    token: at(base, paths.token),
    introspection: at(base, paths.introspection),
    revocation: at(base, paths.revocation),
    api: base + PATHS.helloWorld,
  });
  return {
    ...(mutualTlsBaseUrl === null
      ? {}
      : { mutualTls: { baseUrl: mutualTlsBaseUrl, ...sharedBy(mutualTlsBaseUrl) } }),
    baseUrl,
    issuer: issuer.startsWith('/') || issuer === '' ? baseUrl + issuer : issuer,
    authorization: at(baseUrl, paths.authorization),
    jwks: at(baseUrl, paths.jwks),
    metadata: baseUrl + paths.openidConfiguration,
    ...sharedBy(baseUrl),
    caPem,
  };
}
