import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { switchClient } from '../../../../renderer/state/actions/clients.ts';
import { clearSecret, flushSecrets, typeSecret } from '../../../../renderer/state/actions/secrets.ts';
import { performToastAction, UNDO_MS } from '../../../../renderer/state/actions/toast.ts';
import { deleteTokens, keepToken } from '../../../../renderer/state/actions/tokens.ts';
import { offerUndoHere } from '../../../../renderer/state/actions/undo-here.ts';
import {
  addEnvironment,
  addVariable,
  removeEnvironment,
  removeVariable,
  setVariableValue,
} from '../../../../renderer/state/actions/variables.ts';
import { deleteWorkspace } from '../../../../renderer/state/actions/workspaces.ts';
import { selectCurrentToken } from '../../../../renderer/state/selectors/runs.ts';
import { selectVariables } from '../../../../renderer/state/selectors/variables.ts';
import { selectWorkspace } from '../../../../renderer/state/selectors/workspaces.ts';
import { store, update } from '../../../../renderer/state/store.ts';
import { ok } from '../../../../shared/result.ts';
import { useFakeBridge } from '../fake-bridge.ts';
import { accessToken } from '../runs-of-test.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a deleted token comes back, in use as before, and the main process never forgot it', async () => {
  const bridge = useFakeBridge({ 'token.remove': () => ok(null) });
  const token = accessToken('t1');
  keepToken(token);
  deleteTokens([token]);
  expect(selectCurrentToken(store.getState())).toBeNull();
  performToastAction();
  expect(selectCurrentToken(store.getState())?.id).toBe('t1');
  await vi.advanceTimersByTimeAsync(UNDO_MS);
  expect(bridge.inputs('token.remove')).toEqual([]);
});

test('the main process forgets a deleted token after the undo period', async () => {
  const bridge = useFakeBridge({ 'token.remove': () => ok(null) });
  const token = accessToken('t1');
  keepToken(token);
  deleteTokens([token]);
  await vi.advanceTimersByTimeAsync(UNDO_MS);
  expect(bridge.inputs('token.remove')).toEqual([{ ids: ['t1'] }]);
  expect(store.getState().toast.shown).toBeNull();
});

test('undo restores a deleted variable in its place, with its secret values', () => {
  const bridge = useFakeBridge();
  addVariable('host');
  addVariable('port');
  const [host] = selectVariables(store.getState()).items;
  removeVariable(host?.id ?? '');
  expect(selectVariables(store.getState()).items.map(({ name }) => name)).toEqual(['port']);
  performToastAction();
  expect(selectVariables(store.getState()).items.map(({ name }) => name)).toEqual(['host', 'port']);
  expect(bridge.inputs('secret.clear')).toEqual([]);
});

test('undo restores a deleted environment with its values, and keeps later additions', () => {
  useFakeBridge();
  addVariable('host');
  addEnvironment();
  const { environments, items } = selectVariables(store.getState());
  const [id, added] = [items[0]?.id ?? '', environments[1]?.id ?? ''];
  setVariableValue(id, added, 'staging.example');
  removeEnvironment(added);
  addVariable('port');
  performToastAction();
  const after = selectVariables(store.getState());
  expect(after.environments.map((each) => each.id)).toEqual(environments.map((each) => each.id));
  expect(after.items.map(({ name, values }) => [name, values[added]])).toEqual([
    ['host', 'staging.example'],
    ['port', undefined],
  ]);
});

test('a row is not put back into another client', async () => {
  useFakeBridge();
  const undo = vi.fn();
  offerUndoHere('Deleted the header “X-Test”.', undo);
  await switchClient('c2');
  performToastAction();
  expect(undo).not.toHaveBeenCalled();
});

test('a deleted workspace comes back where it was, in use, with its secrets and tokens', async () => {
  const bridge = useFakeBridge({ 'token.remove': () => ok(null) });
  update({ secrets: { stored: new Set(['w1/client:c1']) } });
  keepToken(accessToken('t1'));
  await deleteWorkspace('w1');
  expect(store.getState().tokens.byId).toEqual({});
  performToastAction();
  await vi.advanceTimersByTimeAsync(UNDO_MS);
  expect(store.getState().workspaces.list.map(({ id }) => id)).toEqual(['w1', 'w2']);
  expect(selectWorkspace(store.getState()).id).toBe('w1');
  expect([...store.getState().secrets.stored]).toEqual(['w1/client:c1']);
  expect(selectCurrentToken(store.getState())?.id).toBe('t1');
  expect(bridge.inputs('token.remove')).toEqual([]);
  // The main process keeps the secrets of a workspace that it knows again.
  expect(bridge.inputs('workspace.save').map(({ workspace }) => workspace.id)).toEqual(['w1']);
});

test('a cleared secret comes back, but not over one that is being typed', async () => {
  const bridge = useFakeBridge();
  await clearSecret('w1', 'client:c1');
  performToastAction();
  await vi.advanceTimersByTimeAsync(0);
  expect([...store.getState().secrets.stored]).toEqual(['w1/client:c1']);
  await clearSecret('w1', 'client:c1');
  typeSecret('w1', 'client:c1', 'newer');
  performToastAction();
  await flushSecrets();
  expect(bridge.inputs('secret.restore')).toHaveLength(1);
});
