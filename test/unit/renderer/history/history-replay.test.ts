import { describe, expect, test } from 'vitest';
import { applyInputs, editEntry, replayEntry } from '../../../../renderer/state/actions/history-replay.ts';
import { performToastAction } from '../../../../renderer/state/actions/toast.ts';
import { selectClient, selectSaved } from '../../../../renderer/state/selectors/workspaces.ts';
import { store, update } from '../../../../renderer/state/store.ts';
import { appError } from '../../../../shared/errors.ts';
import type { HistoryEntry } from '../../../../shared/history/entry.ts';
import { BLANK_TOKEN_REQUEST } from '../../../../shared/model/saved-workspace.ts';
import { clientSecretKey, secretKey } from '../../../../shared/model/secret-keys.ts';
import { err, ok } from '../../../../shared/result.ts';
import { secretSpan } from '../../../../shared/text/sensitive-text.ts';
import { useFakeBridge } from '../fake-bridge.ts';
import { accessToken, apiRun, exchange, tokenRun } from '../runs-of-test.ts';
import { savedWorkspace, workspace } from '../workspace.ts';
import { historyEntry } from './summaries.ts';

/** An API call that carried this token; null when it was withheld from the disk. */
function apiEntry(token: string | null): HistoryEntry {
  const value = [{ ...secretSpan('ACCESS_TOKEN', ''), value: token }];
  const call = exchange('old', 200, { purpose: 'api' });
  return historyEntry('old', {
    exchange: { ...call, request: { ...call.request, headers: [{ name: 'Authorization', value }] } },
  });
}

describe('replay', () => {
  test('replays the original inputs under a new ID, and keeps the form and its token', async () => {
    const then = workspace({ request: { scopes: ['then'], parameters: [], headers: [], rawBody: null } });
    const bridge = useFakeBridge({
      'history.get': () => ok(historyEntry('old', { inputs: then })),
      'token.run': ({ runId }) => ok(tokenRun(runId)),
    });
    await replayEntry('old');
    const [run] = bridge.inputs('token.run');
    expect(run?.workspace).toEqual(then);
    expect(run?.runId).not.toBe('old');
    expect(store.getState()).toMatchObject({
      history: { message: { kind: 'replayed', originalId: 'old', id: run?.runId } },
      tokens: { currentIds: {} },
    });
  });

  test('of a request that the server wanted twice, the second is the one', async () => {
    useFakeBridge({
      'history.get': () => ok(historyEntry('old')),
      'token.run': ({ runId }) => {
        const run = tokenRun(`${runId}/again`);
        return ok({ ...run, earlier: [exchange(runId, 400)] });
      },
    });
    await replayEntry('old');
    const { message: historyMessage } = store.getState().history;
    expect(historyMessage?.kind === 'replayed' && historyMessage.id).toMatch(/\/again$/);
  });

  test.each([
    ['the token it carried, where this session has it', 'token-t1', [], 't1'],
    [
      'the token it carried, handed over first, where an earlier session had it',
      'older',
      ['older'],
      'adopted',
    ],
    ['the current token, where its own was not kept', null, [], 'current'],
  ])('of an API call sends %s', async (_what, carried, adopted, sent) => {
    const bridge = useFakeBridge({
      'history.get': () => ok(apiEntry(carried)),
      'token.adopt': () => ok(accessToken('adopted')),
      'api.run': ({ runId }) => ok(apiRun(runId, 200)),
    });
    update({
      tokens: {
        byId: { t1: accessToken('t1'), current: accessToken('current') },
        currentIds: { w1: 'current' },
      },
    });
    await replayEntry('old');
    expect(bridge.inputs('token.adopt').map(({ value }) => value)).toEqual(adopted);
    expect(bridge.inputs('api.run')[0]?.tokenId).toBe(sent);
  });

  test('reports that no token could be sent', async () => {
    useFakeBridge({
      'history.get': () => ok(apiEntry(null)),
      'api.run': ({ runId }) => ok(apiRun(runId, 401)),
    });
    await replayEntry('old');
    expect(store.getState().history.message).toMatchObject({
      note: expect.stringContaining('none was sent'),
    });
  });

  test.each([
    ['history', 'history', null, null],
    ['token-server', null, 'old', 'the drawer'],
    ['token-server', null, null, null],
    ['token-server', null, 'another', null],
  ] as const)(
    'shows what came of it where the person still is: %s, inspecting %s or %s',
    async (page, list, drawerId, drawn) => {
      useFakeBridge({
        'history.get': () => ok(historyEntry('old')),
        'token.run': async ({ runId }) => {
          // Meanwhile the person has closed the drawer, or opened it on something else.
          update({ navigation: { page }, history: { drawerId } });
          return ok(tokenRun(runId));
        },
      });
      update({ navigation: { page }, history: { drawerId: 'old', inspectedId: null } });
      await replayEntry('old');
      const { message: historyMessage, inspectedId, drawerId: shown } = store.getState().history;
      const replay = historyMessage?.kind === 'replayed' ? historyMessage.id : null;
      expect(inspectedId).toBe(list === null ? null : replay);
      expect(shown).toBe(drawn === null ? (page === 'history' ? null : drawerId) : replay);
    },
  );

  test('reports why a replay was not possible', async () => {
    useFakeBridge({
      'history.get': () => ok(historyEntry('old')),
      'token.run': () => err(appError('storage.secret-unavailable', 'The keychain is locked.')),
    });
    await replayEntry('old');
    expect(store.getState().history.message).toBeNull();
    expect(store.getState().notices.list[0]?.message).toBe('The keychain is locked.');
  });
});

