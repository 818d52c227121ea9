import type { Workspace } from '../../../shared/model/workspace.ts';
import type { TokenServerEndpoints } from '../../../shared/token-server/state.ts';

/** The name under which a built-in workspace trusts the embedded server's authority. */
const CA_NAME = 'Credence token server';

/**
 * A built-in workspace goes where the embedded token server goes: another port or scheme, another authority.
 * Other workspaces, and an API elsewhere, are left alone.
 */
export function followTokenServer(workspace: Workspace, endpoints: TokenServerEndpoints): Workspace {
  if (workspace.kind !== 'built-in') return workspace;
  const server = { issuer: endpoints.issuer, tokenEndpoint: endpoints.token };
  const url = moveApi(workspace, endpoints);
  const extraCas = trustOwnCa(workspace, endpoints.caPem);
  const same =
    server.issuer === workspace.server.issuer &&
    server.tokenEndpoint === workspace.server.tokenEndpoint &&
    url === workspace.api.url &&
    extraCas === workspace.tls.extraCas;
  if (same) return workspace;
  return {
    ...workspace,
    server,
    api: { ...workspace.api, url },
    tls: { ...workspace.tls, extraCas },
  };
}

function moveApi({ server, api }: Workspace, endpoints: TokenServerEndpoints): string {
  if (api.url === '') return `${endpoints.api}/hello_world`;
  const before = originOf(server.tokenEndpoint);
  return before !== null && before === originOf(api.url)
    ? endpoints.baseUrl + api.url.slice(before.length)
    : api.url;
}

function originOf(url: string): string | null {
  return /^https?:\/\/[^/?#]+/i.exec(url)?.[0] ?? null;
}

function trustOwnCa({ tls }: Workspace, caPem: string | null): Workspace['tls']['extraCas'] {
  if (caPem === null || tls.extraCas.some(({ pem }) => pem === caPem)) return tls.extraCas;
  return [...tls.extraCas.filter(({ name }) => name !== CA_NAME), { name: CA_NAME, pem: caPem }];
}
