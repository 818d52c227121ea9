import type { ClientDraft } from '../server-clients/client-draft.ts';
import type { ServerClientsSlice } from '../slices/server-clients.ts';
import type { TokenServerSlice } from '../slices/token-server.ts';

const NO_TICKETS = {};

/** The clients after the next commit. */
export function draftOf({
  serverClients: { draft },
  tokenServer: { clients },
}: {
  readonly serverClients: Pick<ServerClientsSlice, 'draft'>;
  readonly tokenServer: Pick<TokenServerSlice, 'clients'>;
}): ClientDraft {
  return draft ?? { clients, tickets: NO_TICKETS };
}
