import type { AppError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';
import { invoke } from '../../api.ts';
import { findSaved, selectionOf } from '../selectors/workspaces.ts';
import { store } from '../store.ts';
import { reportFailure } from './notices.ts';

/** Long enough to batch key strokes, too short to lose a noticeable change. */
const SAVE_DELAY_MS = 150;

const waiting = new Map<string, ReturnType<typeof setTimeout>>();
let lastSave: Promise<unknown> = Promise.resolve();

/** Saves the workspace after a short delay, with further changes made meanwhile. */
export function saveSoon(workspaceId: string): void {
  if (waiting.has(workspaceId)) return;
  waiting.set(
    workspaceId,
    setTimeout(() => save(workspaceId), SAVE_DELAY_MS),
  );
}

/** Saves pending changes now: before a run, and when the window closes. */
export function flushSaves(): Promise<unknown> {
  for (const workspaceId of [...waiting.keys()]) save(workspaceId);
  return lastSave;
}

/** Cancels the pending save of a workspace about to be deleted. */
export function cancelSave(workspaceId: string): void {
  clearTimeout(waiting.get(workspaceId));
  waiting.delete(workspaceId);
}

function save(workspaceId: string): void {
  cancelSave(workspaceId);
  const state = store.getState();
  const workspace = findSaved(state, workspaceId);
  if (!workspace) return;
  const selection = selectionOf(state, workspace);
  // Sent at once, so that it leaves a closing window; the main process keeps the order.
  lastSave = invoke('workspace.save', { workspace, selection }).then((result: Result<null, AppError>) =>
    reportFailure(result),
  );
}
