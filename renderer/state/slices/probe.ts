import type { ProbePlan, ProbeResult } from '../../../shared/diagnose/probe/probe.ts';
import type { AppError } from '../../../shared/errors.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';

/** “Find out why”: the plan shown or running, by workspace ID. */
export interface ProbeSlice {
  readonly byWorkspace: Readonly<Record<string, ProbeState>>;
}

export interface ProbeState {
  /** The rejected exchange. */
  readonly exchangeId: string;
  readonly plan: ProbePlan;
  /** The workspace when the request was sent. */
  readonly workspace: Workspace;
  /** The token the API rejected. */
  readonly tokenId: string | null;
  readonly status: 'planned' | 'running' | 'done' | 'cancelled';
  /** The active run. */
  readonly runId: string | null;
  readonly results: readonly ProbeResult[];
  /** Why a request could not be sent. */
  readonly error: AppError | null;
}

export const initialProbe: ProbeSlice = { byWorkspace: {} };
