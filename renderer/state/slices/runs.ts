import type { AppError } from '../../../shared/errors.ts';
import type { RunProgress } from '../../../shared/ipc/events.ts';
import type { ApiRun, TokenRun } from '../../../shared/ipc/runs.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';

/** Token requests and API calls: what is under way and what came of the last one. By workspace id. */
export interface RunsSlice {
  readonly token: Readonly<Record<string, RunState<TokenRun>>>;
  readonly api: Readonly<Record<string, RunState<ApiRun>>>;
}

export type RunSlot = keyof RunsSlice;

export interface RunState<R> {
  /** The run under way. An answer with another id is of an older run and is ignored. */
  readonly running: RunUnderWay | null;
  /** The last answer, kept while the next run is under way. */
  readonly result: R | null;
  /** The workspace as it was when the run of the last answer began. */
  readonly sent?: Workspace;
  /** The API call that the run of the last answer made. */
  readonly callId?: string;
  /** Why the last run could not be made at all. */
  readonly error: AppError | null;
}

export interface RunUnderWay {
  readonly runId: string;
  readonly startedAt: number;
  /** As it was when the run began. */
  readonly workspace?: Workspace;
  readonly callId?: string;
  /** Of an answer that is long in coming. */
  readonly progress?: Pick<RunProgress, 'received' | 'total'>;
}

export const idleRun: RunState<never> = { running: null, result: null, error: null };

export const initialRuns: RunsSlice = { token: {}, api: {} };
