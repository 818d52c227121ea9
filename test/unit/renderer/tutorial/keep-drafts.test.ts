import { beforeEach, expect, test, vi } from 'vitest';
import { keepDrafts } from '../../../../renderer/features/tutorial/keep-drafts.ts';
import { updateWorkspace } from '../../../../renderer/state/actions/workspaces.ts';
import { findWorkspace } from '../../../../renderer/state/selectors/workspaces.ts';
import { initialState, store, update } from '../../../../renderer/state/store.ts';
import { FIRST_CALL, saveWorkspace } from '../../../../shared/model/saved-workspace.ts';
import { workspace } from './observation.ts';

const mine = workspace({
  activeClientId: 'c2',
  request: { scopes: ['mine'], parameters: [], headers: [], rawBody: 'by hand' },
  api: { method: 'POST', url: 'https://example.com/mine', headers: [], body: 'x' },
});
const other = workspace({ id: 'other', kind: 'custom' });

beforeEach(() => {
  vi.stubGlobal('credence', { invoke: async () => ({ ok: true, value: null }), on: () => () => {} });
  store.setState(
    {
      ...initialState,
      workspaces: {
        ...initialState.workspaces,
        list: [saveWorkspace(mine), saveWorkspace(other)],
        selections: { 'built-in': { clientId: 'c2', callId: FIRST_CALL.id } },
        activeId: 'other',
      },
    },
    true,
  );
});

test('restores drafts after the tutorial, but keeps the current trust', () => {
  const drafts = keepDrafts();
  const extraCas = [{ name: 'CA', pem: 'made meanwhile' }];
  updateWorkspace('built-in', (current) => ({
    ...current,
    activeClientId: 'c1',
    request: { scopes: ['read'], parameters: [], headers: [], rawBody: null },
    api: { method: 'GET', url: 'https://localhost:8443/hello_world', headers: [], body: '' },
    tls: { ...current.tls, extraCas },
  }));
  drafts.restoreDraft();
  expect(findWorkspace(store.getState(), 'built-in')).toEqual({ ...mine, tls: { ...mine.tls, extraCas } });
});

test('the workspace that was in use is used again', async () => {
  const drafts = keepDrafts();
  update({ workspaces: { activeId: 'built-in' } });
  await drafts.restoreSelection();
  expect(store.getState().workspaces.activeId).toBe('other');
});
