import type { Workspace } from '../model/workspace.ts';
import { resolveWorkspace } from '../variables/resolve-workspace.ts';
import { metadataOf } from './kept-metadata.ts';
import type { MetadataEndpoints } from './server-metadata.ts';

type EndpointName = keyof MetadataEndpoints;

/** The workspace's endpoint URLs; null if unknown. */
export type Endpoints = Readonly<Record<EndpointName, string | null>>;

/** Curity's endpoints share a parent path (as do the built-in token server's). */
const CURITY_SIBLINGS: Readonly<Record<Exclude<EndpointName, 'token_endpoint'>, string>> = {
  introspection_endpoint: 'oauth-introspect',
  revocation_endpoint: 'oauth-revoke',
  jwks_uri: 'oauth-anonymous/jwks',
};

/**
 * The workspace's endpoint URLs. Precedence: entered by the user, then the metadata, then Curity's paths beside a
 * Curity token endpoint. With a client certificate, the mutual TLS alias replaces an endpoint (RFC 8705 §5).
 */
export function endpointsOf(typed: Workspace, { mtls = false }: { readonly mtls?: boolean } = {}): Endpoints {
  const { workspace } = resolveWorkspace(typed);
  const { server } = workspace;
  const metadata = metadataOf(workspace);
  const entered: MetadataEndpoints = {
    token_endpoint: server.tokenEndpoint,
    introspection_endpoint: server.introspectionEndpoint,
    revocation_endpoint: server.revocationEndpoint,
    jwks_uri: server.jwksUri,
  };
  const find = (name: EndpointName): string | null => {
    const typed = entered[name]?.trim() || null;
    const published = metadata?.[name] ?? null;
    const alias = mtls ? (metadata?.mtls_endpoint_aliases?.[name] ?? null) : null;
    // Only the published URL has an alias; a URL the user entered is used as is.
    if (alias && (typed === null || typed === published)) return alias;
    return typed ?? published ?? siblingOf(server.tokenEndpoint, name);
  };
  return {
    token_endpoint: find('token_endpoint'),
    introspection_endpoint: find('introspection_endpoint'),
    revocation_endpoint: find('revocation_endpoint'),
    jwks_uri: find('jwks_uri'),
  };
}

function siblingOf(tokenEndpoint: string, name: EndpointName): string | null {
  if (name === 'token_endpoint' || !URL.canParse(tokenEndpoint)) return null;
  const url = new URL(tokenEndpoint);
  const folder = /^(.*\/)oauth-token(?:-[\w-]+)?$/.exec(url.pathname)?.[1];
  return folder === undefined ? null : `${url.origin}${folder}${CURITY_SIBLINGS[name]}`;
}
