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

/** The client in use; an unknown id falls back to the first, as `activeClient` of shared/ does. */
export function selectClient(state: AppState): Client {
  return clientOf(selectWorkspace(state));
}

export function clientOf(workspace: Workspace): Client {
  const client = workspace.clients.find(({ id }) => id === workspace.activeClientId) ?? workspace.clients[0];
  if (!client) throw new Error(`Workspace ${workspace.id} has no client`);
  return client;
}

export function selectVerificationOff(state: AppState): boolean {
  return selectWorkspace(state).tls.verification === 'off';
}
