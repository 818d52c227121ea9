import type { RepeatTarget } from '../../../shared/repeat/limits.ts';
import type { RepeatReport } from '../../../shared/repeat/report.ts';
import { invoke } from '../../api.ts';
import { newId } from '../new-id.ts';
import { selectRemoteHost, selectRepeat } from '../selectors/repeat.ts';
import { selectCurrentToken } from '../selectors/runs.ts';
import { selectWorkspace } from '../selectors/workspaces.ts';
import { NO_REPEAT, type RepeatChoice, type RepeatState, repeatKey } from '../slices/repeat.ts';
import { store, update } from '../store.ts';
import { flushSecrets } from './secrets.ts';

export function openRepeat(target: RepeatTarget): void {
  update({ repeat: { panel: target } });
}

/** A running repetition continues and can be viewed again. */
export function closeRepeat(): void {
  update({ repeat: { panel: null } });
}

export function chooseRepeat(change: Partial<RepeatChoice>): void {
  update((state) => ({ repeat: { choice: { ...state.repeat.choice, ...change } } }));
}

/** Starts a repeated run. Resolves when the report is visible. */
export async function startRepeat(target: RepeatTarget): Promise<void> {
  const state = store.getState();
  const { id: workspaceId } = selectWorkspace(state);
  if (selectRepeat(state, target).runId !== null) return;
  const runId = newId();
  set(workspaceId, target, { runId, report: null, error: null });
  await flushSecrets();
  const { planned, atOnce, allowedHosts } = store.getState().repeat.choice;
  const host = selectRemoteHost(store.getState(), target);
  const result = await invoke('repeat.run', {
    runId,
    workspace: selectWorkspace(store.getState()),
    target,
    tokenId: target === 'api' ? (selectCurrentToken(store.getState())?.id ?? null) : null,
    planned,
    atOnce,
    allowRemote: host !== null && allowedHosts.includes(host),
  });
  set(workspaceId, target, {
    runId: null,
    ...(result.ok ? { report: result.value } : { report: null, error: result.error }),
  });
}

export async function cancelRepeat(target: RepeatTarget): Promise<void> {
  const { runId } = selectRepeat(store.getState(), target);
  if (runId !== null) await invoke('run.cancel', { runId });
}

/** Progress of a run. Ignored if it has ended: its final report is there. */
export function takeRepeatProgress({ runId, report }: { runId: string; report: RepeatReport }): void {
  const entry = Object.entries(store.getState().repeat.byTarget).find(([, each]) => each.runId === runId);
  if (!entry) return;
  const [key, before] = entry;
  update((state) => ({
    repeat: { byTarget: { ...state.repeat.byTarget, [key]: { ...before, report } } },
  }));
}

function set(workspaceId: string, target: RepeatTarget, change: Partial<RepeatState>): void {
  const key = repeatKey(workspaceId, target);
  update(({ repeat: { byTarget: repeats } }) => ({
    repeat: { byTarget: { ...repeats, [key]: { ...(repeats[key] ?? NO_REPEAT), ...change } } },
  }));
}
