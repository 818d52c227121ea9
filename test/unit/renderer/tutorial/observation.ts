import type { Observation } from '../../../../renderer/features/tutorial/tutorial-bench.ts';
import type { Exchange, HttpResponse, MaskedExchange } from '../../../../shared/http/exchange.ts';
import type { ApiRun, TokenRun } from '../../../../shared/ipc/runs.ts';
import type { Workspace } from '../../../../shared/model/workspace.ts';
import { DEFAULT_TLS_POLICY } from '../../../../shared/tls/default-policy.ts';
import type { TokenServerState } from '../../../../shared/token-server/state.ts';

const RUNNING: TokenServerState = {
  status: 'running',
  startedAt: 0,
  endpoints: {
    baseUrl: 'https://localhost:8443',
    issuer: 'https://localhost:8443/oauth/v2/oauth-anonymous',
    authorization: 'https://localhost:8443/oauth/v2/oauth-authorize',
    token: 'https://localhost:8443/oauth/v2/oauth-token',
    introspection: 'https://localhost:8443/oauth/v2/oauth-introspect',
    revocation: 'https://localhost:8443/oauth/v2/oauth-revoke',
    jwks: 'https://localhost:8443/oauth/v2/oauth-anonymous/jwks',
    metadata: 'https://localhost:8443/oauth/v2/oauth-anonymous/.well-known/openid-configuration',
    api: 'https://localhost:8443/hello_world',
    caPem: null,
  },
};

export function workspace(about: Partial<Workspace> = {}): Workspace {
  const client = {
    authMethod: 'client_secret_post' as const,
    basicEncoding: 'form' as const,
    knownScopes: [],
  };
  return {
    id: 'built-in',
    name: 'Built-in server',
    kind: 'built-in',
    server: { issuer: '', tokenEndpoint: 'https://localhost:8443/oauth/v2/oauth-token' },
    tls: DEFAULT_TLS_POLICY,
    clients: [
      { id: 'c1', clientId: 'server', ...client },
      { id: 'c2', clientId: 'short-lived', ...client },
    ],
    activeClientId: 'c1',
    request: { scopes: [], parameters: [], headers: [], rawBody: null },
    api: { method: 'GET', url: '', headers: [], body: '' },
    timeLimitMs: 30_000,
    ...about,
  };
}

/** A bench at rest: the server runs, the first client is chosen, nothing was sent. */
export function observation(about: Partial<Observation> = {}): Observation {
  return {
    server: RUNNING,
    workspace: workspace(),
    hasSecret: true,
    tokenRun: null,
    tokenProblem: null,
    token: null,
    apiRun: null,
    apiProblem: null,
    now: 1_000_000,
    ...about,
  };
}

export function apiRun(status: number, headers: HttpResponse['headers'] = []): ApiRun {
  return { exchange: exchange(status, headers), earlier: [], findings: [] };
}

export function tokenRun(outcome: TokenRun['outcome']): TokenRun {
  return { exchange: exchange(200), outcome, earlier: [], findings: [], token: null };
}

export function granted(scopes: readonly string[] | null, expiresIn: number | null = 299): TokenRun {
  return tokenRun({ kind: 'token', accessToken: 'x', tokenType: 'bearer', expiresIn, scopes, members: {} });
}

export function exchange(status: number | null, headers: HttpResponse['headers'] = []): MaskedExchange {
  const made: Exchange = {
    id: 'e',
    purpose: 'api',
    request: { method: 'GET', url: 'https://localhost:8443/hello_world', headers: [], body: null },
    response: status === null ? null : response(status, headers),
    failure:
      status === null
        ? {
            code: 'connection-refused',
            stage: 'connect',
            message: 'connect ECONNREFUSED',
            platformCode: null,
          }
        : null,
    timings: { dns: null, tcp: null, tls: null, send: null, wait: null, receive: null, total: 5 },
    connection: null,
    tls: null,
    startedAt: 0,
  };
  return made as MaskedExchange;
}

function response(status: number, headers: HttpResponse['headers']): HttpResponse {
  const body = {
    text: '',
    size: 0,
    wireSize: 0,
    charset: 'utf-8',
    contentEncoding: null,
    truncated: false,
    binary: false,
  };
  return { httpVersion: '1.1', status, statusText: '', headers, body };
}
