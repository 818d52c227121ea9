import { canonicalJson } from '../json/canonical-json.ts';
import { activeClient } from './active-client.ts';
import { blankClient } from './blank-workspace.ts';
import { BLANK_TOKEN_REQUEST, keepChanges, openWorkspace, selectedCall } from './saved-workspace.ts';
import type { ApiCall, ApiRequestDraft, SavedWorkspace, Selection, Workspace } from './workspace.ts';

const BLANK_CALL: ApiRequestDraft = { method: 'GET', url: '', headers: [], body: '' };

/** What was added to a workspace, by its name. */
export interface AddedItem {
  readonly kind: 'client' | 'call';
  readonly name: string;
}

/** The workspace opened at a blank client and API call: new ones, unless the current ones are blank. */
export function atBlankItems(workspace: Workspace, newClientId: string): Workspace {
  const isBlank = activeClient(workspace).clientId === '';
  return {
    ...atBlankCall(workspace),
    ...(!isBlank && {
      clients: [...workspace.clients, blankClient(newClientId)],
      activeClientId: newClientId,
      request: BLANK_TOKEN_REQUEST,
    }),
  };
}

/** The workspace opened at a blank API call; its client stays. */
export function atBlankCall(workspace: Workspace): Workspace {
  return workspace.api.url === '' ? workspace : { ...workspace, api: BLANK_CALL };
}

/**
 * Saves a changed workspace without overwriting existing items: a changed API call becomes a new one unless it was
 * blank; `keepChanges` adds a new client. Shared settings (server, TLS, connection) are updated.
 */
export function addItems(
  saved: SavedWorkspace,
  selection: Selection,
  { after, newCall }: { readonly after: Workspace; readonly newCall: Pick<ApiCall, 'id' | 'name'> },
): { readonly saved: SavedWorkspace; readonly selection: Selection; readonly added: readonly AddedItem[] } {
  const opened = openWorkspace(saved, selection);
  const isCallFilled = after.api.url !== '' && canonicalJson(after.api) !== canonicalJson(opened.api);
  const isCallNew = isCallFilled && opened.api.url !== '';
  const withCall: SavedWorkspace = isCallNew
    ? {
        ...saved,
        apiCalls: [...saved.apiCalls, { ...newCall, clientId: null, ...after.api, expectations: [] }],
      }
    : saved;
  const at = isCallNew ? { ...selection, callId: newCall.id } : selection;
  const before = openWorkspace(withCall, at);
  const api = isCallFilled && !isCallNew ? after.api : before.api;
  const kept = keepChanges(withCall, at, { before, after: { ...after, api } });
  const client = activeClient(after);
  const known = saved.clients.find(({ id }) => id === client.id);
  const isClientAdded = known === undefined || (known.clientId === '' && client.clientId !== '');
  return {
    ...kept,
    added: [
      ...(isClientAdded ? [clientItem(client.clientId)] : []),
      ...(isCallFilled ? [callItem(isCallNew ? newCall.name : selectedCall(saved, selection).name)] : []),
    ],
  };
}

function clientItem(clientId: string): AddedItem {
  return { kind: 'client', name: clientId || 'New client' };
}

function callItem(name: string): AddedItem {
  return { kind: 'call', name: name || 'Unnamed call' };
}

/** The name of an API call imported without one: its path, or else its host. */
export function nameOfCall({ url }: ApiRequestDraft): string {
  if (!URL.canParse(url)) return url;
  const { host, pathname } = new URL(url);
  return pathname === '/' ? host : pathname;
}
