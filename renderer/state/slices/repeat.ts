import type { AppError } from '../../../shared/errors.ts';
import type { RepeatTarget } from '../../../shared/repeat/limits.ts';
import type { RepeatReport } from '../../../shared/repeat/report.ts';

/** Running a request many times: what was chosen, what is under way, what came of the last time. */
export interface RepeatSlice {
  /** What the panel is about; null while it is closed. */
  readonly panel: RepeatTarget | null;
  readonly choice: RepeatChoice;
  /** By workspace id and target: see `repeatKey`. */
  readonly byTarget: Readonly<Record<string, RepeatState>>;
}

export interface RepeatChoice {
  readonly planned: number;
  readonly atOnce: number;
  /** The hosts beyond this computer that the person has said may be loaded, until Credence ends. */
  readonly allowedHosts: readonly string[];
}

export interface RepeatState {
  /** The run under way. */
  readonly runId: string | null;
  /** So far, or of the last time. */
  readonly report: RepeatReport | null;
  readonly error: AppError | null;
}

export const NO_REPEAT: RepeatState = { runId: null, report: null, error: null };

export function repeatKey(workspaceId: string, target: RepeatTarget): string {
  return `${workspaceId}/${target}`;
}

export const initialRepeat: RepeatSlice = {
  panel: null,
  choice: { planned: 100, atOnce: 5, allowedHosts: [] },
  byTarget: {},
};
