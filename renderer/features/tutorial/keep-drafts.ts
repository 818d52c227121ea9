import { putSaved, switchWorkspace } from '../../state/actions/workspaces.ts';
import { findSaved, selectionOf } from '../../state/selectors/workspaces.ts';
import { store } from '../../state/store.ts';

/**
 * Remembers what the person had in the built-in workspace, and which workspace was in use.
 * Returns what puts it back: the drafts and the selection, not the tokens and answers, which are facts.
 */
export function keepDrafts(): {
  readonly restoreDraft: () => void;
  readonly restoreSelection: () => Promise<void>;
} {
  const state = store.getState();
  const kept = state.workspaces.list.find(({ kind }) => kind === 'built-in');
  return {
    restoreDraft() {
      if (!kept) return;
      const current = findSaved(store.getState(), kept.id);
      // Saved, it is moved by the main process to where the server is now, should that have changed.
      if (current) {
        const { server, clients, apiCalls } = kept;
        putSaved({ ...current, server, clients, apiCalls }, selectionOf(state, kept));
      }
    },
    restoreSelection: () => switchWorkspace(state.workspaces.activeId),
  };
}
