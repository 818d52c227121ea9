import type { Client, Workspace } from './workspace.ts';

/** The selected client. The schema guarantees one; an unknown ID falls back to the first. */
export function activeClient(workspace: Workspace): Client {
  const client = workspace.clients.find(({ id }) => id === workspace.activeClientId) ?? workspace.clients[0];
  if (!client) throw new Error(`Workspace ${workspace.id} has no client`);
  return client;
}
