import type { AppError } from '../../../shared/errors.ts';
import type { RepeatTarget } from '../../../shared/repeat/limits.ts';
import type { RepeatReport } from '../../../shared/repeat/report.ts';

/** Repeated runs: settings, progress, and the last report. */
export interface RepeatSlice {
  /** The panel's target; null while closed. */
  readonly panel: RepeatTarget | null;
  readonly choice: RepeatChoice;
  /** By workspace id and target: see `repeatKey`. */
  readonly byTarget: Readonly<Record<string, RepeatState>>;
}

export interface RepeatChoice {
  readonly planned: number;
  readonly atOnce: number;
  /** Remote hosts the user allowed for repeated runs, until Credence quits. */
  readonly allowedHosts: readonly string[];
}

export interface RepeatState {
  /** The active run. */
  readonly runId: string | null;
  /** The current or last report. */
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
