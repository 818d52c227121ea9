import type { TokenServerLogEntry } from '../../../shared/token-server/state.ts';
import { invoke } from '../../api.ts';
import { LOG_LIMIT, type LogView, WHOLE_LOG } from '../slices/token-server.ts';
import { store } from '../store.ts';
import { reportFailure } from './notices.ts';

export function takeTokenServerLog(entries: readonly TokenServerLogEntry[]): void {
  store.setState(({ tokenServerLog }) => ({
    tokenServerLog: [...tokenServerLog, ...entries].slice(-LOG_LIMIT),
  }));
}

export async function clearTokenServerLog(): Promise<void> {
  if (!reportFailure(await invoke('tokenServer.clearLog', undefined))) return;
  store.setState(({ logView }) => ({
    tokenServerLog: [],
    logView: { ...logView, held: null, selectedId: null },
  }));
}

export function changeLogView(change: Partial<LogView>): void {
  store.setState(({ logView }) => ({ logView: { ...logView, ...change } }));
}

/** Holds the picture still, or lets it go on; nothing is lost meanwhile. */
export function pauseLog(paused: boolean): void {
  changeLogView({ held: paused ? store.getState().tokenServerLog : null });
}

/** Opens the request log at this line, wherever the person is. */
export function showLogEntry(id: number): void {
  store.setState({
    page: 'token-server',
    tokenServerTab: 'log',
    drawerId: null,
    // Nothing may hide it.
    logView: { ...WHOLE_LOG, selectedId: id },
  });
}
