import { activeClient } from '../../../shared/model/active-client.ts';
import type { Client, Workspace } from '../../../shared/model/workspace.ts';
import type { AppState } from '../store.ts';

/** The workspace in use. There is always one once the app is ready; asking before is a bug. */
export function selectWorkspace(state: AppState): Workspace {
  const workspace = findWorkspace(state, state.activeWorkspaceId) ?? state.workspaces[0];
  if (!workspace) throw new Error('There is no workspace yet');
  return workspace;
}

export function findWorkspace(state: AppState, workspaceId: string): Workspace | undefined {
  return state.workspaces.find(({ id }) => id === workspaceId);
}

/** The client in use. */
export function selectClient(state: AppState): Client {
  return activeClient(selectWorkspace(state));
}

export function selectVerificationOff(state: AppState): boolean {
  return selectWorkspace(state).tls.verification === 'off';
}
