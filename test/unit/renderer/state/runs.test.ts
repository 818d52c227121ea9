import { expect, test } from 'vitest';
import {
  cancelRuns,
  renewTokenAndCallApi,
  runApiRequest,
  runTokenRequest,
  takeTokenOfRun,
} from '../../../../renderer/state/actions/runs.ts';
import { typeSecret } from '../../../../renderer/state/actions/secrets.ts';
import {
  selectApiRun,
  selectCurrentToken,
  selectTokenRun,
} from '../../../../renderer/state/selectors/runs.ts';
import { selectClient } from '../../../../renderer/state/selectors/workspaces.ts';
import { store, update } from '../../../../renderer/state/store.ts';
import { appError } from '../../../../shared/errors.ts';
import type { TokenAndCall, TokenRun } from '../../../../shared/ipc/runs.ts';
import { err, ok } from '../../../../shared/result.ts';
import { deferred, useFakeBridge } from '../fake-bridge.ts';
import { apiRun, refusedRun, tokenRun } from '../runs-of-test.ts';
import { savedWorkspace } from '../workspace.ts';

test('a token that was obtained is the one the API call attaches', async () => {
  const bridge = useFakeBridge({
    'token.run': () => ok(tokenRun('t1')),
    'api.run': () => ok(apiRun('a1', 200)),
  });
  await runTokenRequest();
  await runApiRequest();
  expect(selectCurrentToken(store.getState())?.value).toBe('token-t1');
  expect(bridge.inputs('api.run')[0]?.tokenId).toBe('t1');
  expect(selectApiRun(store.getState()).result?.exchange.id).toBe('a1');
});

test('ignores the result of an older run, and cancels it', async () => {
  const first = deferred<TokenRun>();
  const answers = [first.promise, Promise.resolve(refusedRun('second'))];
  const bridge = useFakeBridge({ 'token.run': async () => ok(await (answers.shift() as Promise<TokenRun>)) });
  const older = runTokenRequest();
  await runTokenRequest();
  first.resolve(tokenRun('first'));
  expect(await older).toBeNull();
  expect(selectTokenRun(store.getState()).result?.exchange.id).toBe('second');
  expect(selectCurrentToken(store.getState())).toBeNull();
  expect(bridge.inputs('run.cancel')).toEqual([{ runId: bridge.inputs('token.run')[0]?.runId }]);
});

test('keeps the last result during a run, and Cancel names the run', async () => {
  const answer = deferred<TokenRun>();
  const answers = [Promise.resolve(tokenRun('t1')), answer.promise];
  const bridge = useFakeBridge({ 'token.run': async () => ok(await (answers.shift() as Promise<TokenRun>)) });
  await runTokenRequest();
  const second = runTokenRequest();
  expect(selectTokenRun(store.getState()).running).not.toBeNull();
  expect(selectTokenRun(store.getState()).result?.exchange.id).toBe('t1');
  await cancelRuns();
  expect(bridge.inputs('run.cancel')[0]?.runId).toBe(bridge.inputs('token.run')[1]?.runId);
  answer.resolve(refusedRun('t2'));
  await second;
  expect(selectTokenRun(store.getState()).running).toBeNull();
});

test('a run that answers after a switch of the workspace belongs to its own workspace', async () => {
  const answer = deferred<TokenRun>();
  useFakeBridge({ 'token.run': async () => ok(await answer.promise) });
  const run = runTokenRequest();
  update({ workspaces: { activeId: 'w2' } });
  answer.resolve(tokenRun('t1'));
  await run;
  expect(selectTokenRun(store.getState()).result).toBeNull();
  expect(store.getState().runs.token.w1?.result?.exchange.id).toBe('t1');
  expect(store.getState().tokens.currentIds).toEqual({ w1: 't1' });
});

test('new token and retry: shows the token as soon as it arrives, then the call', async () => {
  const answer = deferred<TokenAndCall>();
  const bridge = useFakeBridge({ 'flow.run': async () => ok(await answer.promise) });
  const both = renewTokenAndCallApi();
  await expect.poll(() => bridge.inputs('flow.run')).toHaveLength(1);
  const { runId = '' } = bridge.inputs('flow.run')[0] ?? {};
  expect(selectTokenRun(store.getState()).running).toMatchObject({ runId });

  takeTokenOfRun({ runId, run: tokenRun('fresh') });
  expect(selectTokenRun(store.getState())).toMatchObject({
    running: null,
    result: { token: { id: 'fresh' } },
  });
  expect(selectCurrentToken(store.getState())?.id).toBe('fresh');
  expect(selectApiRun(store.getState()).running).toMatchObject({ runId });

  answer.resolve({ token: tokenRun('fresh'), call: ok(apiRun('a1', 200)) });
  expect((await both)?.exchange.id).toBe('a1');
  expect(selectApiRun(store.getState())).toMatchObject({ running: null, result: { exchange: { id: 'a1' } } });
});

test('new token and retry: without a token the API is not called', async () => {
  useFakeBridge({ 'flow.run': () => ok({ token: refusedRun('t1'), call: null }) });
  expect(await renewTokenAndCallApi()).toBeNull();
  expect(selectTokenRun(store.getState()).result?.exchange.id).toBe('t1');
  expect(selectApiRun(store.getState())).toMatchObject({ running: null, result: null });
});

test('a rejected token request keeps the current token', async () => {
  const answers = [tokenRun('t1'), refusedRun('t2')];
  useFakeBridge({ 'token.run': () => ok(answers.shift() as TokenRun) });
  await runTokenRequest();
  await runTokenRequest();
  expect(selectCurrentToken(store.getState())?.id).toBe('t1');
});

test('an error of the main process is kept beside the run, and a secret still in the typing is sent before it', async () => {
  const bridge = useFakeBridge({
    'token.run': () => err(appError('config.invalid', 'The token endpoint is empty.')),
  });
  typeSecret('w1', 'c1', 'Secr3t!');
  await runTokenRequest();
  expect(selectTokenRun(store.getState()).error?.message).toBe('The token endpoint is empty.');
  expect(bridge.calls.map(({ channel }) => channel)).toEqual(['secret.set', 'token.run']);
});

test('keeps requested scopes as suggestions for the client', async () => {
  const bridge = useFakeBridge({ 'token.run': () => ok(tokenRun('t1')) });
  update({
    workspaces: {
      list: [
        savedWorkspace({
          request: { scopes: ['read', 'admin'], parameters: [], headers: [], rawBody: null },
        }),
      ],
    },
  });
  await runTokenRequest();
  expect(selectClient(store.getState()).knownScopes).toEqual(['read', 'admin']);
  expect(bridge.inputs('token.run')[0]?.workspace.clients[0]?.knownScopes).toEqual(['read', 'admin']);
});
