import type { AppError } from '../../../shared/errors.ts';
import type { WorkspaceFromFile } from '../../../shared/ipc/events.ts';
import { secretKey } from '../../../shared/model/secret-keys.ts';
import type { SavedWorkspace } from '../../../shared/model/workspace.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { invoke } from '../../api.ts';
import { findSaved } from '../selectors/workspaces.ts';
import { store, update } from '../store.ts';
import { showPage } from './navigation.ts';
import { reportFailure, showNotice } from './notices.ts';
import { cancelSave, flushSaves } from './save-workspaces.ts';
import { flushSecrets } from './secrets.ts';
import { skipWelcome } from './workbench.ts';
import { switchWorkspace } from './workspaces.ts';

/** Exports a workspace to a file, with secrets only if there is a passphrase. False if cancelled or failed. */
export async function exportWorkspaceFile(
  workspace: SavedWorkspace,
  passphrase: string | null,
): Promise<Result<boolean, AppError>> {
  // Some may be pending.
  await flushSecrets();
  const result = await invoke('workspace.export', { workspace, passphrase });
  return result.ok ? ok(result.value.saved) : result;
}

/** Imports a workspace from a file's text and opens it. The main process opens and stores its secrets. */
export async function importWorkspaceFile(
  text: string,
  passphrase: string | null,
): Promise<Result<SavedWorkspace, AppError>> {
  const result = await invoke('workspace.import', { text, passphrase });
  if (!result.ok) return result;
  const { workspace, clientsWithSecret } = result.value;
  update((state) => ({
    workspaces: { list: [...state.workspaces.list, workspace] },
    secrets: {
      stored: new Set([
        ...state.secrets.stored,
        ...clientsWithSecret.map((clientKey) => secretKey(workspace.id, clientKey)),
      ]),
    },
  }));
  await switchWorkspace(workspace.id);
  showPage('flow');
  skipWelcome();
  return ok(workspace);
}

/** Opens a workspace file in place; the event `workspace.read` delivers it. */
export async function openWorkspaceFile(): Promise<void> {
  reportFailure(await invoke('workspace.openFile', undefined));
}

/** Asks where to save the workspace from now on. */
export async function keepWorkspaceInFile(workspaceId: string): Promise<void> {
  await flushSaves();
  reportFailure(await invoke('workspace.keepInFile', { workspaceId }));
}

/** A workspace was opened from its file, or another program changed the file. */
export function takeWorkspaceFromFile({ workspace, path, isChosen }: WorkspaceFromFile): void {
  // Cancel a pending save of the replaced version.
  cancelSave(workspace.id);
  const known = findSaved(store.getState(), workspace.id);
  update(({ workspaces: { list: workspaces, files } }) => ({
    workspaces: {
      list: known
        ? workspaces.map((each) => (each.id === workspace.id ? workspace : each))
        : [...workspaces, workspace],
      files: { ...files, [workspace.id]: path },
    },
  }));
  if (isChosen) {
    void switchWorkspace(workspace.id);
    showPage('flow');
    skipWelcome();
  } else if (known !== null && known !== undefined && JSON.stringify(known) !== JSON.stringify(workspace)) {
    showNotice({
      tone: 'information',
      message: `“${workspace.name}” was changed in its file. Credence shows the new version.`,
      nextStep: null,
      detail: null,
    });
  }
}
