import type { TokenServerLogEntry } from '../../../shared/token-server/state.ts';
import { invoke } from '../../api.ts';
import { LOG_LIMIT, type LogView, WHOLE_LOG } from '../slices/token-server.ts';
import { store, update } from '../store.ts';
import { reportFailure } from './notices.ts';

export function takeTokenServerLog(entries: readonly TokenServerLogEntry[]): void {
  update(({ tokenServer: { log } }) => ({
    tokenServer: { log: [...log, ...entries].slice(-LOG_LIMIT) },
  }));
}

export async function clearTokenServerLog(): Promise<void> {
  if (!reportFailure(await invoke('tokenServer.clearLog', undefined))) return;
  update(({ tokenServer: { logView } }) => ({
    tokenServer: { log: [], logView: { ...logView, held: null, selectedId: null } },
  }));
}

export function changeLogView(change: Partial<LogView>): void {
  update(({ tokenServer: { logView } }) => ({ tokenServer: { logView: { ...logView, ...change } } }));
}

/** Pauses or resumes the view; no entries are lost. */
export function pauseLog(paused: boolean): void {
  changeLogView({ held: paused ? store.getState().tokenServer.log : null });
}

/** Shows this entry in the request log, from any page. */
export function showLogEntry(id: number): void {
  update({
    navigation: { page: 'token-server' },
    // Clear whatever could hide it.
    tokenServer: { tab: 'log', logView: { ...WHOLE_LOG, selectedId: id } },
    history: { drawerId: null },
  });
}
