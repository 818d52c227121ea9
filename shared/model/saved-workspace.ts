import type {
  ApiCall,
  ApiRequestDraft,
  SavedClient,
  SavedWorkspace,
  Selection,
  TokenRequestDraft,
  Workspace,
} from './workspace.ts';

/** The token request of a new client: no scope or parameters. */
export const BLANK_TOKEN_REQUEST: TokenRequestDraft = {
  scopes: [],
  parameters: [],
  headers: [],
  rawBody: null,
};

/** The selection with valid IDs: falls back to the first client and call. */
export function validSelection(saved: SavedWorkspace, selection?: Partial<Selection>): Selection {
  return {
    clientId: byId(saved.clients, selection?.clientId).id,
    callId: byId(saved.apiCalls, selection?.callId).id,
  };
}

/** The selected API call. */
export function selectedCall(saved: SavedWorkspace, selection?: Partial<Selection>): ApiCall {
  return byId(saved.apiCalls, selection?.callId);
}

/** The workspace opened at one client and call, as used by runs, the preview and the diagnosis. */
export function openWorkspace(saved: SavedWorkspace, selection?: Partial<Selection>): Workspace {
  const { apiCalls: _apiCalls, clients, ...shared } = saved;
  const client = byId(clients, selection?.clientId);
  return {
    ...shared,
    clients: clients.map(({ request: _request, ...each }) => each),
    activeClientId: client.id,
    request: client.request,
    api: requestOf(selectedCall(saved, selection)),
  };
}

/** As {@link openWorkspace}, with the call's client if it names one. */
export function openCall(saved: SavedWorkspace, selection: Selection): Workspace {
  const { clientId } = selectedCall(saved, selection);
  return openWorkspace(saved, { ...selection, clientId: clientId ?? selection.clientId });
}

/**
 * Writes a changed {@link Workspace} back to its saved form; the inverse of {@link openWorkspace}. New clients get a
 * blank token request. Selecting another client keeps both requests, unless the request changed too.
 */
export function keepChanges(
  saved: SavedWorkspace,
  selection: Selection,
  { before, after }: { readonly before: Workspace; readonly after: Workspace },
): { readonly saved: SavedWorkspace; readonly selection: Selection } {
  const { activeClientId, request, api, clients, ...shared } = after;
  const isRequestChanged = request !== before.request;
  const requestFor = (id: string) => {
    const known = saved.clients.find((client) => client.id === id)?.request ?? BLANK_TOKEN_REQUEST;
    return id === activeClientId && isRequestChanged ? request : known;
  };
  return {
    saved: {
      ...shared,
      clients: clients.map((client) => ({ ...client, request: requestFor(client.id) })),
      apiCalls:
        api === before.api
          ? saved.apiCalls
          : saved.apiCalls.map((call) => (call.id === selection.callId ? withRequest(call, api) : call)),
    },
    selection: { ...selection, clientId: activeClientId },
  };
}

/** Saves a complete workspace, for example from a curl command: every client gets its request. */
export function saveWorkspace(
  workspace: Workspace,
  call: Pick<ApiCall, 'id' | 'name'> = FIRST_CALL,
): SavedWorkspace {
  const { activeClientId: _activeClientId, request, api, clients, ...shared } = workspace;
  return {
    ...shared,
    clients: clients.map((client): SavedClient => ({ ...client, request })),
    apiCalls: [withRequest({ ...call, clientId: null, expectations: [] }, api)],
  };
}

/** The only call of a workspace saved before calls had names. */
export const FIRST_CALL: Pick<ApiCall, 'id' | 'name'> = { id: 'call-1', name: 'API call' };

function requestOf({
  id: _id,
  name: _name,
  clientId: _clientId,
  expectations: _expectations,
  ...request
}: ApiCall): ApiRequestDraft {
  return request;
}

function withRequest(
  { id, name, clientId, expectations }: Omit<ApiCall, keyof ApiRequestDraft>,
  request: ApiRequestDraft,
): ApiCall {
  return { id, name, clientId, ...request, expectations };
}

/** The schema guarantees one item. */
function byId<T extends { readonly id: string }>(items: readonly T[], wanted: string | undefined): T {
  const item = items.find(({ id }) => id === wanted) ?? items[0];
  if (!item) throw new Error('A workspace has at least one client and one API call');
  return item;
}
