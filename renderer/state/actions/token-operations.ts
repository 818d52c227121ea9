import type { AppError } from '../../../shared/errors.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import type { AccessToken } from '../../../shared/oauth/token/token.ts';
import type { Result } from '../../../shared/result.ts';
import { invoke } from '../../api.ts';
import { newId } from '../new-id.ts';
import { selectOperations } from '../selectors/tokens.ts';
import { findWorkspace } from '../selectors/workspaces.ts';
import { idleRun, type RunState } from '../slices/runs.ts';
import type { IntrospectionChoice, TokenOperations } from '../slices/tokens.ts';
import { store, update } from '../store.ts';
import { flushSecrets } from './secrets.ts';
import { updateToken } from './tokens.ts';

type OperationName = keyof TokenOperations;
type ResultOf<N extends OperationName> = TokenOperations[N] extends RunState<infer R> ? R : never;

export function chooseIntrospection(change: Partial<IntrospectionChoice>): void {
  update((state) => ({
    tokens: { introspection: { ...state.tokens.introspection, ...change } },
  }));
}

/** Introspects the token at its server. */
export async function introspectToken(token: AccessToken): Promise<void> {
  const { format, hint, clientKey } = store.getState().tokens.introspection;
  await perform('introspection', token, clientKey, (runId, workspace) =>
    invoke('token.introspect', { runId, workspace, tokenId: token.id, format, hint }),
  );
}

/** Revokes the token as the client it was issued to: another may not (RFC 7009 §2.1). */
export async function revokeToken(token: AccessToken): Promise<void> {
  const run = await perform('revocation', token, null, (runId, workspace) =>
    invoke('token.revoke', { runId, workspace, tokenId: token.id, hint: 'access_token' }),
  );
  if (run) updateToken(run.token);
}

/** Verifies the token's signature with its server's published keys. */
export async function verifyToken(token: AccessToken): Promise<void> {
  await perform('verification', token, null, (runId, workspace) =>
    invoke('token.verify', { runId, workspace, tokenId: token.id }),
  );
}

/** The active runs about a workspace's tokens. */
export function runningOperations(workspaceId: string): string[] {
  const { byId: tokens, operations: tokenOperations } = store.getState().tokens;
  return Object.entries(tokenOperations)
    .filter(([tokenId]) => tokens[tokenId]?.workspaceId === workspaceId)
    .flatMap(([, operations]) => Object.values(operations).map(({ running }) => running?.runId))
    .filter((runId) => runId !== undefined);
}

/** @param clientKey of the client to authenticate; null: the one the token was issued to. */
async function perform<N extends OperationName>(
  name: N,
  token: AccessToken,
  clientKey: string | null,
  ask: (runId: string, workspace: Workspace) => Promise<Result<ResultOf<N>, AppError>>,
): Promise<ResultOf<N> | null> {
  const runId = newId();
  set(name, token.id, { running: { runId, startedAt: Date.now() } });
  await flushSecrets();
  const workspace = findWorkspace(store.getState(), token.workspaceId);
  // Its tokens were removed with it.
  if (!workspace) return null;
  const result = await ask(runId, askingAs(workspace, clientKey ?? token.clientKey));
  // A newer run has started, or the token was removed: drop the result.
  if (selectOperations(store.getState(), token.id)[name].running?.runId !== runId) return null;
  set(name, token.id, {
    running: null,
    result: result.ok ? result.value : null,
    error: result.ok ? null : result.error,
  });
  return result.ok ? result.value : null;
}

/** Falls back to the active client if the token's was removed. */
function askingAs(workspace: Workspace, clientKey: string): Workspace {
  return workspace.clients.some(({ id }) => id === clientKey)
    ? { ...workspace, activeClientId: clientKey }
    : workspace;
}

function set(name: OperationName, tokenId: string, change: Partial<RunState<unknown>>): void {
  update((state) => {
    const operations = selectOperations(state, tokenId);
    const before: RunState<unknown> = operations[name] ?? idleRun;
    return {
      tokens: {
        operations: {
          ...state.tokens.operations,
          [tokenId]: { ...operations, [name]: { ...before, ...change } },
        },
      },
    };
  });
}
