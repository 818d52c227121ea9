import type { ServerClientView } from '../../../shared/token-server/client-view.ts';
import { invoke } from '../../api.ts';
import { draftOf } from '../selectors/server-clients.ts';
import {
  type ClientDraft,
  freeClientId,
  keepKnownSecret,
  pendingChanges,
  putClient,
  removeClient,
  revertClient,
} from '../server-clients/client-draft.ts';
import { blankForm, type ClientForm, formOf } from '../server-clients/client-form.ts';
import { readClientForm } from '../server-clients/read-client-form.ts';
import type { ClientEditor } from '../slices/server-clients.ts';
import { store, update } from '../store.ts';
import { reportFailure } from './notices.ts';

/** Opens the editor for a client that is to be made. */
export function newServerClient(): void {
  openEditor({ replaces: null, idIsFixed: false, form: blankForm(), ticket: null });
}

export function editServerClient(clientId: string): void {
  const client = findClient(clientId);
  if (!client) return;
  const { clients: tokenServerClients } = store.getState().tokenServer;
  const idIsFixed = tokenServerClients.some((committed) => committed.clientId === clientId);
  openEditor({ replaces: clientId, idIsFixed, form: formOf(client), ticket: null });
}

/** Opens the editor for a client like another one. The secret is not copied: nobody knows it. */
export function duplicateServerClient(clientId: string): void {
  const client = findClient(clientId);
  if (!client) return;
  const { clients } = draftOf(store.getState());
  const id = freeClientId(
    clientId,
    clients.map((each) => each.clientId),
  );
  const form = { ...formOf(client), clientId: id, secretFor: null };
  openEditor({ replaces: null, idIsFixed: false, form, ticket: null });
}

function openEditor(clientEditor: ClientEditor): void {
  update({ serverClients: { editor: clientEditor } });
}

export function closeClientEditor(): void {
  update({ serverClients: { editor: null } });
}

export function changeClientForm(change: Partial<ClientForm>): void {
  update(({ serverClients: { editor } }) =>
    editor ? { serverClients: { editor: { ...editor, form: { ...editor.form, ...change } } } } : {},
  );
}

/**
 * Makes a secret for the client in the editor: the person's own, or one that nobody can guess. Resolves to the latter, to
 * be shown this once: it goes into no state.
 */
export async function makeClientSecret(own: string | null): Promise<string | null> {
  const result = await invoke('tokenServer.makeSecret', { own });
  if (!reportFailure(result)) return null;
  update(({ serverClients: { editor } }) =>
    editor ? { serverClients: { editor: { ...editor, ticket: result.value.ticket } } } : {},
  );
  return result.value.secret;
}

/** What the editor's form says now. */
export function readEditor({ form, replaces, ticket }: ClientEditor): ReturnType<typeof readClientForm> {
  const { clients, tickets } = draftOf(store.getState());
  const otherIds = clients.map(({ clientId }) => clientId).filter((clientId) => clientId !== replaces);
  const freshSecret = ticket !== null || (replaces !== null && Object.hasOwn(tickets, replaces));
  return readClientForm(form, { otherIds, freshSecret });
}

/** Puts the client in the editor among the pending changes; false when something is wrong with it. */
export function keepEditedClient(): boolean {
  const { editor: clientEditor } = store.getState().serverClients;
  if (!clientEditor) return false;
  const read = readEditor(clientEditor);
  if (!('client' in read)) return false;
  changeDraft((draft) => putClient(draft, read.client, clientEditor.replaces, clientEditor.ticket));
  closeClientEditor();
  return true;
}

export function setServerClientEnabled(clientId: string, enabled: boolean): void {
  const client = findClient(clientId);
  if (client) changeDraft((draft) => putClient(draft, { ...client, enabled }, clientId, null));
}

export function removeServerClient(clientId: string): void {
  changeDraft((draft) => removeClient(draft, clientId));
}

/** Takes clients out of a file, in the place of those with the same ids. */
export function importServerClients(clients: readonly ServerClientView[]): void {
  changeDraft((draft) =>
    clients.reduce((changed, client) => {
      const known = changed.clients.find(({ clientId }) => clientId === client.clientId);
      return putClient(changed, keepKnownSecret(client, known), client.clientId, null);
    }, draft),
  );
}

/** Takes back all that is pending for one client, or for every one. */
export function revertServerClients(clientId: string | null): void {
  const { clients: tokenServerClients } = store.getState().tokenServer;
  if (clientId === null) update({ serverClients: { draft: null, problems: [] } });
  else changeDraft((draft) => revertClient(tokenServerClients, draft, clientId));
}

/** Makes the pending changes the server's, at once where it runs. False when it refused. */
export async function commitServerClients(): Promise<boolean> {
  const { clients, tickets } = draftOf(store.getState());
  const result = await invoke('tokenServer.commitClients', { clients: [...clients], tickets });
  if (!reportFailure(result)) return false;
  const { clients: committed, problems } = result.value;
  update({
    tokenServer: { clients: committed },
    serverClients: { problems },
    ...(problems.length === 0 ? { serverClients: { draft: null } } : {}),
  });
  return problems.length === 0;
}

function findClient(clientId: string): ServerClientView | undefined {
  return draftOf(store.getState()).clients.find((client) => client.clientId === clientId);
}

/** A draft that says nothing new is none. */
function changeDraft(change: (draft: ClientDraft) => ClientDraft): void {
  update((state) => {
    const draft = change(draftOf(state));
    const isChanged = pendingChanges(state.tokenServer.clients, draft).length > 0;
    return { serverClients: { draft: isChanged ? draft : null, problems: [] } };
  });
}
