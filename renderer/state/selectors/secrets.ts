import { clientSecretKey, secretKey } from '../../../shared/model/secret-keys.ts';
import type { AppState } from '../store.ts';
import { selectClient, selectWorkspace } from './workspaces.ts';

/** Whether the active client has a secret; the secret itself is never in the window's state. */
export function selectHasSecret(state: AppState): boolean {
  return state.secrets.stored.has(
    secretKey(selectWorkspace(state).id, clientSecretKey(selectClient(state).id)),
  );
}
