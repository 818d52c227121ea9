import { type EndpointName, PRESETS, type StandIn } from '../../shared/token-server/presets.ts';
import type { TokenServerEndpoints } from '../../shared/token-server/state.ts';

/** Curity's paths, so that scripts written here also work there. */
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
  /** For clients that append instead of insert; RFC 8414 §5 asks for tolerance. */
  authorizationServerMetadataAlias: `${ANONYMOUS}/.well-known/oauth-authorization-server`,
  /** RFC 9728 §3: for the whole API, whose identifier is the origin. Each path also has its own. */
  protectedResourceMetadata: '/.well-known/oauth-protected-resource',
  helloWorld: '/hello_world',
  apiRead: '/api/read',
  apiWrite: '/api/write',
  apiEcho: '/api/echo',
} as const;

/** The paths of the protected API. */
export const API_PATHS = [PATHS.helloWorld, PATHS.apiRead, PATHS.apiWrite, PATHS.apiEcho] as const;

/**
 * The metadata URL of an API path: the well-known path is inserted before it (RFC 9728 §3.1). Each path needs its own
 * document, which must name the exact URL called (§3.3).
 */
export function resourceMetadataOf(apiPath: string): string {
  return PATHS.protectedResourceMetadata + apiPath;
}

/** The endpoint paths of a configuration; null if the imitated product has none. */
export interface ServerPaths extends Readonly<Record<EndpointName, string | null>> {
  readonly openidConfiguration: string;
  readonly authorizationServerMetadata: string;
  readonly authorizationServerMetadataAlias: string;
}

const ENDPOINTS = ['authorization', 'token', 'introspection', 'revocation', 'jwks'] as const;

/** Configuration names of this server's own paths. */
const MOVABLE = [
  ...ENDPOINTS,
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

/** Configured paths that something else already has; only one of the two would be served. */
export function findPathClashes(standIn?: StandIn): string[] {
  const paths = pathsOf(standIn);
  const taken = new Map<string, string>([
    [PATHS.index, 'the start page'],
    [paths.openidConfiguration, 'the metadata'],
    [paths.authorizationServerMetadata, 'the metadata'],
    [paths.authorizationServerMetadataAlias, 'the metadata'],
    [PATHS.protectedResourceMetadata, 'the API metadata'],
    ...API_PATHS.map((path) => [path, 'the demo API'] as const),
  ]);
  return ENDPOINTS.flatMap((name) => {
    const path = paths[name];
    if (path === null) return [];
    const other = taken.get(path);
    taken.set(path, name);
    return other === undefined ? [] : [`${name} and ${other} are both at ${path}`];
  });
}

/** The path of {@link PATHS} for a request's path; null if the configuration moved it. */
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
