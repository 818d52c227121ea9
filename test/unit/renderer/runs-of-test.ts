import type { Exchange, MaskedExchange } from '../../../shared/http/exchange.ts';
import type { ApiRun, TokenRun } from '../../../shared/ipc/runs.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { inputsKey } from '../../../shared/oauth/token/inputs-key.ts';
import type { AccessToken } from '../../../shared/oauth/token/token.ts';
import { tokenInputs } from '../../../shared/oauth/token/token-inputs.ts';
import { workspace } from './workspace.ts';

export function exchange(id: string, status: number, change: Partial<Exchange> = {}): MaskedExchange {
  const made: Exchange = {
    id,
    purpose: 'token',
    request: { method: 'POST', url: 'https://localhost:8443/oauth/v2/oauth-token', headers: [], body: null },
    response: {
      httpVersion: '1.1',
      status,
      statusText: '',
      headers: [],
      body: {
        text: '{}',
        size: 2,
        wireSize: 2,
        charset: 'utf-8',
        contentEncoding: null,
        truncated: false,
        binary: false,
      },
    },
    failure: null,
    timings: { dns: null, tcp: 1, tls: 2, send: 0, wait: 3, receive: 0, total: 6 },
    connection: null,
    tls: null,
    startedAt: 0,
    ...change,
  };
  return made as MaskedExchange;
}

/** A token that a workspace's inputs made. */
export function accessToken(
  id: string,
  change: Partial<AccessToken> = {},
  madeBy: Workspace = workspace(),
): AccessToken {
  return {
    id,
    value: `token-${id}`,
    workspaceId: 'w1',
    clientKey: 'c1',
    clientId: 'server',
    tokenType: 'bearer',
    receivedAt: 0,
    expiresAt: 299_000,
    requestedScopes: ['read'],
    grantedScopes: ['read'],
    inputsKey: inputsKey(madeBy),
    inputs: tokenInputs(madeBy),
    ...change,
  };
}

/** A run that brought a token. */
export function tokenRun(id: string, madeBy?: Workspace): TokenRun {
  const token = accessToken(id, {}, madeBy);
  return {
    exchange: exchange(id, 200),
    outcome: {
      kind: 'token',
      accessToken: token.value,
      tokenType: 'bearer',
      expiresIn: 299,
      scopes: ['read'],
      members: {},
    },
    earlier: [],
    findings: [],
    token,
  };
}

/** A run that the server refused. */
export function refusedRun(id: string): TokenRun {
  return {
    exchange: exchange(id, 401),
    outcome: { kind: 'error', error: 'invalid_client', description: null, uri: null, members: {} },
    earlier: [],
    findings: [],
    token: null,
  };
}

export function apiRun(id: string, status: number): ApiRun {
  return { exchange: exchange(id, status, { purpose: 'api' }), earlier: [], findings: [] };
}