describe('edit and replay', () => {
  const inputs = workspace({
    name: 'Old name',
    tls: { verification: 'off', extraCas: [], pins: [] },
    server: { issuer: '', tokenEndpoint: 'https://old.example/token' },
    request: { scopes: ['old'], parameters: [], headers: [], rawBody: null },
    api: { method: 'PUT', url: 'https://old.example/api', headers: [], body: 'old' },
  });

  test('restores a token request’s inputs, but never disabled verification', () => {
    const changed = applyInputs(workspace(), historyEntry('e', { inputs }));
    expect(changed).toMatchObject({
      name: 'First',
      server: inputs.server,
      request: inputs.request,
      tls: { verification: 'on' },
      api: workspace().api,
    });
  });

  test('of an API call restores only the call', () => {
    const call = historyEntry('e', { inputs, exchange: exchange('e', 200, { purpose: 'api' }) });
    expect(applyInputs(workspace(), call)).toEqual({ ...workspace(), api: inputs.api });
  });

  test('leaves the built-in workspace at the address of its server', () => {
    const builtIn = workspace({ kind: 'built-in' });
    expect(applyInputs(builtIn, historyEntry('e', { inputs })).server).toEqual(builtIn.server);
  });

  test('brings back a client that was removed, and keeps the others', () => {
    const removed = workspace()
      .clients.slice(0, 1)
      .map((client) => ({ ...client, id: 'removed' }));
    const entry = historyEntry('e', { inputs: { ...inputs, clients: removed, activeClientId: 'removed' } });
    const changed = applyInputs(workspace(), entry);
    expect(changed.clients.map(({ id }) => id)).toEqual(['c1', 'c2', 'removed']);
    expect(changed.activeClientId).toBe('removed');
  });

  test('adds a client beside one changed since, with its secret', async () => {
    const bridge = useFakeBridge({ 'secret.copy': () => ok({ hasSecret: true, storage: 'memory' }) });
    update({ secrets: { stored: new Set([secretKey('w1', clientSecretKey('c1'))]) } });
    const kept = savedWorkspace().clients;
    await editEntry(historyEntry('e', { inputs }));
    const { clients } = selectSaved(store.getState());
    expect(clients.slice(0, 2)).toEqual(kept);
    expect(clients[2]).toMatchObject({ clientId: 'server', request: { scopes: ['old'] } });
    const added = clients[2]?.id ?? '';
    expect(selectClient(store.getState()).id).toBe(added);
    expect(bridge.inputs('secret.copy')).toEqual([
      { workspaceId: 'w1', from: clientSecretKey('c1'), to: clientSecretKey(added) },
    ]);
    performToastAction();
    expect(selectSaved(store.getState()).clients).toEqual(kept);
  });

  test('selects an unchanged client, and adds none', async () => {
    useFakeBridge();
    const asNow = workspace({ activeClientId: 'c2', request: BLANK_TOKEN_REQUEST });
    update({
      workspaces: {
        list: [
          {
            ...savedWorkspace(),
            clients: savedWorkspace().clients.map((each) => ({ ...each, request: BLANK_TOKEN_REQUEST })),
          },
        ],
      },
    });
    await editEntry(historyEntry('e', { inputs: asNow }));
    expect(selectSaved(store.getState()).clients).toHaveLength(2);
    expect(selectClient(store.getState()).id).toBe('c2');
  });

  test('adds an API call beside one changed since', async () => {
    useFakeBridge();
    await editEntry(historyEntry('e', { inputs, exchange: exchange('e', 200, { purpose: 'api' }) }));
    const { apiCalls } = selectSaved(store.getState());
    expect(apiCalls.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET https://localhost:8443/hello_world',
      'PUT https://old.example/api',
    ]);
  });

  test('creates a new workspace with new IDs if the old one was deleted', async () => {
    useFakeBridge();
    await editEntry(historyEntry('e', { inputs: { ...inputs, id: 'gone' } }));
    const {
      workspaces: { list: workspaces, activeId },
      navigation: { page },
    } = store.getState();
    const made = workspaces.at(-1);
    expect(made).toMatchObject({ name: 'Old name', clients: [{ request: inputs.request }] });
    expect(made?.id).not.toBe('gone');
    expect(made?.clients[0]?.id).not.toBe('c1');
    expect([activeId, page]).toEqual([made?.id, 'flow']);
  });
});
