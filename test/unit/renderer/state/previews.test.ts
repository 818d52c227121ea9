import { expect, onTestFinished, test } from 'vitest';
import { startPreviews } from '../../../../renderer/state/actions/previews.ts';
import { setTokenEndpoint } from '../../../../renderer/state/actions/token-request.ts';
import { store, update } from '../../../../renderer/state/store.ts';
import { appError } from '../../../../shared/errors.ts';
import type { RequestPreview } from '../../../../shared/ipc/runs.ts';
import { err, ok } from '../../../../shared/result.ts';
import { deferred, useFakeBridge } from '../fake-bridge.ts';
import { apiRun, tokenRun } from '../runs-of-test.ts';

const EMPTY: RequestPreview = { request: null, problem: null, warnings: [] };

function previewOf(url: string): RequestPreview {
  return { ...EMPTY, request: { method: 'POST', url, headers: [], body: null } };
}

test('batches changes during a preview into one request for the latest', async () => {
  const first = deferred<RequestPreview>();
  let asked = 0;
  const bridge = useFakeBridge({
    'token.preview': async ({ workspace }) => {
      asked += 1;
      return ok(asked === 1 ? await first.promise : previewOf(workspace.server.tokenEndpoint));
    },
    'api.preview': () => ok(EMPTY),
  });
  onTestFinished(startPreviews());
  for (const url of ['https://a', 'https://ab', 'https://abc']) setTokenEndpoint(url);
  first.resolve(previewOf('https://old'));
  await expect.poll(() => store.getState().previews.token?.request?.url).toBe('https://abc');
  expect(bridge.inputs('token.preview').map((input) => input.workspace.server.tokenEndpoint)).toEqual([
    'https://localhost:8443/oauth/v2/oauth-token',
    'https://abc',
  ]);
});

test('drops the preview of a workspace that is no longer shown', async () => {
  const first = deferred<RequestPreview>();
  useFakeBridge({
    'token.preview': async ({ workspace }) =>
      ok(workspace.id === 'w1' ? await first.promise : previewOf('https://second')),
    'api.preview': () => ok(EMPTY),
  });
  const shown: (string | undefined)[] = [];
  onTestFinished(store.subscribe((state) => shown.push(state.previews.token?.request?.url)));
  onTestFinished(startPreviews());
  update({ workspaces: { activeId: 'w2' } });
  first.resolve(previewOf('https://first'));
  await expect.poll(() => store.getState().previews.token?.request?.url).toBe('https://second');
  expect(shown).not.toContain('https://first');
});

test('a secret that arrived and a token that was obtained change the previews', async () => {
  const bridge = useFakeBridge({ 'token.preview': () => ok(EMPTY), 'api.preview': () => ok(EMPTY) });
  onTestFinished(startPreviews());
  await expect.poll(() => store.getState().previews.api).not.toBeNull();
  const before = bridge.calls.length;
  update({ secrets: { stored: new Set(['w1/client:c1']) } });
  await expect.poll(() => bridge.calls.length).toBe(before + 2);
});

test('explains why a preview is not possible', async () => {
  useFakeBridge({
    'token.preview': () => err(appError('ipc.invalid-input', 'Too long.')),
    'api.preview': () => ok(EMPTY),
  });
  onTestFinished(startPreviews());
  await expect.poll(() => store.getState().previews.token?.problem?.message).toBe('Too long.');
});

test('previews again after a response, which may contain a nonce', async () => {
  const bridge = useFakeBridge({ 'token.preview': () => ok(EMPTY), 'api.preview': () => ok(EMPTY) });
  onTestFinished(startPreviews());
  await expect.poll(() => store.getState().previews.api).not.toBeNull();
  const before = bridge.calls.length;
  update({ runs: { token: { w1: { running: null, result: tokenRun('r'), error: null } } } });
  await expect.poll(() => bridge.calls.length).toBe(before + 2);
  update(({ runs: { token: tokenRuns } }) => ({
    runs: {
      token: {
        w1: {
          ...tokenRuns.w1,
          result: tokenRuns.w1?.result ?? null,
          error: null,
          running: { runId: 's', startedAt: 0 },
        },
      },
    },
  }));
  update({ runs: { api: { w1: { running: null, result: apiRun('a', 200), error: null } } } });
  await expect.poll(() => bridge.calls.length).toBe(before + 4);
});
