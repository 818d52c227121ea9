import type { AppError } from '../../../shared/errors.ts';
import type { MetadataTry } from '../../../shared/ipc/events.ts';
import type { MetadataRun } from '../../../shared/ipc/runs.ts';

/** Looking for servers' metadata: what is under way and what came of it, by workspace id. Not kept across restarts. */
export interface DiscoverySlice {
  readonly byWorkspace: Readonly<Record<string, DiscoveryState>>;
  readonly metadataDialog: boolean;
}

export interface DiscoveryState {
  /** `at`: where it is looked for now. */
  readonly running: { readonly runId: string; readonly at: MetadataTry | null } | null;
  readonly result: MetadataRun | null;
  /** Why it could not be looked for at all. */
  readonly error: AppError | null;
}

export const idleDiscovery: DiscoveryState = { running: null, result: null, error: null };

export const initialDiscovery: DiscoverySlice = { byWorkspace: {}, metadataDialog: false };
