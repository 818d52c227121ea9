import { describe, expect, it } from 'vitest';
import { demandsNonce, givenNonce } from '../../../../../shared/oauth/token/dpop-nonce.ts';
import { anExchange, aResponse } from '../../fixtures.ts';

const tokenAnswer = (status: number, body: string | object, headers: Record<string, string> = {}) =>
  anExchange({ response: aResponse(body, { status, headers }) });
const apiAnswer = (status: number, headers: Record<string, string>) =>
  anExchange({ purpose: 'api', response: aResponse('', { status, headers }) });

describe('an authorization server requires a nonce', () => {
  it.each<[string, number, string | object, boolean]>([
    ['the error of RFC 9449 §8', 400, { error: 'use_dpop_nonce' }, true],
    ['the same with another status', 401, { error: 'use_dpop_nonce', error_description: 'nonce' }, true],
    ['another error', 400, { error: 'invalid_dpop_proof' }, false],
    ['a token', 200, { access_token: 'a', token_type: 'DPoP' }, false],
    ['a page', 400, '<html>use_dpop_nonce</html>', false],
  ])('%s', (_name, status, body, demanded) => {
    expect(demandsNonce(tokenAnswer(status, body))).toBe(demanded);
  });
});

it('a token endpoint that requires one only in the challenge', () => {
  const challenge = { 'WWW-Authenticate': 'DPoP error="use_dpop_nonce", algs="ES256"' };
  expect(demandsNonce(tokenAnswer(401, '', challenge))).toBe(true);
  expect(demandsNonce(tokenAnswer(401, { error: 'invalid_client' }, challenge))).toBe(false);
});

describe('a resource server requires a nonce', () => {
  it.each<[string, number, Record<string, string>, boolean]>([
    ['the challenge of RFC 9449 §9', 401, { 'WWW-Authenticate': 'DPoP error="use_dpop_nonce"' }, true],
    ['beside a Bearer challenge', 401, { 'WWW-Authenticate': 'Bearer, DPoP error="use_dpop_nonce"' }, true],
    ['another error', 401, { 'WWW-Authenticate': 'DPoP error="invalid_token"' }, false],
    ['the error of another scheme', 401, { 'WWW-Authenticate': 'Bearer error="use_dpop_nonce"' }, false],
    ['no challenge', 401, {}, false],
    ['a success', 200, { 'WWW-Authenticate': 'DPoP error="use_dpop_nonce"' }, false],
  ])('%s', (_name, status, headers, demanded) => {
    expect(demandsNonce(apiAnswer(status, headers))).toBe(demanded);
  });

  it('a token endpoint’s error means nothing from an API', () => {
    const exchange = anExchange({
      purpose: 'api',
      response: aResponse({ error: 'use_dpop_nonce' }, { status: 400 }),
    });
    expect(demandsNonce(exchange)).toBe(false);
  });
});

it.each<[number, Record<string, string>, string | null]>([
  [200, { 'dpop-nonce': 'eyJ7S_zG' }, 'eyJ7S_zG'],
  [401, { 'DPoP-Nonce': ' eyJ7S_zG ' }, 'eyJ7S_zG'],
  [200, { 'DPoP-Nonce': '' }, null],
  [200, {}, null],
])('a response of status %d with %j gives %j', (status, headers, nonce) => {
  expect(givenNonce(apiAnswer(status, headers))).toBe(nonce);
});
