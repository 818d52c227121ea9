import { diagnose } from '../../../../shared/diagnose/diagnose.ts';
import type { Finding } from '../../../../shared/diagnose/finding.ts';
import type { Exchange } from '../../../../shared/http/exchange.ts';
import type { Workspace } from '../../../../shared/model/workspace.ts';
import { buildApiRequest } from '../../../../shared/oauth/request/api-request.ts';
import type { AccessToken } from '../../../../shared/oauth/token/token.ts';
import { readTokenOutcome } from '../../../../shared/oauth/token/token-response.ts';
import {
  anAccessToken,
  anExchange,
  aResponse,
  aTokenRequest,
  aWorkspace,
  type WorkspaceOverrides,
} from '../fixtures.ts';

/** The diagnosis of an exchange in the tutorial's workspace. */
export function findings(
  exchange: Exchange,
  workspace: Workspace = aWorkspace(),
  token: AccessToken | null = null,
): Finding[] {
  const outcome = exchange.purpose === 'token' ? readTokenOutcome(exchange) : null;
  return diagnose(exchange, { workspace, outcome, token, now: exchange.startedAt + 1000 });
}

export const idsOf = (list: readonly Finding[]): string[] => list.map(({ id }) => id);

type ResponseOverrides = Parameters<typeof aResponse>[1];

/** The diagnosis of a token endpoint's answer. */
export function ofTokenAnswer(
  body: string | object,
  response: ResponseOverrides = {},
  overrides: WorkspaceOverrides = {},
  secret: string | null = 'Secr3t!',
): Finding[] {
  const workspace = aWorkspace(overrides);
  const exchange = anExchange({
    request: aTokenRequest(workspace, secret),
    response: aResponse(body, response),
  });
  return findings(exchange, workspace);
}

export const aToken: AccessToken = anAccessToken({
  value: 'abc',
  expiresAt: Date.UTC(2030, 0, 1),
  requestedScopes: ['read'],
});

/** The diagnosis of an API's answer. */
export function ofApiAnswer(
  status: number,
  headers: Record<string, string> = {},
  options: { token?: AccessToken | null; body?: string; url?: string } = {},
): Finding[] {
  const { token = aToken, body = '', url = 'https://api.example/read' } = options;
  const request = buildApiRequest({ method: 'GET', url, headers: [], body: '' }, token);
  if (!request.ok) throw new Error(request.error.message);
  return findings(
    anExchange({ purpose: 'api', request: request.value, response: aResponse(body, { status, headers }) }),
    aWorkspace(),
    token,
  );
}
