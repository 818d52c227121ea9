import type { ApiRun, TokenRun } from '../../../shared/ipc/runs.ts';
import type { AccessToken } from '../../../shared/oauth/token/token.ts';
import { idleRun, type RunState } from '../slices/runs.ts';
import type { AppState } from '../store.ts';
import { selectWorkspace } from './workspaces.ts';

export function selectTokenRun(state: AppState): RunState<TokenRun> {
  return state.runs.token[selectWorkspace(state).id] ?? idleRun;
}

export function selectApiRun(state: AppState): RunState<ApiRun> {
  return state.runs.api[selectWorkspace(state).id] ?? idleRun;
}

/** The token that Call API would send. */
export function selectCurrentToken(state: AppState): AccessToken | null {
  return currentTokenOf(state, selectWorkspace(state).id);
}

export function currentTokenOf(state: AppState, workspaceId: string): AccessToken | null {
  const id = state.tokens.currentIds[workspaceId];
  return (id !== undefined && state.tokens.byId[id]) || null;
}
