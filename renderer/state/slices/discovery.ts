import type { AppError } from '../../../shared/errors.ts';
import type { MetadataTry } from '../../../shared/ipc/events.ts';
import type { MetadataRun } from '../../../shared/ipc/runs.ts';

/** Metadata discovery: progress and result by workspace ID. Not kept across restarts. */
export interface DiscoverySlice {
  readonly byWorkspace: Readonly<Record<string, DiscoveryState>>;
  readonly metadataDialog: boolean;
}

export interface DiscoveryState {
  /** `at`: the URL being tried. */
  readonly running: { readonly runId: string; readonly at: MetadataTry | null } | null;
  readonly result: MetadataRun | null;
  /** Why discovery could not start. */
  readonly error: AppError | null;
}

export const idleDiscovery: DiscoveryState = { running: null, result: null, error: null };

export const initialDiscovery: DiscoverySlice = { byWorkspace: {}, metadataDialog: false };
