import type { Workspace } from '../model/workspace.ts';
import { resolveWorkspace } from '../variables/resolve-workspace.ts';
import { metadataOf } from './kept-metadata.ts';
import type { MetadataEndpoints } from './server-metadata.ts';

type EndpointName = keyof MetadataEndpoints;

/** Where requests of a workspace go; null where nothing is known. */
export type Endpoints = Readonly<Record<EndpointName, string | null>>;

/** Curity's endpoints stand beside each other (and so do those of the built-in token server). */
const CURITY_SIBLINGS: Readonly<Record<Exclude<EndpointName, 'token_endpoint'>, string>> = {
  introspection_endpoint: 'oauth-introspect',
  revocation_endpoint: 'oauth-revoke',
  jwks_uri: 'oauth-anonymous/jwks',
};

/**
 * Where the requests of a workspace go: to the address that a person entered, else where the metadata says, else, beside
 * a token endpoint of Curity's, at Curity's paths. When a client certificate is presented, an alias for mutual TLS takes
 * the place of the endpoint that it stands for (RFC 8705 §5).
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
    // An address of the person's own is meant; only the published one has an alias.
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
