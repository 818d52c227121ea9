import type { ClientAuthenticationView, ServerClientView } from '../../../shared/token-server/client-view.ts';
import { type ClientDifference, diffClient, diffClients } from '../../../shared/token-server/diff-clients.ts';

/** The clients after the next commit, and changes that the list does not show. */
export interface ClientDraft {
  readonly clients: readonly ServerClientView[];
  /** New uncommitted secrets: their tickets by client ID. */
  readonly tickets: Readonly<Record<string, string>>;
}

/** A client's pending changes, field by field. */
export interface PendingChange {
  readonly clientId: string;
  readonly kind: 'added' | 'changed' | 'removed';
  readonly differences: readonly ClientDifference[];
}

const NEW_SECRET: ClientDifference = { what: 'Secret', before: '', after: 'a new one' };

/** All pending changes in list order; removals come last. */
export function pendingChanges(
  committed: readonly ServerClientView[],
  { clients, tickets }: ClientDraft,
): readonly PendingChange[] {
  const changes = diffClients(committed, clients);
  const byId = new Map(changes.map((change) => [change.clientId, change]));
  const kept = clients.flatMap((client): PendingChange[] => {
    const { clientId } = client;
    const change = byId.get(clientId);
    const secret = Object.hasOwn(tickets, clientId) ? [NEW_SECRET] : [];
    if (change?.kind === 'added')
      return [{ clientId, kind: 'added', differences: [...describeNew(client), ...secret] }];
    const differences = [...(change?.kind === 'changed' ? change.differences : []), ...secret];
    return differences.length > 0 ? [{ clientId, kind: 'changed', differences }] : [];
  });
  const removed = changes
    .filter(({ kind }) => kind === 'removed')
    .map(({ clientId }): PendingChange => ({ clientId, kind: 'removed', differences: [] }));
  return [...kept, ...removed];
}

/** Adds a client to the draft, or replaces the one called `replaces`. `ticket` belongs to its new secret. */
export function putClient(
  draft: ClientDraft,
  client: ServerClientView,
  replaces: string | null,
  ticket: string | null,
): ClientDraft {
  const at = draft.clients.findIndex(({ clientId }) => clientId === replaces);
  const clients = at < 0 ? [...draft.clients, client] : draft.clients.with(at, client);
  const former = replaces === null ? null : (draft.tickets[replaces] ?? null);
  const { [replaces ?? '']: _, ...others } = draft.tickets;
  const now = hasSecret(client) ? (ticket ?? former) : null;
  return { clients, tickets: now === null ? others : { ...others, [client.clientId]: now } };
}

export function removeClient(draft: ClientDraft, clientId: string): ClientDraft {
  const { [clientId]: _, ...tickets } = draft.tickets;
  return { clients: draft.clients.filter((client) => client.clientId !== clientId), tickets };
}

/** Discards a client's pending changes. */
export function revertClient(
  committed: readonly ServerClientView[],
  draft: ClientDraft,
  clientId: string,
): ClientDraft {
  const before = committed.findIndex((client) => client.clientId === clientId);
  const former = committed[before];
  const without = removeClient(draft, clientId);
  if (former === undefined) return without;
  const at = draft.clients.findIndex((client) => client.clientId === clientId);
  // Restores a removed client at its position.
  return { ...without, clients: without.clients.toSpliced(at < 0 ? before : at, 0, former) };
}

/** An unused ID similar to this one. */
export function freeClientId(clientId: string, taken: readonly string[]): string {
  for (let number = 2; ; number += 1) {
    const id = `${clientId}-${number}`;
    if (!taken.includes(id)) return id;
  }
}

/** All fields of a client to be added. */
function describeNew(client: ServerClientView): readonly ClientDifference[] {
  const differences = diffClient({ ...BLANK, clientId: client.clientId }, client);
  return differences.map((difference) => ({ ...difference, before: '' }));
}

const BLANK: ServerClientView = {
  clientId: '',
  description: '',
  authentication: { method: 'none' },
  scopes: [],
  tokenLifetime: 0,
};

function hasSecret({ authentication }: ServerClientView): boolean {
  return authentication.method === 'secret' || authentication.method === 'client_secret_jwt';
}

/** The client with its secret, if the server has one for the same method. */
export function keepKnownSecret(
  client: ServerClientView,
  known: ServerClientView | undefined,
): ServerClientView {
  const before = known?.authentication;
  const { authentication } = client;
  if (!('hasSecret' in authentication) || before?.method !== authentication.method) return client;
  const kept: ClientAuthenticationView = { ...authentication, hasSecret: before.hasSecret };
  return { ...client, authentication: kept };
}
