import type { ProbePlan, ProbeResult } from '../../../shared/diagnose/probe/probe.ts';
import type { AppError } from '../../../shared/errors.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';

/** “Find out why”: the plan that is shown or runs, one for each workspace. By workspace id. */
export interface ProbeSlice {
  readonly byWorkspace: Readonly<Record<string, ProbeState>>;
}

export interface ProbeState {
  /** The exchange that was refused. */
  readonly exchangeId: string;
  readonly plan: ProbePlan;
  /** As it was when the request was sent. */
  readonly workspace: Workspace;
  /** The token that the API refused. */
  readonly tokenId: string | null;
  readonly status: 'planned' | 'running' | 'done' | 'cancelled';
  /** The request under way. */
  readonly runId: string | null;
  readonly results: readonly ProbeResult[];
  /** Why a request could not be made. */
  readonly error: AppError | null;
}

export const initialProbe: ProbeSlice = { byWorkspace: {} };
