import { keepChanges } from '../../../shared/model/saved-workspace.ts';
import { secretKey } from '../../../shared/model/secret-keys.ts';
import type { SavedWorkspace, Selection, Workspace } from '../../../shared/model/workspace.ts';
import { invoke } from '../../api.ts';
import { freeName } from '../free-name.ts';
import { newWorkspace } from '../new-workspace.ts';
import { tokensOf } from '../selectors/tokens.ts';
import { findSaved, findWorkspace, selectionOf, selectWorkspace } from '../selectors/workspaces.ts';
import { store, update } from '../store.ts';
import { reportFailure } from './notices.ts';
import { cancelSave, flushSaves, saveSoon } from './save-workspaces.ts';
import { flushSecrets } from './secrets.ts';
import { offerUndo } from './toast.ts';
import { takeOffForNow } from './tokens.ts';

/** Changes a workspace at once in the window, and shortly after on disk. */
export function updateWorkspace(workspaceId: string, update: (workspace: Workspace) => Workspace): void {
  const state = store.getState();
  const saved = findSaved(state, workspaceId);
  const before = findWorkspace(state, workspaceId);
  if (!saved || !before) return;
  const after = update(before);
  if (after === before) return;
  const kept = keepChanges(saved, selectionOf(state, saved), { before, after });
  putSaved(kept.saved, kept.selection);
}

/** Replaces a workspace and its selection. */
export function putSaved(saved: SavedWorkspace, selection: Selection): void {
  update(({ workspaces: { list: workspaces, selections } }) => ({
    workspaces: {
      list: workspaces.map((workspace) => (workspace.id === saved.id ? saved : workspace)),
      selections: { ...selections, [saved.id]: selection },
    },
  }));
  saveSoon(saved.id);
}

export function updateActiveWorkspace(update: (workspace: Workspace) => Workspace): void {
  updateWorkspace(selectWorkspace(store.getState()).id, update);
}

export async function switchWorkspace(workspaceId: string): Promise<void> {
  if (workspaceId === store.getState().workspaces.activeId) return;
  await flushSecrets();
  update({ workspaces: { activeId: workspaceId }, previews: { token: null, api: null } });
  reportFailure(await invoke('workspace.select', { workspaceId }));
}

export async function addWorkspace(): Promise<string> {
  const workspace = newWorkspace(freeWorkspaceName('New workspace'));
  await keepWorkspace(workspace);
  return workspace.id;
}

/** The switcher could not distinguish two with the same name. */
export function freeWorkspaceName(name: string): string {
  return freeName(
    name,
    store.getState().workspaces.list.map((workspace) => workspace.name),
  );
}

/** Adds a complete workspace and opens it. */
export async function keepWorkspace(workspace: SavedWorkspace): Promise<void> {
  update((state) => ({ workspaces: { list: [...state.workspaces.list, workspace] } }));
  saveSoon(workspace.id);
  await flushSaves();
  await switchWorkspace(workspace.id);
}

export function renameWorkspace(workspaceId: string, name: string): void {
  updateWorkspace(workspaceId, (workspace) => ({ ...workspace, name }));
}

/**
 * Deletes a workspace with its secrets and tokens, with Undo: the main process keeps them as long as that is offered. The
 * last workspace stays: the window always shows one.
 */
export async function deleteWorkspace(workspaceId: string): Promise<void> {
  const { list, activeId } = store.getState().workspaces;
  const index = list.findIndex(({ id }) => id === workspaceId);
  const deleted = list[index];
  const next = list.find(({ id }) => id !== workspaceId);
  if (!deleted || !next) return;
  if (activeId === workspaceId) await switchWorkspace(next.id);
  cancelSave(workspaceId);
  if (!reportFailure(await invoke('workspace.delete', { workspaceId }))) return;
  const { secrets, tokens, workspaces } = store.getState();
  const putTokensBack = takeOffForNow(tokensOf(tokens.byId, workspaceId));
  const owned = [...secrets.stored].filter((key) => key.startsWith(secretKey(workspaceId, '')));
  const { [workspaceId]: file, ...files } = workspaces.files;
  update((state) => ({
    workspaces: { list: state.workspaces.list.filter(({ id }) => id !== workspaceId), files },
    secrets: { stored: new Set([...state.secrets.stored].filter((key) => !owned.includes(key))) },
  }));
  offerUndo(`Deleted the workspace “${deleted.name}”.`, () => {
    update((state) => ({
      workspaces: {
        list: state.workspaces.list.toSpliced(index, 0, deleted),
        files: { ...state.workspaces.files, ...(file !== undefined && { [workspaceId]: file }) },
      },
      secrets: { stored: new Set([...state.secrets.stored, ...owned]) },
    }));
    putTokensBack();
    saveSoon(workspaceId);
    void flushSaves().then(() => (activeId === workspaceId ? switchWorkspace(workspaceId) : undefined));
  });
}

/**
 * Applies a change by the main process: the built-in workspace's URL and CA. Keeps everything else, which the user may
 * be editing.
 */
export function takeChangedWorkspace({ id, server, tls, apiCalls }: SavedWorkspace): void {
  update((state) => ({
    workspaces: {
      list: state.workspaces.list.map((workspace) =>
        workspace.id === id
          ? {
              ...workspace,
              server,
              tls: { ...workspace.tls, extraCas: tls.extraCas },
              apiCalls: workspace.apiCalls.map((call) => ({
                ...call,
                url: apiCalls.find((changed) => changed.id === call.id)?.url ?? call.url,
              })),
            }
          : workspace,
      ),
    },
  }));
}
