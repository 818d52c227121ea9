import { flushSaves, saveSoon } from '../../state/actions/save-workspaces.ts';
import { freeWorkspaceName } from '../../state/actions/workspaces.ts';
import { newId } from '../../state/new-id.ts';
import { findSaved } from '../../state/selectors/workspaces.ts';
import { store, update } from '../../state/store.ts';

/**
 * Puts a copy below the original. Secrets stay with the original, because the window cannot read them; and the copy
 * of the built-in workspace is an ordinary one, because only one follows the embedded server.
 */
export async function duplicateWorkspace(workspaceId: string): Promise<void> {
  const original = findSaved(store.getState(), workspaceId);
  if (!original) return;
  const copy = {
    ...original,
    id: newId(),
    name: freeWorkspaceName(`${original.name} (copy)`),
    kind: 'custom' as const,
  };
  update((state) => ({
    workspaces: {
      list: state.workspaces.list.flatMap((each) => (each.id === workspaceId ? [each, copy] : [each])),
    },
  }));
  saveSoon(copy.id);
  await flushSaves();
}
