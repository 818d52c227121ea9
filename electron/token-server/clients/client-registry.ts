import type { ServerClient } from '../../../shared/token-server/server-client.ts';

/** The clients of one configuration, by id. */
export interface ClientRegistry {
  find(clientId: string): ServerClient | undefined;
  /** Every scope that some client may ask for, sorted. */
  readonly scopes: readonly string[];
}

export function createClientRegistry(clients: readonly ServerClient[]): ClientRegistry {
  const byId = new Map(clients.map((client) => [client.clientId, client]));
  const scopes = [...new Set(clients.flatMap((client) => client.scopes))].sort();
  return { scopes, find: (clientId) => byId.get(clientId) };
}
