import type { ServerClient } from '../../../shared/token-server/server-client.ts';

/** The clients of one configuration, by ID. Disabled ones are known by ID only. */
export interface ClientRegistry {
  find(clientId: string): ServerClient | undefined;
  /** Why the client was not found, for the log. */
  explainAbsence(clientId: string): string;
  /** The enabled clients. */
  readonly all: readonly ServerClient[];
  /** Every scope that any client may request, sorted. */
  readonly scopes: readonly string[];
}

export function createClientRegistry(clients: readonly ServerClient[]): ClientRegistry {
  const all = clients.filter(({ enabled }) => enabled !== false);
  const disabled = new Set(
    clients.filter(({ enabled }) => enabled === false).map(({ clientId }) => clientId),
  );
  const byId = new Map(all.map((client) => [client.clientId, client]));
  const scopes = [...new Set(all.flatMap((client) => client.scopes))].sort();
  return {
    all,
    scopes,
    find: (clientId) => byId.get(clientId),
    explainAbsence: (clientId) =>
      disabled.has(clientId)
        ? `the client ${JSON.stringify(clientId)} is disabled`
        : `there is no client ${JSON.stringify(clientId.slice(0, 80))}`,
  };
}
