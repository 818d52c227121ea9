import type { AppError } from '../../../shared/errors.ts';
import type { RunProgress } from '../../../shared/ipc/events.ts';
import type { ApiRun, TokenRun } from '../../../shared/ipc/runs.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';

/** Token requests and API calls: the active run and the last result, by workspace ID. */
export interface RunsSlice {
  readonly token: Readonly<Record<string, RunState<TokenRun>>>;
  readonly api: Readonly<Record<string, RunState<ApiRun>>>;
}

export type RunSlot = keyof RunsSlice;

export interface RunState<R> {
  /** The active run. Results with another ID are from older runs and ignored. */
  readonly running: RunUnderWay | null;
  /** The last result, kept during the next run. */
  readonly result: R | null;
  /** The workspace when the last result's run started. */
  readonly sent?: Workspace;
  /** The API call of the last result's run. */
  readonly callId?: string;
  /** Why the last run could not start. */
  readonly error: AppError | null;
}

export interface RunUnderWay {
  readonly runId: string;
  readonly startedAt: number;
  /** The workspace when the run started. */
  readonly workspace?: Workspace;
  readonly callId?: string;
  /** For a slow response. */
  readonly progress?: Pick<RunProgress, 'received' | 'total'>;
}

export const idleRun: RunState<never> = { running: null, result: null, error: null };

export const initialRuns: RunsSlice = { token: {}, api: {} };
