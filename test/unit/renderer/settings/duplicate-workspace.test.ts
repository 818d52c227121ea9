import { beforeEach, expect, test, vi } from 'vitest';
import { duplicateWorkspace } from '../../../../renderer/features/settings/duplicate-workspace.ts';
import { initialState, store } from '../../../../renderer/state/store.ts';
import { saveWorkspace } from '../../../../shared/model/saved-workspace.ts';
import { workspace } from '../tutorial/observation.ts';

const invoke = vi.fn();

beforeEach(() => {
  invoke.mockReset().mockResolvedValue({ ok: true, value: null });
  vi.stubGlobal('credence', { invoke, on: () => () => {} });
  const last = saveWorkspace(workspace({ id: 'last', name: 'Last', kind: 'custom' }));
  store.setState(
    {
      ...initialState,
      workspaces: { ...initialState.workspaces, list: [saveWorkspace(workspace()), last], activeId: 'last' },
    },
    true,
  );
});

test('inserts the copy after its original, saves it, and detaches it from the embedded server', async () => {
  await duplicateWorkspace('built-in');
  const { list: workspaces } = store.getState().workspaces;
  const copy = workspaces[1];
  expect(workspaces.map(({ name }) => name)).toEqual(['Built-in server', 'Built-in server (copy)', 'Last']);
  expect(copy).toMatchObject({ kind: 'custom', clients: workspaces[0]?.clients });
  expect(copy?.id).not.toBe('built-in');
  expect(invoke).toHaveBeenCalledWith('workspace.save', {
    workspace: copy,
    selection: expect.objectContaining({ callId: 'call-1' }),
  });
});

test('a workspace that is gone is not copied', async () => {
  await duplicateWorkspace('gone');
  expect(store.getState().workspaces.list).toHaveLength(2);
  expect(invoke).not.toHaveBeenCalled();
});
