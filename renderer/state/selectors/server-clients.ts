import type { ClientDraft } from '../server-clients/client-draft.ts';
import type { AppState } from '../store.ts';

const NO_TICKETS = {};

/** The clients as they are to be after the next commit. */
export function draftOf({
  clientDraft,
  tokenServerClients,
}: Pick<AppState, 'clientDraft' | 'tokenServerClients'>): ClientDraft {
  return clientDraft ?? { clients: tokenServerClients, tickets: NO_TICKETS };
}
