import type { TokenServerSettings } from '../../../shared/ipc/inputs.ts';
import type { ServerClientView } from '../../../shared/token-server/client-view.ts';
import type { Fault } from '../../../shared/token-server/faults.ts';
import type { TokenServerLogEntry, TokenServerState } from '../../../shared/token-server/state.ts';

export interface TokenServerSlice {
  readonly state: TokenServerState;
  readonly settings: TokenServerSettings;
  readonly clients: readonly ServerClientView[];
  readonly tab: TokenServerTab;
  /** Used-up faults, latest first, to arm again. */
  readonly spentFaults: readonly Fault[];
  /** Oldest first, at most LOG_LIMIT entries. */
  readonly log: readonly TokenServerLogEntry[];
  readonly logView: LogView;
}

/** The log view's settings, kept while other pages are shown. */
export interface LogView {
  /** Words; an entry must contain each of them. */
  readonly filter: string;
  readonly selectedId: number | null;
  /** The entries when the log was paused; null while it runs. */
  readonly held: readonly TokenServerLogEntry[] | null;
}

export type TokenServerTab = 'overview' | 'clients' | 'faults' | 'settings' | 'log';

/** What the screen keeps of the log; more would only slow it. */
export const LOG_LIMIT = 1_000;

export const WHOLE_LOG: LogView = { filter: '', selectedId: null, held: null };

export const initialTokenServer: TokenServerSlice = {
  state: { status: 'stopped' },
  settings: { scheme: 'https', port: 8443 },
  clients: [],
  tab: 'overview',
  spentFaults: [],
  log: [],
  logView: WHOLE_LOG,
};
