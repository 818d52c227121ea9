import type { Input } from '../../../shared/ipc/inputs.ts';
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

/** Opens the editor for a new client. */
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

/** Opens the editor for a copy of a client, without its secret, which is not known. */
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
 * Sets a secret for the edited client: the user's, or a generated one. Returns a generated secret to show once; it is
 * not kept in the state.
 */
export async function makeClientSecret(own: string | null): Promise<string | null> {
  const result = await invoke('tokenServer.makeSecret', { own });
  if (!reportFailure(result)) return null;
  update(({ serverClients: { editor } }) =>
    editor ? { serverClients: { editor: { ...editor, ticket: result.value.ticket } } } : {},
  );
  return result.value.secret;
}

/** Saves the clients as listed, with their secrets; false if the user cancelled or refused. */
export async function saveForCurityWithSecrets(
  form: Input<'tokenServer.exportCurity'>['form'],
  suggestedName: string,
): Promise<boolean> {
  const { clients, tickets } = draftOf(store.getState());
  const result = await invoke('tokenServer.exportCurity', {
    clients: [...clients],
    tickets: { ...tickets },
    form,
    suggestedName,
  });
  return reportFailure(result) && result.value.saved;
}

/** The client in the editor's form. */
export function readEditor({ form, replaces, ticket }: ClientEditor): ReturnType<typeof readClientForm> {
  const { clients, tickets } = draftOf(store.getState());
  const otherIds = clients.map(({ clientId }) => clientId).filter((clientId) => clientId !== replaces);
  const freshSecret = ticket !== null || (replaces !== null && Object.hasOwn(tickets, replaces));
  return readClientForm(form, { otherIds, freshSecret });
}

/** Adds the edited client to the pending changes; false if it is invalid. */
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

/** Imports clients from a file, replacing those with the same IDs. */
export function importServerClients(clients: readonly ServerClientView[]): void {
  changeDraft((draft) =>
    clients.reduce((changed, client) => {
      const known = changed.clients.find(({ clientId }) => clientId === client.clientId);
      return putClient(changed, keepKnownSecret(client, known), client.clientId, null);
    }, draft),
  );
}

/** Discards the pending changes of one client, or all. */
export function revertServerClients(clientId: string | null): void {
  const { clients: tokenServerClients } = store.getState().tokenServer;
  if (clientId === null) update({ serverClients: { draft: null, problems: [] } });
  else changeDraft((draft) => revertClient(tokenServerClients, draft, clientId));
}

/** Commits the pending changes; a running server applies them at once. False if rejected. */
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

/** Drops a draft without changes. */
function changeDraft(change: (draft: ClientDraft) => ClientDraft): void {
  update((state) => {
    const draft = change(draftOf(state));
    const isChanged = pendingChanges(state.tokenServer.clients, draft).length > 0;
    return { serverClients: { draft: isChanged ? draft : null, problems: [] } };
  });
}
