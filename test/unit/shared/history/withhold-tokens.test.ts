import { describe, expect, it } from 'vitest';
import { withholdTokens } from '../../../../shared/history/withhold-tokens.ts';
import type { HttpRequest } from '../../../../shared/http/exchange.ts';
import { secretOnly } from '../../../../shared/oauth/client-authentication/request-credentials.ts';
import { buildApiRequest } from '../../../../shared/oauth/request/api-request.ts';
import {
  buildIntrospectionRequest,
  buildRevocationRequest,
} from '../../../../shared/oauth/token-operations/token-operation-request.ts';
import type { Result } from '../../../../shared/result.ts';
import { anAccessToken, anExchange, aResponse, aWorkspace } from '../fixtures.ts';

const TOKEN = 'canary+token/1';
const FORM = 'canary%2Btoken%2F1';
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const JWT = `${part({ alg: 'RS256' })}.${part({ token_introspection: { active: true } })}.c2ln`;

function requestOf(built: Result<HttpRequest, unknown>): HttpRequest {
  if (!built.ok) throw new Error('no request');
  return built.value;
}

const workspace = aWorkspace();
const operation = { token: TOKEN, hint: '' };

describe('what an unencrypted disk gets', () => {
  it.each<[string, HttpRequest]>([
    [
      'an introspection request',
      requestOf(
        buildIntrospectionRequest(workspace, secretOnly('Secr3t!'), { ...operation, format: 'json' }),
      ),
    ],
    ['a revocation request', requestOf(buildRevocationRequest(workspace, secretOnly('Secr3t!'), operation))],
    ['an API call', requestOf(buildApiRequest(workspace.api, anAccessToken({ value: TOKEN })))],
  ])('holds no token of %s', (_, request) => {
    const kept = JSON.stringify(withholdTokens(anExchange({ request })));
    expect(JSON.stringify(request)).toMatch(/canary/);
    for (const shape of [TOKEN, FORM, 'Secr3t']) expect(kept).not.toContain(shape);
  });

  it.each<[string, string]>([
    ['P21 a signed introspection answer, or a phantom token', JWT],
    ['a token endpoint’s answer', JSON.stringify({ access_token: TOKEN, token_type: 'bearer' })],
  ])('holds no token of %s', (_, text) => {
    const kept = JSON.stringify(withholdTokens(anExchange({ response: aResponse(text) })));
    for (const shape of [TOKEN, JWT]) expect(kept).not.toContain(shape);
  });

  it('keeps what is no token', () => {
    const text = JSON.stringify({ active: true, scope: 'read' });
    expect(withholdTokens(anExchange({ response: aResponse(text) })).response?.body.text).toBe(text);
  });
});
