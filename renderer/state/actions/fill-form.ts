import { activeClient } from '../../../shared/model/active-client.ts';
import { type AddedItem, addItems, nameOfCall } from '../../../shared/model/add-items.ts';
import type { FormFill } from '../../../shared/model/form-fill.ts';
import { saveWorkspace } from '../../../shared/model/saved-workspace.ts';
import { clientSecretKey } from '../../../shared/model/secret-keys.ts';
import type { SavedWorkspace, Workspace } from '../../../shared/model/workspace.ts';
import { freeName } from '../free-name.ts';
import { newId } from '../new-id.ts';
import { findSaved, selectionOf } from '../selectors/workspaces.ts';
import { type AppState, store } from '../store.ts';
import { showPage } from './navigation.ts';
import { showNotice } from './notices.ts';
import { flushSecrets, setSecret } from './secrets.ts';
import { offerUndo } from './toast.ts';
import { adoptToken } from './tokens.ts';
import { openStep, showResult } from './workbench.ts';
import { keepWorkspace, putSaved } from './workspaces.ts';

/**
 * Adds pasted or opened content to new items of an existing workspace, or to a new workspace, and reports what was not
 * understood.
 */
export async function fillForm(fill: FormFill): Promise<void> {
  const { workspace, secret, token, tokenKey = null, target, notUnderstood } = fill;
  const { id } = workspace;
  // Pending secrets belong to the previously active client.
  await flushSecrets();
  const saved = findSaved(store.getState(), id);
  if (saved) addFilled(saved, workspace);
  else await keepWorkspace(saveWorkspace(workspace));
  if (secret !== null) await setSecret(id, clientSecretKey(activeClient(workspace).id), secret);
  const adopted = token === null ? null : await adoptToken(id, token, { jkt: tokenKey });
  if (adopted) showResult({ kind: 'kept-token', tokenId: adopted.id }, id);
  showPage('flow');
  openStep(target === 'token' ? 'server' : 'api');
  if (notUnderstood.length === 0) return;
  showNotice({
    tone: 'information',
    message: 'The form is filled, except for this:',
    nextStep: notUnderstood.join('\n'),
    detail: null,
  });
}

/** Names of the items that filling a workspace would add. */
export function itemsAddedBy(state: AppState, after: Workspace): readonly AddedItem[] {
  const saved = findSaved(state, after.id);
  return saved ? added(state, saved, after).added : [];
}

/** Saves a changed workspace as new items, with undo. */
export function addFilled(saved: SavedWorkspace, after: Workspace): void {
  const state = store.getState();
  const selection = selectionOf(state, saved);
  const result = added(state, saved, after);
  putSaved(result.saved, result.selection);
  if (result.added.length === 0) return;
  offerUndo(`Added ${describeAdded(result.added)}.`, () => putSaved(saved, selection));
}

export function describeAdded(items: readonly AddedItem[]): string {
  return items.map(({ kind, name }) => `the ${KINDS[kind]} “${name}”`).join(' and ');
}

const KINDS: Readonly<Record<AddedItem['kind'], string>> = { client: 'client', call: 'API call' };

function added(state: AppState, saved: SavedWorkspace, after: Workspace): ReturnType<typeof addItems> {
  const names = saved.apiCalls.map(({ name }) => name);
  const newCall = { id: newId(), name: freeName(nameOfCall(after.api), names) };
  return addItems(saved, selectionOf(state, saved), { after, newCall });
}
