import { describe, expect, test } from 'vitest';
import { TUTORIAL_STEPS } from '../../../../renderer/features/tutorial/steps.ts';
import type { Observation, TutorialStep } from '../../../../renderer/features/tutorial/tutorial-bench.ts';
import { appError } from '../../../../shared/errors.ts';
import { anAccessToken } from '../../shared/fixtures.ts';
import { apiRun, exchange, granted, observation, tokenRun, workspace } from './observation.ts';

function stepOf(id: string): TutorialStep {
  const step = TUTORIAL_STEPS.find((each) => each.id === id);
  if (!step) throw new Error(`There is no step ${id}`);
  return step;
}

const invalidToken = [['WWW-Authenticate', 'Bearer error="invalid_token"']] as const;
const asking = (scopes: readonly string[]) =>
  workspace({ request: { scopes: [...scopes], parameters: [], headers: [], rawBody: null } });
const expired = anAccessToken({ expiresAt: 999_000 });

describe('the steps accept the expected results', () => {
  test.each<[id: string, about: Partial<Observation>]>([
    ['start-server', {}],
    ['choose-client', {}],
    ['request-without-scope', {}],
    ['token-without-scope', { tokenRun: granted(null) }],
    ['add-scope', { workspace: asking(['read']) }],
    ['token-with-scope', { tokenRun: granted(['read']) }],
    ['call-api', { apiRun: apiRun(200) }],
    ['choose-short-lived', { workspace: workspace({ activeClientId: 'c2' }) }],
    ['short-lived-token', { tokenRun: granted(['read'], 5) }],
    ['wait-for-expiry', { token: expired }],
    ['api-refuses', { apiRun: apiRun(401, invalidToken) }],
    ['renew-and-retry', { apiRun: apiRun(200) }],
  ])('%s', (id, about) => {
    expect(stepOf(id).check(observation(about))).toMatchObject({ passed: true });
  });

  test('the table above has every step, in the order of the tutorial', () => {
    expect(TUTORIAL_STEPS.map(({ id }) => id)).toEqual([
      'start-server',
      'choose-client',
      'request-without-scope',
      'token-without-scope',
      'add-scope',
      'token-with-scope',
      'call-api',
      'choose-short-lived',
      'short-lived-token',
      'wait-for-expiry',
      'api-refuses',
      'renew-and-retry',
    ]);
  });
});

describe('the steps report unexpected results', () => {
  const failed = {
    status: 'failed',
    failure: { code: 'crashed', message: 'It fell over.', freePort: null },
  } as const;
  const refused = { ...tokenRun({ kind: 'no-response' }), exchange: exchange(null) };
  const invalidClient = tokenRun({
    kind: 'error',
    error: 'invalid_client',
    description: null,
    uri: null,
    members: {},
  });

  test.each<[id: string, about: Partial<Observation>, said: string]>([
    ['start-server', { server: failed }, 'It fell over.'],
    ['start-server', { server: { status: 'stopped' } }, 'it is stopped'],
    ['choose-client', { hasSecret: false }, 'has no secret'],
    ['choose-client', { workspace: workspace({ activeClientId: 'c2' }) }, '“short-lived” is selected'],
    [
      'choose-client',
      { workspace: workspace({ server: { issuer: '', tokenEndpoint: 'https://other/token' } }) },
      'points to https://other/token',
    ],
    ['choose-client', { server: { status: 'stopped' } }, 'no longer runs'],
    ['choose-client', { workspace: workspace({ kind: 'custom' }) }, 'was deleted'],
    ['request-without-scope', { workspace: asking(['write']) }, 'write'],
    ['token-without-scope', {}, 'No token request was sent'],
    ['token-without-scope', { tokenRun: refused }, 'connect ECONNREFUSED'],
    ['token-without-scope', { tokenRun: invalidClient }, 'invalid_client'],
    ['token-without-scope', { tokenRun: granted(['read']) }, 'were not requested'],
    ['token-with-scope', { tokenRun: granted(null) }, '“” was granted'],
    ['token-with-scope', { tokenRun: granted(['write']) }, '“write” was granted'],
    ['token-without-scope', { tokenProblem: appError('internal.bug', 'It broke.') }, 'was sent: It broke.'],
    ['call-api', {}, 'was not called'],
    ['call-api', { apiProblem: appError('internal.bug', 'It broke.') }, 'was not called: It broke.'],
    ['call-api', { apiRun: apiRun(403) }, 'returned 403; expected 200'],
    ['call-api', { apiRun: { exchange: exchange(null), earlier: [], findings: [] } }, 'connect ECONNREFUSED'],
    ['choose-short-lived', {}, '“server” is selected'],
    ['short-lived-token', { tokenRun: granted(null, 299) }, '299 seconds, which is too long'],
    ['wait-for-expiry', { token: { ...expired, expiresAt: 1_000_001 } }, 'has not expired'],
    ['wait-for-expiry', {}, 'has not expired'],
    ['api-refuses', { apiRun: apiRun(200) }, 'returned 200; expected 401'],
    ['api-refuses', { apiRun: apiRun(401) }, 'no WWW-Authenticate header'],
    ['renew-and-retry', { apiRun: apiRun(401, invalidToken) }, 'returned 401; expected 200'],
  ])('%s: %#', (id, about, said) => {
    const verdict = stepOf(id).check(observation(about));
    expect(verdict.passed).toBe(false);
    expect(verdict.text).toContain(said);
  });
});
