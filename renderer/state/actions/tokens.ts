import type { AccessToken } from '../../../shared/oauth/token/token.ts';
import { invoke } from '../../api.ts';
import { findWorkspace } from '../selectors/workspaces.ts';
import { store, update } from '../store.ts';
import { reportFailure } from './notices.ts';
import { offerUndo, UNDO_MS } from './toast.ts';

/** More than anyone needs. The oldest is dropped first, except the one that Call API uses. */
export const SHELF_SIZE = 50;

/** Puts a token on the shelf; by default Call API uses it from now on. */
export function keepToken(token: AccessToken, use = true): void {
  update((state) => ({ tokens: { byId: { ...state.tokens.byId, [token.id]: token } } }));
  if (use) chooseToken(token);
  const { byId: tokens, currentIds: currentTokenIds } = store.getState().tokens;
  const inUse = Object.values(currentTokenIds);
  const oldest = Object.values(tokens)
    .filter((kept) => !inUse.includes(kept.id))
    .sort((one, other) => one.receivedAt - other.receivedAt);
  const surplus = Object.keys(tokens).length - SHELF_SIZE;
  if (surplus > 0) void removeTokens(oldest.slice(0, surplus).map((kept) => kept.id));
}

interface Adoption {
  /** Thumbprint of the token's DPoP key. */
  readonly jkt?: string | null;
  /** Whether Call API uses it from now on. Default: true. */
  readonly use?: boolean;
}

/** Adds a token obtained elsewhere. */
export async function adoptToken(
  workspaceId: string,
  value: string,
  { jkt = null, use = true }: Adoption = {},
): Promise<AccessToken | null> {
  const workspace = findWorkspace(store.getState(), workspaceId);
  if (!workspace) return null;
  const result = await invoke('token.adopt', { workspace, value, ...(jkt !== null && { jkt }) });
  if (!reportFailure(result)) return null;
  keepToken(result.value, use);
  return result.value;
}

/** Updates the token wherever it is shown. */
export function updateToken(token: AccessToken): void {
  update(({ tokens: { byId: tokens } }) =>
    tokens[token.id] ? { tokens: { byId: { ...tokens, [token.id]: token } } } : {},
  );
}

/** Makes Call API use this token. */
export function chooseToken({ id, workspaceId }: AccessToken): void {
  update((state) => ({
    tokens: {
      currentIds: { ...state.tokens.currentIds, [workspaceId]: id },
      staleQuestions: without(state.tokens.staleQuestions, workspaceId),
    },
  }));
}

/** Makes step 3 ask whether to send this stale token. */
export function askAboutStale({ id, workspaceId }: AccessToken): void {
  update(({ tokens: { staleQuestions } }) => ({
    tokens: { staleQuestions: { ...staleQuestions, [workspaceId]: id } },
  }));
}

export function dropStaleQuestion(workspaceId: string): void {
  update(({ tokens: { staleQuestions } }) => ({
    tokens: { staleQuestions: without(staleQuestions, workspaceId) },
  }));
}

/** Removes tokens here; they stay valid at their server. */
export async function removeTokens(ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  takeOff(ids);
  reportFailure(await invoke('token.remove', { ids: [...ids] }));
}

/** As {@link removeTokens}, with undo: the main process keeps the token during that time. */
export function deleteTokens(tokens: readonly AccessToken[]): void {
  const message = tokens.length === 1 ? 'Deleted the token.' : `Deleted ${tokens.length} tokens.`;
  offerUndo(message, takeOffForNow(tokens));
}

/** Takes tokens off the shelf, for good when the time to undo it is over. Returns what puts them back. */
export function takeOffForNow(tokens: readonly AccessToken[]): () => void {
  if (tokens.length === 0) return () => {};
  const ids = tokens.map(({ id }) => id);
  const { currentIds } = store.getState().tokens;
  takeOff(ids);
  const timer = setTimeout(() => void invoke('token.remove', { ids }), UNDO_MS);
  return () => {
    clearTimeout(timer);
    for (const token of tokens) keepToken(token, currentIds[token.workspaceId] === token.id);
  };
}

function takeOff(ids: readonly string[]): void {
  update(({ tokens: { byId: tokens, operations, currentIds, shelf } }) => ({
    tokens: {
      byId: withoutAll(tokens, ids),
      operations: withoutAll(operations, ids),
      currentIds: Object.fromEntries(Object.entries(currentIds).filter(([, id]) => !ids.includes(id))),
      shelf: {
        ...shelf,
        chosen: shelf.chosen.filter((id) => !ids.includes(id)),
        comparing: shelf.comparing && !shelf.chosen.some((id) => ids.includes(id)),
      },
    },
  }));
}

function without<T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  return withoutAll(record, [key]);
}

function withoutAll<T>(
  record: Readonly<Record<string, T>>,
  keys: readonly string[],
): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)));
}
