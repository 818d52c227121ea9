import type { SavedWorkspace } from '../../../shared/model/workspace.ts';
import type { TokenServerEndpoints } from '../../../shared/token-server/state.ts';

const CA_NAME = 'Credence local CA';

/** Matches any earlier URL of the built-in server: any port, either scheme, its own path. */
const BUILT_IN_TOKEN_ENDPOINT = /^https?:\/\/localhost(:\d+)?\/oauth\/v2\/oauth-token$/;

/**
 * Moves the built-in workspace to the token server's current URL, and trusts its CA. Keeps an endpoint that the user
 * changed. Returns the same object if nothing changes.
 */
export function followTokenServer(
  workspace: SavedWorkspace,
  endpoints: TokenServerEndpoints,
): SavedWorkspace {
  if (workspace.kind !== 'built-in') return workspace;
  const moved = followAddress(workspace, endpoints);
  return endpoints.caPem === null ? moved : trustCa(moved, endpoints.caPem);
}

function followAddress(workspace: SavedWorkspace, endpoints: TokenServerEndpoints): SavedWorkspace {
  const { tokenEndpoint } = workspace.server;
  if (tokenEndpoint === endpoints.token || !BUILT_IN_TOKEN_ENDPOINT.test(tokenEndpoint)) return workspace;
  const { origin } = new URL(tokenEndpoint);
  return {
    ...workspace,
    server: {
      ...workspace.server,
      // The old URL's metadata is for another issuer, so it is not used.
      issuer: moveOrigin(workspace.server.issuer, origin, endpoints.baseUrl),
      tokenEndpoint: endpoints.token,
    },
    apiCalls: workspace.apiCalls.map((call) => ({
      ...call,
      url: moveOrigin(call.url, origin, endpoints.baseUrl),
    })),
  };
}

function moveOrigin(url: string, from: string, to: string): string {
  if (url !== from && !url.startsWith(`${from}/`)) return url;
  return new URL(to).origin + url.slice(from.length);
}

function trustCa(workspace: SavedWorkspace, pem: string): SavedWorkspace {
  const { extraCas } = workspace.tls;
  if (extraCas.some((ca) => ca.pem === pem)) return workspace;
  // A regenerated CA replaces the old one.
  const others = extraCas.filter(({ name }) => name !== CA_NAME);
  return { ...workspace, tls: { ...workspace.tls, extraCas: [...others, { name: CA_NAME, pem }] } };
}
