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

describe('stored on an unencrypted disk', () => {
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
    ['a signed introspection answer, or a phantom token', JWT],
    ['a token endpoint’s answer', JSON.stringify({ access_token: TOKEN, token_type: 'bearer' })],
    ['an answer in a form', `access_token=${FORM}&token_type=bearer`],
    ['names of their own', JSON.stringify({ accessToken: TOKEN, idToken: TOKEN, jwt: TOKEN, token: TOKEN })],
    ['a token further within', JSON.stringify({ data: { 'x.access-token': TOKEN } })],
    ['XML', `<r><access_token>${TOKEN}</access_token></r>`],
    ['a JWT as a JSON string', JSON.stringify(JWT)],
    ['a JWT among other things', `Your token: ${JWT}.`],
  ])('holds no token of %s', (_, text) => {
    const kept = JSON.stringify(withholdTokens(anExchange({ response: aResponse(text) })));
    for (const shape of [TOKEN, JWT]) expect(kept).not.toContain(shape);
  });

  it.each([TOKEN, FORM])('holds no token that an API shows as it got it: %s', (shown) => {
    const request = requestOf(buildApiRequest(workspace.api, anAccessToken({ value: TOKEN })));
    const response = aResponse(
      { headers: { Authorization: `Bearer ${shown}` } },
      { headers: { 'X-Seen': shown } },
    );
    expect(JSON.stringify(withholdTokens(anExchange({ request, response })))).not.toContain(shown);
  });

  it('holds no token of a redirect’s address', () => {
    const headers = { Location: `https://a.example/cb#state=1&access_token=${FORM}&token_type=bearer` };
    const { response } = withholdTokens(anExchange({ response: aResponse('', { status: 302, headers }) }));
    expect(response?.headers).toEqual(
      expect.arrayContaining([
        ['Location', 'https://a.example/cb#state=1&access_token=••••••••&token_type=bearer'],
      ]),
    );
  });

  it.each([
    JSON.stringify({ active: true, scope: 'read', token_type: 'Bearer', token_endpoint: 'https://a' }),
    'a sentence about token=, and v1.2.3 of it',
    '{"error":"invalid_token","error_description":"The token is expired"}',
  ])('keeps what is no token: %s', (text) => {
    expect(
      withholdTokens(anExchange({ purpose: 'api', response: aResponse(text) })).response?.body.text,
    ).toBe(text);
  });

  it('is done with a large body in time', () => {
    for (const piece of ['eyJ', 'eyJ-', '"token', '<token', '&a.token', '"\\', 'a.a.'])
      withholdTokens(anExchange({ response: aResponse(piece.repeat(300_000)) }));
  });
});
