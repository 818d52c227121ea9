import { expect, test } from 'vitest';
import { performFindingActions } from '../../../../renderer/state/actions/finding-actions.ts';
import { cancelProbe, closeProbe, openProbe, startProbe } from '../../../../renderer/state/actions/probe.ts';
import { store } from '../../../../renderer/state/store.ts';
import type { ProbeAnswer } from '../../../../shared/diagnose/probe/probe.ts';
import { appError } from '../../../../shared/errors.ts';
import { err, ok } from '../../../../shared/result.ts';
import { anAnswer, planOf, tokenRefusal } from '../../shared/diagnose/probe/probes.ts';
import { deferred, useFakeBridge } from '../fake-bridge.ts';
import { tokenRun } from '../runs-of-test.ts';
import { workspace } from '../workspace.ts';

const probe = () => store.getState().probe.byWorkspace.w1;

function openPlan(): void {
  const plan = planOf(tokenRefusal({ error: 'invalid_client' }));
  if (!plan) throw new Error('no plan');
  openProbe({ exchangeId: 'refused', plan, workspace: workspace(), tokenId: null });
}

test('shows the plan, and sends nothing before it is started', () => {
  const bridge = useFakeBridge();
  openPlan();
  expect(probe()).toMatchObject({ status: 'planned', results: [], exchangeId: 'refused' });
  expect(bridge.inputs('probe.run')).toEqual([]);
});

test('sends one step at a time until one decides, each with its own ID', async () => {
  const outcomes: ProbeAnswer['outcome'][] = ['refused', 'accepted'];
  const bridge = useFakeBridge({
    'probe.run': () => ok(anAnswer({ outcome: outcomes.shift() ?? 'refused' })),
  });
  openPlan();
  await startProbe('w1');
  expect(probe()).toMatchObject({ status: 'done', runId: null, error: null });
  expect(probe()?.results.map(({ step, answer }) => [step.id, answer.outcome])).toEqual([
    ['basic-form', 'refused'],
    ['basic-raw', 'accepted'],
  ]);
  expect(new Set(bridge.inputs('probe.run').map(({ runId }) => runId)).size).toBe(2);
  // Not twice.
  await startProbe('w1');
  expect(bridge.inputs('probe.run')).toHaveLength(2);
});

test('cancelling stops the request under way and sends no other', async () => {
  const answer = deferred<ProbeAnswer>();
  const bridge = useFakeBridge({
    'probe.run': async () => ok(await answer.promise),
    'run.cancel': () => ok(null),
  });
  openPlan();
  const run = startProbe('w1');
  await expect.poll(() => probe()?.runId).toBeTypeOf('string');
  const { runId } = probe() ?? {};
  await cancelProbe('w1');
  answer.resolve(anAnswer({ outcome: 'failed' }));
  await run;
  expect(bridge.inputs('run.cancel')).toEqual([{ runId }]);
  expect(bridge.inputs('probe.run')).toHaveLength(1);
  expect(probe()).toMatchObject({ status: 'cancelled', results: [] });
});

test('stops if a request cannot be sent, with the reason', async () => {
  useFakeBridge({ 'probe.run': () => err(appError('secret.not-allowed', 'Not sent there.')) });
  openPlan();
  await startProbe('w1');
  expect(probe()).toMatchObject({ status: 'done', error: { code: 'secret.not-allowed' }, results: [] });
  await closeProbe('w1');
  expect(probe()).toBeUndefined();
});

test('“Use this” applies all changes and runs once', async () => {
  const bridge = useFakeBridge({ 'token.run': () => ok(tokenRun('t')) });
  await performFindingActions(
    [
      { kind: 'switch-auth-method', to: 'client_secret_basic' },
      { kind: 'switch-basic-encoding', to: 'raw' },
    ],
    'token',
  );
  const [sent, ...more] = bridge.inputs('token.run');
  expect(more).toEqual([]);
  expect(sent?.workspace.clients[0]).toMatchObject({
    authMethod: 'client_secret_basic',
    basicEncoding: 'raw',
  });
});
