import type { AppError } from '../../../shared/errors.ts';
import type { RequestPreview } from '../../../shared/ipc/runs.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import type { Result } from '../../../shared/result.ts';
import { invoke } from '../../api.ts';
import { selectCurrentToken } from '../selectors/runs.ts';
import { selectWorkspace } from '../selectors/workspaces.ts';
import type { RunSlot } from '../slices/runs.ts';
import { type AppState, store, update } from '../store.ts';

/**
 * Keeps both previews up to date: on any change of a request's inputs, the main process rebuilds them. Returns the stop
 * function.
 */
export function startPreviews(): () => void {
  const token = createPreviewer('token', (workspace) => invoke('token.preview', { workspace }));
  const api = createPreviewer('api', (workspace, tokenId) => invoke('api.preview', { workspace, tokenId }));
  const refresh = () => {
    token();
    api();
  };
  refresh();
  return store.subscribe((state, before) => {
    if (state.application.phase === 'ready' && inputsDiffer(state, before)) refresh();
  });
}

function inputsDiffer(state: AppState, before: AppState): boolean {
  return (
    state.workspaces.list !== before.workspaces.list ||
    state.workspaces.activeId !== before.workspaces.activeId ||
    state.secrets.stored !== before.secrets.stored ||
    state.tokens.currentIds !== before.tokens.currentIds ||
    // A response may have set a nonce, which the next proof needs.
    hasAnswered(state.runs.token, before.runs.token) ||
    hasAnswered(state.runs.api, before.runs.api) ||
    state.application.phase !== before.application.phase
  );
}

function hasAnswered(runs: AppState['runs'][RunSlot], before: AppState['runs'][RunSlot]): boolean {
  return runs !== before && Object.keys(runs).some((id) => runs[id]?.result !== before[id]?.result);
}

type Ask = (workspace: Workspace, tokenId: string | null) => Promise<Result<RequestPreview, AppError>>;

/** Sends one request at a time, and another if something changed meanwhile, so the latest state wins. */
function createPreviewer(slot: RunSlot, ask: Ask): () => void {
  let busy = false;
  let changed = false;
  return async function refresh() {
    changed = true;
    if (busy) return;
    busy = true;
    while (changed) {
      changed = false;
      const state = store.getState();
      const workspace = selectWorkspace(state);
      const result = await ask(workspace, selectCurrentToken(state)?.id ?? null);
      if (selectWorkspace(store.getState()).id !== workspace.id) continue;
      const preview: RequestPreview = result.ok
        ? result.value
        : { request: null, problem: result.error, warnings: [] };
      update({ previews: { [slot]: preview } });
    }
    busy = false;
  };
}
