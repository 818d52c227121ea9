import type { FindingAction } from '../../../shared/diagnose/finding.ts';
import type { AppError } from '../../../shared/errors.ts';
import type { HistoryEntry } from '../../../shared/history/entry.ts';
import type { HttpRequest } from '../../../shared/http/exchange.ts';
import { canonicalJson } from '../../../shared/json/canonical-json.ts';
import { activeClient } from '../../../shared/model/active-client.ts';
import { openWorkspace, saveWorkspace } from '../../../shared/model/saved-workspace.ts';
import type { SavedWorkspace, Workspace } from '../../../shared/model/workspace.ts';
import { proofOf } from '../../../shared/oauth/dpop/dpop.ts';
import { sentToken } from '../../../shared/oauth/token/sent-token.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { invoke } from '../../api.ts';
import { newId } from '../new-id.ts';
import { currentTokenOf } from '../selectors/runs.ts';
import { findSaved, selectionOf } from '../selectors/workspaces.ts';
import { store, update } from '../store.ts';
import { addFilled } from './fill-form.ts';
import { performFindingAction } from './finding-actions.ts';
import { getHistoryEntry } from './history.ts';
import { inspectExchange, showInHistory } from './history-selection.ts';
import { reportFailure, showError } from './notices.ts';
import { flushSaves, saveSoon } from './save-workspaces.ts';
import { copyClientSecret, flushSecrets } from './secrets.ts';
import { openStep } from './workbench.ts';
import { switchWorkspace } from './workspaces.ts';

/** Whether an exchange of this purpose can be replayed alone. */
export function canReplay({ exchange: { purpose } }: HistoryEntry): boolean {
  return purpose === 'token' || purpose === 'api';
}

/** Replays an entry's original inputs. The result is a new entry. */
export async function replayEntry(id: string): Promise<void> {
  const found = await getHistoryEntry(id);
  if (!reportFailure(found)) return;
  const runId = newId();
  const { drawerId } = store.getState().history;
  update({ history: { message: { kind: 'replaying', runId } } });
  await flushSecrets();
  const run = await (found.value.exchange.purpose === 'token'
    ? replayToken(found.value, runId)
    : replayApi(found.value, runId));
  if (!run.ok) {
    update({ history: { message: null } });
    showError(run.error);
    return;
  }
  const replayed = run.value;
  update({ history: { message: { kind: 'replayed', originalId: id, ...replayed } } });
  const now = store.getState();
  if (now.navigation.page === 'history') showInHistory(replayed.id);
  else if (now.navigation.page === 'flow') inspectExchange(replayed.id);
  // If the user has moved on, do not interrupt; the history shows the result.
  else if (drawerId !== null && now.history.drawerId === drawerId) inspectExchange(replayed.id);
}

export async function cancelReplay(): Promise<void> {
  const { message: historyMessage } = store.getState().history;
  if (historyMessage?.kind === 'replaying') await invoke('run.cancel', { runId: historyMessage.runId });
}

interface Replayed {
  /** The resulting exchange: the last one, if the server required a repeat. */
  readonly id: string;
  /** A note about the replay; usually empty. */
  readonly note: string;
}

async function replayToken({ inputs }: HistoryEntry, runId: string): Promise<Result<Replayed, AppError>> {
  const run = await invoke('token.run', { runId, workspace: inputs });
  return run.ok ? ok({ id: run.value.exchange.id, note: '' }) : run;
}

async function replayApi(
  { exchange, inputs }: HistoryEntry,
  runId: string,
): Promise<Result<Replayed, AppError>> {
  const sent = sentToken(exchange.request);
  const token = await (sent?.value ? shelvedToken(inputs, sent.value, exchange.request) : ok(null));
  if (!token.ok) return token;
  // A token that was not stored cannot be sent again; use the current one.
  const current = sent && token.value === null ? currentTokenOf(store.getState(), inputs.id) : null;
  const tokenId = token.value ?? current?.id ?? null;
  // Without renewal: a new token would make it a different call.
  const { renewal: _renewal, ...asThen } = inputs;
  const run = await invoke('api.run', { runId, workspace: asThen, tokenId });
  if (!run.ok) return run;
  const { id } = run.value.exchange;
  if (!sent || token.value !== null) return ok({ id, note: '' });
  const note = current
    ? 'The original token was not kept, so the workspace’s current token was sent.'
    : 'The original token was not kept and there is no current one, so none was sent.';
  return ok({ id, note });
}

