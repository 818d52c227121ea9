import type { ServerClient } from '../../../shared/token-server/server-client.ts';

/** The clients of one configuration, by id. Those that are disabled are known by name only. */
export interface ClientRegistry {
  find(clientId: string): ServerClient | undefined;
  /** Why there is no such client, for the log. */
  explainAbsence(clientId: string): string;
  /** Those that are enabled. */
  readonly all: readonly ServerClient[];
  /** Every scope that some client may ask for, sorted. */
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
