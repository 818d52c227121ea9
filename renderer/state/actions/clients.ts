import { activeClient } from '../../../shared/model/active-client.ts';
import type { Client, Workspace } from '../../../shared/model/workspace.ts';
import { newClient } from '../new-workspace.ts';
import { findSaved, selectionOf, selectSaved } from '../selectors/workspaces.ts';
import { store } from '../store.ts';
import { flushSecrets } from './secrets.ts';
import { offerUndo } from './toast.ts';
import { putSaved, updateActiveWorkspace } from './workspaces.ts';

/** Changes the active client. */
export function updateClient(change: Partial<Omit<Client, 'id'>>): void {
  updateActiveWorkspace((workspace) => withClient(workspace, change));
}

/** The workspace with its active client changed. */
export function withClient(workspace: Workspace, change: Partial<Omit<Client, 'id'>>): Workspace {
  const client = activeClient(workspace);
  return {
    ...workspace,
    clients: workspace.clients.map((each) => (each.id === client.id ? { ...each, ...change } : each)),
  };
}

/** Adds a client to the workspace and selects it. */
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

/**
 * Removes a client, with undo: the main process keeps its secret during that time. The last client stays, because a
 * workspace needs one.
 */
export async function removeClient(clientKey: string): Promise<void> {
  await flushSecrets();
  const state = store.getState();
  const saved = selectSaved(state);
  const selection = selectionOf(state, saved);
  const index = saved.clients.findIndex(({ id }) => id === clientKey);
  const client = saved.clients[index];
  if (!client || saved.clients.length === 1) return;
  const clients = saved.clients.filter((each) => each !== client);
  const next = clients[Math.min(index, clients.length - 1)];
  putSaved(
    { ...saved, clients },
    selection.clientId === clientKey && next ? { ...selection, clientId: next.id } : selection,
  );
  offerUndo(`Deleted the client “${client.clientId || 'New client'}”.`, () => {
    const current = findSaved(store.getState(), saved.id);
    if (current) putSaved({ ...current, clients: current.clients.toSpliced(index, 0, client) }, selection);
  });
}
