import { DEFAULT_TLS_POLICY } from '../tls/default-policy.ts';
import type { Client, Workspace } from './workspace.ts';

/** A blank workspace with the defaults of the RFC and the tutorial. */
export function blankWorkspace(keys: {
  readonly id: string;
  readonly clientKey: string;
  readonly name: string;
}): Workspace {
  const client = blankClient(keys.clientKey);
  return {
    id: keys.id,
    name: keys.name,
    kind: 'custom',
    server: { issuer: '', tokenEndpoint: '' },
    tls: DEFAULT_TLS_POLICY,
    clients: [client],
    activeClientId: client.id,
    request: { scopes: [], parameters: [], headers: [], rawBody: null },
    api: { method: 'GET', url: '', headers: [], body: '' },
    timeLimitMs: 30_000,
  };
}

export function blankClient(id: string): Client {
  return { id, clientId: '', authMethod: 'client_secret_post', basicEncoding: 'form', knownScopes: [] };
}
