import { inputsKey } from '../../../shared/oauth/token/inputs-key.ts';
import type { AccessToken } from '../../../shared/oauth/token/token.ts';
import { isStale } from '../../../shared/oauth/token/token-state.ts';
import { NO_OPERATIONS, type TokenOperations, type TokensSlice } from '../slices/tokens.ts';
import type { AppState } from '../store.ts';
import { selectCurrentToken } from './runs.ts';
import { selectWorkspace } from './workspaces.ts';

/** The inputs key of the active workspace: a token with another key is stale. */
export function selectInputsKey(state: AppState): string {
  return inputsKey(selectWorkspace(state));
}

export function selectOperations({ tokens }: AppState, tokenId: string): TokenOperations {
  return operationsOf(tokens.operations, tokenId);
}

export function operationsOf(operations: TokensSlice['operations'], tokenId: string): TokenOperations {
  return operations[tokenId] ?? NO_OPERATIONS;
}

/** The tokens of a workspace, newest first. */
export function tokensOf(byId: TokensSlice['byId'], workspaceId: string): readonly AccessToken[] {
  return Object.values(byId)
    .filter((token) => token.workspaceId === workspaceId)
    .sort((one, other) => other.receivedAt - one.receivedAt);
}

/** Whether the token that Call API would send is stale. */
export function selectCurrentIsStale(state: AppState): boolean {
  const token = selectCurrentToken(state);
  return token !== null && isStale(token, selectInputsKey(state));
}

/** The stale token awaiting the user's decision, or null. Also null once it is no longer stale. */
export function selectStaleQuestion(state: AppState): AccessToken | null {
  const token = selectCurrentToken(state);
  if (token === null || state.tokens.staleQuestions[token.workspaceId] !== token.id) return null;
  return isStale(token, selectInputsKey(state)) ? token : null;
}
