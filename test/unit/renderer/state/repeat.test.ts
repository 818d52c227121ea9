import { expect, test } from 'vitest';
import {
  cancelRepeat,
  chooseRepeat,
  closeRepeat,
  openRepeat,
  startRepeat,
  takeRepeatProgress,
} from '../../../../renderer/state/actions/repeat.ts';
import { keepToken } from '../../../../renderer/state/actions/tokens.ts';
import { selectRemoteHost, selectRepeat } from '../../../../renderer/state/selectors/repeat.ts';
import { store, update } from '../../../../renderer/state/store.ts';
import { appError } from '../../../../shared/errors.ts';
import type { RequestPreview } from '../../../../shared/ipc/runs.ts';
import type { RepeatReport } from '../../../../shared/repeat/report.ts';
import { RepeatTally } from '../../../../shared/repeat/tally.ts';
import { err, ok } from '../../../../shared/result.ts';
import { deferred, useFakeBridge } from '../fake-bridge.ts';
import { accessToken } from '../runs-of-test.ts';

const state = () => store.getState();

function report(status: RepeatReport['state'], elapsed = 0): RepeatReport {
  return new RepeatTally({ target: 'token', planned: 100, atOnce: 5 }).report(status, elapsed);
}

function previewOf(url: string): RequestPreview {
  return { request: { method: 'POST', url, headers: [], body: null }, problem: null, warnings: [] };
}

test('a run continues while the panel is closed, and shows progress until its report arrives', async () => {
  const answer = deferred<RepeatReport>();
  const bridge = useFakeBridge({ 'repeat.run': async () => ok(await answer.promise) });
  openRepeat('token');
  const run = startRepeat('token');
  await Promise.resolve();
  closeRepeat();
  const runId = selectRepeat(state(), 'token').runId ?? expect.fail();
  takeRepeatProgress({ runId, report: report('running', 7) });
  expect(selectRepeat(state(), 'token').report?.elapsed).toBe(7);
  takeRepeatProgress({ runId: 'of another', report: report('running', 9) });
  expect(selectRepeat(state(), 'token').report?.elapsed).toBe(7);
  // Not twice at the same time.
  await startRepeat('token');
  expect(bridge.inputs('repeat.run')).toHaveLength(1);
  answer.resolve(report('done', 12));
  await run;
  expect(selectRepeat(state(), 'token')).toMatchObject({
    runId: null,
    report: { state: 'done', elapsed: 12 },
  });
  takeRepeatProgress({ runId, report: report('running', 11) });
  expect(selectRepeat(state(), 'token').report?.elapsed).toBe(12);
});

test('sends the chosen settings; calls use the selected token', async () => {
  const bridge = useFakeBridge({ 'repeat.run': () => ok(report('done')) });
  keepToken(accessToken('t'));
  chooseRepeat({ planned: 7, atOnce: 2 });
  await startRepeat('token');
  await startRepeat('api');
  expect(bridge.inputs('repeat.run').map(({ workspace, runId, ...order }) => order)).toEqual([
    { target: 'token', tokenId: null, planned: 7, atOnce: 2, allowRemote: false },
    { target: 'api', tokenId: 't', planned: 7, atOnce: 2, allowRemote: false },
  ]);
});

test('beyond this computer it is allowed for the host that was confirmed, and no other', async () => {
  const bridge = useFakeBridge({ 'repeat.run': () => ok(report('done')) });
  update({ previews: { token: previewOf('https://id.example.com/token') } });
  expect(selectRemoteHost(state(), 'token')).toBe('id.example.com');
  await startRepeat('token');
  chooseRepeat({ allowedHosts: ['id.example.com'] });
  await startRepeat('token');
  update({ previews: { token: previewOf('https://other.example.com/token') } });
  await startRepeat('token');
  expect(bridge.inputs('repeat.run').map(({ allowRemote }) => allowRemote)).toEqual([false, true, false]);
  update({ previews: { token: previewOf('https://localhost:8443/token') } });
  expect(selectRemoteHost(state(), 'token')).toBeNull();
});

test('can be cancelled by ID; reports why a run was not possible', async () => {
  const answer = deferred<void>();
  const bridge = useFakeBridge({
    'repeat.run': async () => {
      await answer.promise;
      return err(appError('config.invalid', 'The token endpoint is empty.'));
    },
  });
  const run = startRepeat('token');
  await cancelRepeat('token');
  expect(bridge.inputs('run.cancel')).toEqual([{ runId: bridge.inputs('repeat.run')[0]?.runId }]);
  answer.resolve();
  await run;
  expect(selectRepeat(state(), 'token')).toMatchObject({
    runId: null,
    report: null,
    error: { message: 'The token endpoint is empty.' },
  });
});
