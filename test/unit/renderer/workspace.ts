import { saveWorkspace } from '../../../shared/model/saved-workspace.ts';
import type { SavedWorkspace, Workspace } from '../../../shared/model/workspace.ts';

/** A workspace with two clients, asking for the scope `read`. */
export function workspace(change: Partial<Workspace> = {}): Workspace {
  return {
    id: 'w1',
    name: 'First',
    kind: 'custom',
    server: { issuer: '', tokenEndpoint: 'https://localhost:8443/oauth/v2/oauth-token' },
    tls: { verification: 'on', extraCas: [], pins: [] },
    clients: [
      {
        id: 'c1',
        clientId: 'server',
        authMethod: 'client_secret_post',
        basicEncoding: 'form',
        knownScopes: ['read'],
      },
      {
        id: 'c2',
        clientId: 'other',
        authMethod: 'client_secret_post',
        basicEncoding: 'form',
        knownScopes: [],
      },
    ],
    activeClientId: 'c1',
    request: { scopes: ['read'], parameters: [], headers: [], rawBody: null },
    api: { method: 'GET', url: 'https://localhost:8443/hello_world', headers: [], body: '' },
    timeLimitMs: 30_000,
    ...change,
  };
}

/** The same, as it is kept. */
export function savedWorkspace(change: Partial<Workspace> = {}): SavedWorkspace {
  return saveWorkspace(workspace(change));
}
