import { activeClient } from '../../../shared/model/active-client.ts';
import { openWorkspace, selectedCall, validSelection } from '../../../shared/model/saved-workspace.ts';
import type {
  ApiCall,
  Client,
  SavedWorkspace,
  Selection,
  Workspace,
} from '../../../shared/model/workspace.ts';
import { resolveWorkspace } from '../../../shared/variables/resolve-workspace.ts';
import type { AppState } from '../store.ts';

/** The active workspace at its selected client and API call. Always exists once the app is ready. */
export function selectWorkspace(state: AppState): Workspace {
  return opened(selectSaved(state), state);
}

/** The active workspace with its variables resolved where possible, for summaries. */
export function selectResolved(state: AppState): Workspace {
  return resolveWorkspace(selectWorkspace(state)).workspace;
}

/** The active workspace with all its clients and API calls. */
export function selectSaved(state: AppState): SavedWorkspace {
  const saved = findSaved(state, state.workspaces.activeId) ?? state.workspaces.list[0];
  if (!saved) throw new Error('There is no workspace yet');
  return saved;
}

/** The selected client and API call. */
export function selectSelection(state: AppState): Selection {
  return selectionOf(state, selectSaved(state));
}

export function selectionOf({ workspaces: { selections } }: AppState, saved: SavedWorkspace): Selection {
  const selection = selections[saved.id];
  const valid = validSelection(saved, selection);
  const isSame = selection?.clientId === valid.clientId && selection.callId === valid.callId;
  if (isSame) return selection;
  const before = selectedBefore.get(saved);
  if (before?.clientId === valid.clientId && before.callId === valid.callId) return before;
  selectedBefore.set(saved, valid);
  return valid;
}

/** Cached default selections: a selector must return the same object. */
const selectedBefore = new WeakMap<SavedWorkspace, Selection>();

/** The selected API call, with its name and expectations. */
export function selectCall(state: AppState): ApiCall {
  const saved = selectSaved(state);
  return selectedCall(saved, state.workspaces.selections[saved.id]);
}

export function findWorkspace(state: AppState, workspaceId: string): Workspace | undefined {
  const saved = findSaved(state, workspaceId);
  return saved && opened(saved, state);
}

export function findSaved(
  { workspaces: { list: workspaces } }: AppState,
  workspaceId: string,
): SavedWorkspace | undefined {
  return workspaces.find(({ id }) => id === workspaceId);
}

/** The selected client. */
export function selectClient(state: AppState): Client {
  return activeClient(selectWorkspace(state));
}

export function selectVerificationOff(state: AppState): boolean {
  return selectSaved(state).tls.verification === 'off';
}

/** Cached results: a selector must return the same object while nothing changes. */
const openedBefore = new WeakMap<
  SavedWorkspace,
  { readonly selection: Selection; readonly workspace: Workspace }
>();

function opened(saved: SavedWorkspace, state: AppState): Workspace {
  const selection = selectionOf(state, saved);
  const before = openedBefore.get(saved);
  const isSame =
    before?.selection.clientId === selection.clientId && before.selection.callId === selection.callId;
  if (before && isSame) return before.workspace;
  const workspace = openWorkspace(saved, selection);
  openedBefore.set(saved, { selection, workspace });
  return workspace;
}
