import { BLANK_TOKEN_REQUEST } from '../../../shared/model/saved-workspace.ts';
import type { SavedClient, SavedWorkspace } from '../../../shared/model/workspace.ts';
import { DEFAULT_TLS_POLICY } from '../../../shared/tls/default-policy.ts';
import type { Workspaces } from '../storage/workspace-store.ts';

const TIME_LIMIT_MS = 30_000;
const TOKEN_ENDPOINT = 'https://localhost:8443/oauth/v2/oauth-token';

/** The documented secret of the built-in server's clients; it is public. */
export const DEMO_SECRET = 'Secr3t!';

/** The workspaces of a first start: one that works at once, and one for a local Curity Identity Server. */
export function defaultWorkspaces(): Workspaces {
  const builtIn = builtInWorkspace();
  return { activeId: builtIn.id, selections: {}, files: {}, workspaces: [builtIn, localCurityWorkspace()] };
}

export function builtInWorkspace(): SavedWorkspace {
  return {
    id: 'built-in',
    name: 'Built-in server',
    kind: 'built-in',
    // Its CA is added when the server first starts, so verification stays on.
    ...workspaceParts('https://localhost:8443/hello_world'),
    clients: [client('server'), client('short-lived')],
  };
}

/** The tutorial's URLs. Its certificate is self-signed: the diagnosis explains the options. */
function localCurityWorkspace(): SavedWorkspace {
  return {
    id: 'local-curity',
    name: 'Local Curity',
    kind: 'custom',
    ...workspaceParts('https://example.com/hello_world'),
    clients: [client('server')],
  };
}

function workspaceParts(apiUrl: string): Pick<SavedWorkspace, 'server' | 'tls' | 'apiCalls' | 'timeLimitMs'> {
  return {
    server: { issuer: '', tokenEndpoint: TOKEN_ENDPOINT },
    tls: DEFAULT_TLS_POLICY,
    apiCalls: [
      {
        id: 'hello-world',
        name: 'Hello world',
        clientId: null,
        method: 'GET',
        url: apiUrl,
        headers: [],
        body: '',
        expectations: [],
      },
    ],
    timeLimitMs: TIME_LIMIT_MS,
  };
}

function client(clientId: string): SavedClient {
  return {
    id: clientId,
    clientId,
    authMethod: 'client_secret_post',
    basicEncoding: 'form',
    knownScopes: ['read', 'write'],
    request: BLANK_TOKEN_REQUEST,
  };
}
