import type { AppError } from '../../../shared/errors.ts';
import { secretKey } from '../../../shared/model/secret-keys.ts';
import type { SavedWorkspace } from '../../../shared/model/workspace.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { invoke } from '../../api.ts';
import { store } from '../store.ts';
import { showPage } from './navigation.ts';
import { flushSecrets } from './secrets.ts';
import { switchWorkspace } from './workspaces.ts';

/** Saves a workspace as a file; its secrets only where there is a passphrase to seal them. False: not after all. */
export async function exportWorkspaceFile(
  workspace: SavedWorkspace,
  passphrase: string | null,
): Promise<Result<boolean, AppError>> {
  // One may just have been typed.
  await flushSecrets();
  const result = await invoke('workspace.export', { workspace, passphrase });
  return result.ok ? ok(result.value.saved) : result;
}

/** Makes a workspace of a file's text and uses it. The main process opens its secrets and keeps them. */
export async function importWorkspaceFile(
  text: string,
  passphrase: string | null,
): Promise<Result<SavedWorkspace, AppError>> {
  const result = await invoke('workspace.import', { text, passphrase });
  if (!result.ok) return result;
  const { workspace, clientsWithSecret } = result.value;
  store.setState((state) => ({
    workspaces: [...state.workspaces, workspace],
    clientsWithSecret: new Set([
      ...state.clientsWithSecret,
      ...clientsWithSecret.map((clientKey) => secretKey(workspace.id, clientKey)),
    ]),
  }));
  await switchWorkspace(workspace.id);
  showPage('flow');
  return ok(workspace);
}
