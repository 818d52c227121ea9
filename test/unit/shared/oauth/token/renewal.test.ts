import { describe, expect, it } from 'vitest';
import type { Renewal, Workspace } from '../../../../../shared/model/workspace.ts';
import { inputsKey } from '../../../../../shared/oauth/token/inputs-key.ts';
import { isDueForRenewal, isRefusedForToken } from '../../../../../shared/oauth/token/renewal.ts';
import type { AccessToken } from '../../../../../shared/oauth/token/token.ts';
import { findings } from '../../diagnose/findings.ts';
import { anAccessToken, anExchange, aResponse, aWorkspace } from '../../fixtures.ts';

const workspace = (renewal: Partial<Renewal> = {}): Workspace =>
  aWorkspace({ renewal: { beforeExpiry: true, onUnauthorized: true, ...renewal } });

const token = (overrides: Partial<AccessToken> = {}): AccessToken =>
  anAccessToken({
    inputsKey: inputsKey(workspace()),
    receivedAt: 0,
    expiresAt: 300_000,
    ...overrides,
  });

describe('before a call a token is renewed', () => {
  it.each<[string, boolean, Partial<AccessToken>, number]>([
    ['within its life', false, {}, 200_000],
    ['a moment before the margin of ten seconds', false, {}, 289_999],
    ['at the margin', true, {}, 290_000],
    ['when it is over', true, {}, 400_000],
    ['of a short life at a tenth of it', true, { expiresAt: 5_000 }, 4_500],
    ['of a short life, not yet', false, { expiresAt: 5_000 }, 4_499],
    ['without a known expiry', false, { expiresAt: null }, 400_000],
    ['that was pasted', false, { pasted: true }, 400_000],
    ['that other inputs made', false, { inputsKey: 'other' }, 400_000],
  ])('%s: %s', (_, expected, overrides, now) => {
    expect(isDueForRenewal(token(overrides), workspace(), now)).toBe(expected);
  });

  it('only if enabled, and only if there is a token', () => {
    expect(isDueForRenewal(token(), workspace({ beforeExpiry: false }), 400_000)).toBe(false);
    expect(isDueForRenewal(token(), aWorkspace(), 400_000)).toBe(false);
    expect(isDueForRenewal(null, workspace(), 400_000)).toBe(false);
  });
});

describe('after a refusal a token is renewed', () => {
  const renewed = (
    status: number,
    challenge: string,
    overrides: Partial<AccessToken> = {},
    chosen = workspace(),
  ) => {
    const sent = token(overrides);
    const exchange = anExchange({
      purpose: 'api',
      request: {
        method: 'GET',
        url: 'https://api.example/',
        headers: [{ name: 'Authorization', value: ['Bearer x'] }],
        body: null,
      },
      response: aResponse('', { status, headers: challenge ? { 'WWW-Authenticate': challenge } : {} }),
    });
    return isRefusedForToken(exchange, findings(exchange, chosen, sent), sent, chosen);
  };
  const live = { expiresAt: Date.UTC(2030, 0, 1) };

  it.each<[string, boolean, number, string]>([
    ['invalid_token', true, 401, 'Bearer error="invalid_token"'],
    ['revoked, in words', true, 401, 'Bearer error="invalid_token", error_description="revoked"'],
    ['no error code', true, 401, 'Bearer realm="api"'],
    ['no challenge at all', true, 401, ''],
    ['another audience', false, 401, 'Bearer error="invalid_token", error_description="wrong audience"'],
    ['another scheme', false, 401, 'Basic realm="api"'],
    ['a missing scope', false, 403, 'Bearer error="insufficient_scope", scope="write"'],
    ['a nonce that is wanted', false, 401, 'DPoP error="use_dpop_nonce"'],
    ['success', false, 200, ''],
    ['invalid_token with another status', false, 403, 'Bearer error="invalid_token"'],
  ])('%s: %s', (_, expected, status, challenge) => {
    expect(renewed(status, challenge, live)).toBe(expected);
  });

  it('an expired one, as is to be expected', () => {
    expect(renewed(401, 'Bearer error="invalid_token"')).toBe(true);
  });

  it('not if pasted, stale and sent on purpose, or without the setting', () => {
    const challenge = 'Bearer error="invalid_token"';
    expect(renewed(401, challenge, { ...live, pasted: true })).toBe(false);
    expect(renewed(401, challenge, { ...live, inputsKey: 'other' })).toBe(false);
    expect(renewed(401, challenge, live, workspace({ onUnauthorized: false }))).toBe(false);
  });
});
