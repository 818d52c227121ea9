import type { AppError } from '../../../shared/errors.ts';
import type { RunProgress } from '../../../shared/ipc/events.ts';
import type { ApiRun, TokenRun } from '../../../shared/ipc/runs.ts';
import { activeClient } from '../../../shared/model/active-client.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import type { AccessToken } from '../../../shared/oauth/token/token.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { invoke } from '../../api.ts';
import { newId } from '../new-id.ts';
import { selectDiscovery } from '../selectors/discovery.ts';
import { selectApiRun, selectCurrentToken, selectTokenRun } from '../selectors/runs.ts';
import { findSaved, findWorkspace, selectionOf, selectWorkspace } from '../selectors/workspaces.ts';
import { idleRun, type RunSlot, type RunState } from '../slices/runs.ts';
import { store, update } from '../store.ts';
import { withClient } from './clients.ts';
import { leaveField } from './flow-fields.ts';
import { flushSecrets } from './secrets.ts';
import { runningOperations } from './token-operations.ts';
import { askAboutStale, dropStaleQuestion, keepToken } from './tokens.ts';
import { foldProvenSteps, openStep, showResult } from './workbench.ts';
import { updateWorkspace } from './workspaces.ts';

/** Requests a token for the active workspace. Resolves when the response is visible; null if there is none. */
export async function runTokenRequest(): Promise<TokenRun | null> {
  const runId = newId();
  const { id: workspaceId } = selectWorkspace(store.getState());
  begin('token', workspaceId, runId);
  await flushSecrets();
  const workspace = rememberScopes(workspaceId);
  const result = await invoke('token.run', { runId, workspace });
  if (!end('token', workspaceId, runId, result) || !result.ok) return null;
  if (result.value.token) takeToken(result.value.token);
  return result.value;
}

/**
 * Calls the API with the current token, even if expired: that is a valid experiment. A stale token is only sent after
 * the user confirms.
 */
export async function runApiRequest(stale: 'ask' | 'send' = 'ask'): Promise<ApiRun | null> {
  const state = store.getState();
  const workspace = selectWorkspace(state);
  const token = selectCurrentToken(state);
  dropStaleQuestion(workspace.id);
  const runId = newId();
  begin('api', workspace.id, runId);
  // A proxy password may be pending.
  await flushSecrets();
  const sendStale = stale === 'send';
  const result = await invoke('api.run', { runId, workspace, tokenId: token?.id ?? null, sendStale });
  if (token && !result.ok && result.error.code === 'token.stale') {
    // Nothing was sent: keep the last response.
    if (isRunning('api', workspace.id, runId)) setRun('api', workspace.id, { running: null });
    openStep('api');
    askAboutStale(token);
    return null;
  }
  if (!end('api', workspace.id, runId, result) || !result.ok) return null;
  takeCall(workspace.id, result.value);
  return result.value;
}

function takeToken(token: AccessToken): void {
  keepToken(token);
  foldProvenSteps('token', token.workspaceId);
}

function takeCall(workspaceId: string, run: ApiRun): void {
  takeRenewal(workspaceId, run);
  const { status = 0 } = run.exchange.response ?? {};
  if (status >= 200 && status < 300) foldProvenSteps('api', workspaceId);
}

/** A renewed token becomes the current one, and its request the last one. */
function takeRenewal(workspaceId: string, { renewal }: ApiRun): void {
  if (!renewal?.run.ok) return;
  const { sent } = store.getState().runs.api[workspaceId] ?? {};
  setRun('token', workspaceId, { ...(sent && { sent }), result: renewal.run.value, error: null });
  if (renewal.run.value.token) keepToken(renewal.run.value.token);
}

/** Requests a new token, then calls the API with it. */
export async function renewTokenAndCallApi(): Promise<ApiRun | null> {
  const runId = newId();
  const { id: workspaceId } = selectWorkspace(store.getState());
  begin('token', workspaceId, runId);
  await flushSecrets();
  const workspace = rememberScopes(workspaceId);
  const result = await invoke('flow.run', { runId, workspace });
  if (!result.ok) {
    end('token', workspaceId, runId, result);
    return null;
  }
  const { token, call } = result.value;
  takeTokenOfRun({ runId, run: token });
  if (!call || !end('api', workspaceId, runId, call) || !call.ok) return null;
  takeCall(workspaceId, call.value);
  return call.value;
}

