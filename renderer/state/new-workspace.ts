import type { Client, Workspace } from '../../shared/model/workspace.ts';
import { DEFAULT_TLS_POLICY } from '../../shared/tls/default-policy.ts';
import { newId } from './new-id.ts';

/** A workspace to be filled in: the defaults are the RFC's and the tutorial's. */
export function newWorkspace(name: string): Workspace {
  const client = newClient();
  return {
    id: newId(),
    name,
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

export function newClient(): Client {
  return {
    id: newId(),
    clientId: '',
    authMethod: 'client_secret_post',
    basicEncoding: 'form',
    knownScopes: [],
  };
}
