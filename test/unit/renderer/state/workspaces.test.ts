import { beforeEach, expect, test, vi } from 'vitest';
import {
  addClient,
  removeClient,
  switchClient,
  updateClient,
} from '../../../../renderer/state/actions/clients.ts';
import { flushSaves } from '../../../../renderer/state/actions/save-workspaces.ts';
import { performToastAction } from '../../../../renderer/state/actions/toast.ts';
import { setTokenEndpoint } from '../../../../renderer/state/actions/token-request.ts';
import {
  addWorkspace,
  deleteWorkspace,
  switchWorkspace,
  takeChangedWorkspace,
} from '../../../../renderer/state/actions/workspaces.ts';
import { selectClient, selectWorkspace } from '../../../../renderer/state/selectors/workspaces.ts';
import { store, update } from '../../../../renderer/state/store.ts';
import { appError } from '../../../../shared/errors.ts';
import { err } from '../../../../shared/result.ts';
import { useFakeBridge } from '../fake-bridge.ts';
import { savedWorkspace } from '../workspace.ts';

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

test('a burst of changes is one save of the last state', async () => {
  const bridge = useFakeBridge();
  for (const url of ['h', 'ht', 'https://as.example']) setTokenEndpoint(url);
  await vi.runAllTimersAsync();
  expect(bridge.inputs('workspace.save').map((input) => input.workspace.server.tokenEndpoint)).toEqual([
    'https://as.example',
  ]);
});

test('saves pending changes at once when the window closes', async () => {
  const bridge = useFakeBridge();
  setTokenEndpoint('https://as.example');
  void flushSaves();
  expect(bridge.inputs('workspace.save')).toHaveLength(1);
  await vi.runAllTimersAsync();
  expect(bridge.inputs('workspace.save')).toHaveLength(1);
});

test('reports a full disk once, however often saving is retried', async () => {
  useFakeBridge({ 'workspace.save': () => err(appError('storage.write-failed', 'The disk is full.')) });
  for (const url of ['a', 'b', 'c']) {
    setTokenEndpoint(url);
    await vi.runAllTimersAsync();
  }
  expect(store.getState().notices.list.map(({ message }) => message)).toEqual(['The disk is full.']);
});

test('a new workspace is saved before it is selected', async () => {
  const bridge = useFakeBridge();
  await addWorkspace();
  expect(bridge.calls.map(({ channel }) => channel)).toEqual(['workspace.save', 'workspace.select']);
  expect(selectWorkspace(store.getState())).toMatchObject({ name: 'New workspace', kind: 'custom' });
});

test('new workspaces get distinct names', async () => {
  useFakeBridge();
  const added = [await addWorkspace(), await addWorkspace(), await addWorkspace()];
  const { list: workspaces } = store.getState().workspaces;
  expect(added.map((id) => workspaces.find((workspace) => workspace.id === id)?.name)).toEqual([
    'New workspace',
    'New workspace 2',
    'New workspace 3',
  ]);
});

test('deleting the workspace in use shows another; the last one stays', async () => {
  const bridge = useFakeBridge();
  update({ secrets: { stored: new Set(['w1/client:c1', 'w2/client:c1']) } });
  await deleteWorkspace('w1');
  expect(selectWorkspace(store.getState()).id).toBe('w2');
  expect([...store.getState().secrets.stored]).toEqual(['w2/client:c1']);
  await deleteWorkspace('w2');
  expect(bridge.inputs('workspace.delete')).toEqual([{ workspaceId: 'w1' }]);
  expect(store.getState().workspaces.list.map(({ id }) => id)).toEqual(['w2']);
});

test('switching forgets the previews of the other workspace', async () => {
  const bridge = useFakeBridge();
  update({ previews: { token: { request: null, problem: null, warnings: [] } } });
  await switchWorkspace('w2');
  expect(store.getState().previews.token).toBeNull();
  expect(bridge.inputs('workspace.select')).toEqual([{ workspaceId: 'w2' }]);
});

test('changes by the main process do not overwrite pending input', () => {
  useFakeBridge();
  updateClient({ clientId: 'typed meanwhile' });
  takeChangedWorkspace(
    savedWorkspace({
      server: { issuer: '', tokenEndpoint: 'https://localhost:9443/oauth/v2/oauth-token' },
      tls: { verification: 'on', extraCas: [{ name: 'CA', pem: 'pem' }], pins: [] },
      api: { method: 'DELETE', url: 'https://localhost:9443/hello_world', headers: [], body: '' },
    }),
  );
  const now = selectWorkspace(store.getState());
  expect(now.server.tokenEndpoint).toBe('https://localhost:9443/oauth/v2/oauth-token');
  expect(now.tls.extraCas).toEqual([{ name: 'CA', pem: 'pem' }]);
  expect(now.api).toMatchObject({ method: 'GET', url: 'https://localhost:9443/hello_world' });
  expect(selectClient(store.getState()).clientId).toBe('typed meanwhile');
});

test('clients are added, switched, renamed by their ID and removed with undo; the last one stays', async () => {
  useFakeBridge();
  await addClient();
  updateClient({ clientId: 'third' });
  expect(selectWorkspace(store.getState()).clients.map(({ clientId }) => clientId)).toEqual([
    'server',
    'other',
    'third',
  ]);
  await switchClient('c2');
  await removeClient('c2');
  expect(store.getState().toast.shown?.message).toBe('Deleted the client “other”.');
  expect(selectClient(store.getState()).clientId).toBe('third');
  const [, third] = selectWorkspace(store.getState()).clients;
  await removeClient('c1');
  await removeClient(third?.id ?? '');
  expect(selectWorkspace(store.getState()).clients.map(({ clientId }) => clientId)).toEqual(['third']);
});

test('undo restores a deleted client in its place, selected', async () => {
  useFakeBridge();
  await switchClient('c2');
  await removeClient('c2');
  expect(selectClient(store.getState()).id).toBe('c1');
  performToastAction();
  expect(selectWorkspace(store.getState()).clients.map(({ id }) => id)).toEqual(['c1', 'c2']);
  expect(selectClient(store.getState()).id).toBe('c2');
});