/** The token's ID in the main process; adopts a token of an earlier session first. */
async function shelvedToken(
  workspace: Workspace,
  value: string,
  request: HttpRequest,
): Promise<Result<string | null, AppError>> {
  const known = Object.values(store.getState().tokens.byId).find((token) => token.value === value);
  if (known) return ok(known.id);
  const jkt = proofOf(request)?.jkt ?? null;
  const adopted = await invoke('token.adopt', { workspace, value, ...(jkt !== null && { jkt }) });
  return adopted.ok ? ok(adopted.value.id) : adopted;
}

/** Copies an entry's inputs into new items of its workspace, or of a new one if that was deleted. */
export async function editEntry(entry: HistoryEntry): Promise<void> {
  await flushSecrets();
  const { inputs, exchange } = entry;
  const existing = findSaved(store.getState(), inputs.id);
  if (existing) await addInputs(existing, entry);
  await switchWorkspace(existing?.id ?? (await recreateWorkspace(inputs)));
  update({ navigation: { page: 'flow' }, history: { drawerId: null } });
  openStep(exchange.purpose === 'api' ? 'api' : 'request');
}

/** Performs an action of a recorded exchange's finding: restores its inputs to the form first. */
export async function performHistoryAction(entry: HistoryEntry, action: FindingAction): Promise<void> {
  await editEntry(entry);
  await performFindingAction(action, entry.exchange.purpose);
}

/** Keeps a client or API call that has changed since; the entry's becomes a new one. */
async function addInputs(saved: SavedWorkspace, entry: HistoryEntry): Promise<void> {
  const workspace = openWorkspace(saved, selectionOf(store.getState(), saved));
  const before = activeClient(entry.inputs);
  const after = applyInputs(workspace, entry);
  if (entry.exchange.purpose === 'api' || !hasChanged(saved, after)) return addFilled(saved, after);
  const copy = { ...activeClient(after), id: newId() };
  addFilled(saved, { ...after, clients: [...workspace.clients, copy], activeClientId: copy.id });
  await copyClientSecret(saved.id, before.id, copy.id);
}

/** Whether the active client, or its request, differs from the saved one with the same ID. */
function hasChanged(saved: SavedWorkspace, after: Workspace): boolean {
  const client = activeClient(after);
  const kept = saved.clients.find(({ id }) => id === client.id);
  return kept !== undefined && canonicalJson(kept) !== canonicalJson({ ...client, request: after.request });
}

/**
 * A workspace with the entry's request. Keeps its name, other clients and connection settings (TLS, proxy): an old
 * entry must not silently disable verification. The built-in one uses the server's current URL.
 */
export function applyInputs(workspace: Workspace, { exchange, inputs }: HistoryEntry): Workspace {
  if (exchange.purpose === 'api') return { ...workspace, api: inputs.api };
  const client = activeClient(inputs);
  const isKnown = workspace.clients.some(({ id }) => id === client.id);
  return {
    ...workspace,
    server: restoreServer(workspace, inputs),
    clients: isKnown
      ? workspace.clients.map((each) =>
          each.id === client.id ? { ...client, knownScopes: each.knownScopes } : each,
        )
      : [...workspace.clients, client],
    activeClientId: client.id,
    request: inputs.request,
    timeLimitMs: inputs.timeLimitMs,
  };
}

/** The entry has only part of the server's metadata; keeps the full document if it is for the same server. */
function restoreServer(workspace: Workspace, { server }: Workspace): Workspace['server'] {
  const isSame = workspace.server.tokenEndpoint === server.tokenEndpoint;
  return workspace.kind === 'built-in' || isSame ? { ...server, ...workspace.server } : server;
}

async function recreateWorkspace(inputs: Workspace): Promise<string> {
  // New IDs: the deleted workspace's secrets must stay deleted.
  const client = { ...activeClient(inputs), id: newId() };
  const workspace: Workspace = {
    ...inputs,
    id: newId(),
    kind: 'custom',
    clients: [client],
    activeClientId: client.id,
  };
  update((state) => ({
    workspaces: { list: [...state.workspaces.list, saveWorkspace(workspace)] },
  }));
  saveSoon(workspace.id);
  await flushSaves();
  return workspace.id;
}