/** "Token, then API" has its token result: shows it; the API call is in progress if there is a token. */
export function takeTokenOfRun({ runId, run }: { readonly runId: string; readonly run: TokenRun }): void {
  const found = Object.entries(store.getState().runs.token).find(
    ([, { running }]) => running?.runId === runId,
  );
  if (!found) return;
  const [workspaceId] = found;
  end('token', workspaceId, runId, ok(run));
  if (!run.token) return;
  takeToken(run.token);
  dropStaleQuestion(workspaceId);
  begin('api', workspaceId, runId);
}

/** Cancels all runs of the active workspace. The recorded outcome is "cancelled". */
export async function cancelRuns(): Promise<void> {
  const state = store.getState();
  const runs = [selectTokenRun(state).running, selectApiRun(state).running, selectDiscovery(state).running];
  const ids = runs.flatMap((run) => (run ? [run.runId] : []));
  ids.push(...runningOperations(selectWorkspace(state).id));
  await Promise.all(ids.map((runId) => invoke('run.cancel', { runId })));
}

/** Progress of a response. */
export function takeRunProgress({ runId, received, total }: RunProgress): void {
  const { runs } = store.getState();
  for (const slot of ['token', 'api'] as const) {
    for (const [workspaceId, { running }] of Object.entries(runs[slot])) {
      if (running?.runId !== runId) continue;
      setRun(slot, workspaceId, { running: { ...running, progress: { received, total } } });
    }
  }
}

function begin(slot: RunSlot, workspaceId: string, runId: string): void {
  // A second run replaces the first, whose response would be ignored.
  const older = store.getState().runs[slot][workspaceId]?.running;
  if (older) void invoke('run.cancel', { runId: older.runId });
  const state = store.getState();
  const workspace = findWorkspace(state, workspaceId);
  const saved = findSaved(state, workspaceId);
  const callId = saved && selectionOf(state, saved).callId;
  setRun(slot, workspaceId, {
    running: { runId, startedAt: Date.now(), ...(workspace && { workspace }), ...(callId && { callId }) },
  });
  leaveField();
  showResult({ kind: slot }, workspaceId);
}

/** False if a newer run has replaced it: then the result is dropped. */
function end(
  slot: RunSlot,
  workspaceId: string,
  runId: string,
  result: Result<TokenRun | ApiRun, AppError>,
): boolean {
  const running = store.getState().runs[slot][workspaceId]?.running;
  if (running?.runId !== runId) return false;
  setRun(slot, workspaceId, {
    ...(running.workspace && { sent: running.workspace }),
    ...(running.callId && { callId: running.callId }),
    running: null,
    result: result.ok ? result.value : null,
    error: result.ok ? null : result.error,
  });
  return true;
}

function isRunning(slot: RunSlot, workspaceId: string, runId: string): boolean {
  return store.getState().runs[slot][workspaceId]?.running?.runId === runId;
}

function setRun(slot: RunSlot, workspaceId: string, change: Partial<RunState<TokenRun | ApiRun>>): void {
  update(({ runs }) => {
    const before = runs[slot][workspaceId] ?? idleRun;
    return { runs: { [slot]: { ...runs[slot], [workspaceId]: { ...before, ...change } } } };
  });
}

/** Keeps requested scopes as suggestions for this client. Returns the workspace to send. */
function rememberScopes(workspaceId: string): Workspace {
  updateWorkspace(workspaceId, (workspace) => {
    const { knownScopes } = activeClient(workspace);
    const fresh = workspace.request.scopes.filter((scope) => !knownScopes.includes(scope));
    return fresh.length === 0
      ? workspace
      : withClient(workspace, { knownScopes: [...knownScopes, ...fresh] });
  });
  return selectWorkspaceById(workspaceId);
}

function selectWorkspaceById(workspaceId: string): Workspace {
  const state = store.getState();
  return findWorkspace(state, workspaceId) ?? selectWorkspace(state);
}
