import { BLANK_TOKEN_REQUEST } from '../../../shared/model/saved-workspace.ts';
import type {
  ApiCall,
  Expectation,
  SavedClient,
  SavedWorkspace,
  Selection,
} from '../../../shared/model/workspace.ts';
import { freeName } from '../free-name.ts';
import { newId } from '../new-id.ts';
import { newClient } from '../new-workspace.ts';
import { findSaved, selectionOf, selectSaved } from '../selectors/workspaces.ts';
import { store } from '../store.ts';
import { copyClientSecret, flushSecrets } from './secrets.ts';
import { offerUndo } from './toast.ts';
import { openStep } from './workbench.ts';
import { putSaved } from './workspaces.ts';

/** The library lists: named, ordered items that can be duplicated and deleted. */
export type LibraryList = 'clients' | 'apiCalls';

export const SELECTED = { clients: 'clientId', apiCalls: 'callId' } as const satisfies Record<
  LibraryList,
  keyof Selection
>;

/** Loads an item into its step. A call with its own client also selects that client. */
export async function selectItem(list: LibraryList, id: string): Promise<void> {
  // Pending input in the secret field belongs to the previously selected client.
  await flushSecrets();
  edit((saved, selection) => {
    const own = list === 'apiCalls' ? saved.apiCalls.find((call) => call.id === id)?.clientId : null;
    return { saved, selection: { ...selection, [SELECTED[list]]: id, ...(own ? { clientId: own } : {}) } };
  });
  openStep(list === 'clients' ? 'server' : 'api');
}

export async function addLibraryClient(): Promise<void> {
  await flushSecrets();
  const client: SavedClient = { ...newClient(), request: BLANK_TOKEN_REQUEST };
  edit((saved, selection) => ({
    saved: { ...saved, clients: [...saved.clients, client] },
    selection: { ...selection, clientId: client.id },
  }));
  openStep('server');
}

export function addCall(): void {
  const call: ApiCall = {
    id: newId(),
    name: freeName(
      'New call',
      selectSaved(store.getState()).apiCalls.map(({ name }) => name),
    ),
    clientId: null,
    method: 'GET',
    url: '',
    headers: [],
    body: '',
    expectations: [],
  };
  edit((saved, selection) => ({
    saved: { ...saved, apiCalls: [...saved.apiCalls, call] },
    selection: { ...selection, callId: call.id },
  }));
  openStep('api');
}

export function renameCall(id: string, name: string): void {
  edit((saved, selection) => ({
    saved: {
      ...saved,
      apiCalls: saved.apiCalls.map((call) => (call.id === id ? { ...call, name } : call)),
    },
    selection,
  }));
}

export function setExpectations(id: string, expectations: readonly Expectation[]): void {
  edit((saved, selection) => ({
    saved: {
      ...saved,
      apiCalls: saved.apiCalls.map((call) =>
        call.id === id ? { ...call, expectations: [...expectations] } : call,
      ),
    },
    selection,
  }));
}

/** Sets the client whose token a call sends; null: the selected one's. */
export function setCallClient(id: string, clientId: string | null): void {
  edit((saved, selection) => ({
    saved: {
      ...saved,
      apiCalls: saved.apiCalls.map((call) => (call.id === id ? { ...call, clientId } : call)),
    },
    selection,
  }));
}

/** Inserts a copy after its original and selects it. A client's copy includes its secret. */
export async function duplicateItem(list: LibraryList, id: string): Promise<void> {
  await flushSecrets();
  const copyId = newId();
  edit((saved, selection) => ({
    saved:
      list === 'clients'
        ? { ...saved, clients: withCopy(saved.clients, id, (client) => ({ ...client, id: copyId })) }
        : {
            ...saved,
            apiCalls: withCopy(saved.apiCalls, id, (call) => ({
              ...call,
              id: copyId,
              name: freeName(
                `${call.name} (copy)`,
                saved.apiCalls.map(({ name }) => name),
              ),
            })),
          },
    selection: { ...selection, [SELECTED[list]]: copyId },
  }));
  if (list === 'clients') await copyClientSecret(selectSaved(store.getState()).id, id, copyId);
  openStep(list === 'clients' ? 'server' : 'api');
}

/** Removes an item, with undo. The last one stays, because a step always shows one. */
export function deleteCall(id: string): void {
  const saved = selectSaved(store.getState());
  const index = saved.apiCalls.findIndex((call) => call.id === id);
  const call = saved.apiCalls[index];
  if (!call || saved.apiCalls.length === 1) return;
  const before = selectionOf(store.getState(), saved);
  edit((current, selection) => ({
    saved: { ...current, apiCalls: current.apiCalls.filter((each) => each.id !== id) },
    selection,
  }));
  offerUndo(`Deleted “${call.name || 'Unnamed call'}”.`, () =>
    editWorkspace(saved.id, (current) => ({
      saved: { ...current, apiCalls: current.apiCalls.toSpliced(index, 0, call) },
      selection: before,
    })),
  );
}

/** Moves an item to another one's position in its list. */
export function moveItem(list: LibraryList, id: string, to: number): void {
  edit((saved, selection) => ({
    saved:
      list === 'clients'
        ? { ...saved, clients: moved(saved.clients, id, to) }
        : { ...saved, apiCalls: moved(saved.apiCalls, id, to) },
    selection,
  }));
}

type Edit = (saved: SavedWorkspace, selection: Selection) => { saved: SavedWorkspace; selection: Selection };

function edit(change: Edit): void {
  editWorkspace(selectSaved(store.getState()).id, change);
}

function editWorkspace(workspaceId: string, change: Edit): void {
  const state = store.getState();
  const saved = findSaved(state, workspaceId);
  if (!saved) return;
  const after = change(saved, selectionOf(state, saved));
  putSaved(after.saved, after.selection);
}

function withCopy<T extends { readonly id: string }>(
  items: readonly T[],
  id: string,
  copy: (item: T) => T,
): T[] {
  return items.flatMap((item) => (item.id === id ? [item, copy(item)] : [item]));
}

function moved<T extends { readonly id: string }>(items: readonly T[], id: string, to: number): T[] {
  const item = items.find((each) => each.id === id);
  if (!item) return [...items];
  return items.filter((each) => each !== item).toSpliced(Math.max(0, to), 0, item);
}
