import { activeClient } from '../../../shared/model/active-client.ts';
import { clientSecretKey } from '../../../shared/model/secret-keys.ts';
import type { Client, Workspace } from '../../../shared/model/workspace.ts';
import { newClient } from '../new-workspace.ts';
import { selectWorkspace } from '../selectors/workspaces.ts';
import { store } from '../store.ts';
import { clearSecret, flushSecrets } from './secrets.ts';
import { updateActiveWorkspace } from './workspaces.ts';

/** Changes the client in use. */
export function updateClient(change: Partial<Omit<Client, 'id'>>): void {
  updateActiveWorkspace((workspace) => withClient(workspace, change));
}

/** The workspace with its client in use changed. */
export function withClient(workspace: Workspace, change: Partial<Omit<Client, 'id'>>): Workspace {
  const client = activeClient(workspace);
  return {
    ...workspace,
    clients: workspace.clients.map((each) => (each.id === client.id ? { ...each, ...change } : each)),
  };
}

/** Adds a client to the workspace and uses it. */
export async function addClient(): Promise<void> {
  await flushSecrets();
  const client = newClient();
  updateActiveWorkspace((workspace) => ({
    ...workspace,
    clients: [...workspace.clients, client],
    activeClientId: client.id,
  }));
}

export async function switchClient(clientKey: string): Promise<void> {
  await flushSecrets();
  updateActiveWorkspace((workspace) => ({ ...workspace, activeClientId: clientKey }));
}

/** Removes the client in use with its secret. The last one stays: a workspace always has one. */
export async function removeClient(): Promise<void> {
  const workspace = selectWorkspace(store.getState());
  const client = activeClient(workspace);
  const rest = workspace.clients.filter(({ id }) => id !== client.id);
  const next = rest[0];
  if (!next) return;
  await clearSecret(workspace.id, clientSecretKey(client.id));
  updateActiveWorkspace((current) => ({
    ...current,
    clients: current.clients.filter(({ id }) => id !== client.id),
    activeClientId: next.id,
  }));
}
