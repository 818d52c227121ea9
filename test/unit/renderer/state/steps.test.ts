import { describe, expect, test } from 'vitest';
import { goToField } from '../../../../renderer/state/actions/flow-fields.ts';
import { runApiRequest, runTokenRequest } from '../../../../renderer/state/actions/runs.ts';
import { openStep } from '../../../../renderer/state/actions/workbench.ts';
import { store } from '../../../../renderer/state/store.ts';
import { ok } from '../../../../shared/result.ts';
import { useFakeBridge } from '../fake-bridge.ts';
import { apiRun, refusedRun, tokenRun } from '../runs-of-test.ts';

const open = () => store.getState().workbench.openStep;

describe('steps fold after the first success', () => {
  test('of a token request to step 2, of an API call to step 3, and both are kept', async () => {
    const bridge = useFakeBridge({
      'token.run': () => ok(tokenRun('t1')),
      'api.run': () => ok(apiRun('a1', 200)),
    });
    await runTokenRequest();
    expect(open()).toBe('request');
    await runApiRequest();
    expect(open()).toBe('api');
    const kept = bridge.inputs('settings.save').at(-1)?.settings;
    expect(kept?.layout.openStep).toBe('api');
    expect(kept?.proven).toEqual({ token: ['w1'], api: ['w1'] });
  });

  test('once: a step that is opened again stays open', async () => {
    useFakeBridge({ 'token.run': () => ok(tokenRun('t1')) });
    await runTokenRequest();
    openStep('server');
    await runTokenRequest();
    expect(open()).toBe('server');
  });

  test('not after a failure, and never back to an earlier step', async () => {
    const runs = [refusedRun('r1'), tokenRun('t1')];
    useFakeBridge({ 'token.run': () => ok(runs.shift() ?? refusedRun('r2')) });
    await runTokenRequest();
    expect(open()).toBe('server');
    openStep('api');
    await runTokenRequest();
    expect(open()).toBe('api');
  });
});

test('a fix opens the step of its field; the reason goes with the next request', async () => {
  useFakeBridge({ 'token.run': () => ok(refusedRun('r1')) });
  goToField('scope', 'The scope is unknown.');
  expect(open()).toBe('request');
  expect(store.getState().workbench.wantedField).toEqual({ field: 'scope', reason: 'The scope is unknown.' });
  await runTokenRequest();
  expect(store.getState().workbench.wantedField).toBeNull();
});
