import type { Workspace } from '../../../shared/model/workspace.ts';
import { switchWorkspace, updateWorkspace } from '../../state/actions/workspaces.ts';
import { store } from '../../state/store.ts';

/**
 * Remembers what the person had in the built-in workspace, and which workspace was in use.
 * Returns what puts it back: the drafts and the selection, not the tokens and answers, which are facts.
 */
export function keepDrafts(): {
  readonly restoreDraft: () => void;
  readonly restoreSelection: () => Promise<void>;
} {
  const { activeWorkspaceId, workspaces } = store.getState();
  const kept = workspaces.find(({ kind }) => kind === 'built-in');
  return {
    restoreDraft() {
      if (kept) updateWorkspace(kept.id, (current) => restored(current, kept));
    },
    restoreSelection: () => switchWorkspace(activeWorkspaceId),
  };
}

/** The kept draft; saved, it is moved by the main process to where the server is now, should that have changed. */
function restored(current: Workspace, kept: Workspace): Workspace {
  return {
    ...current,
    activeClientId: kept.activeClientId,
    server: kept.server,
    request: kept.request,
    api: kept.api,
  };
}
