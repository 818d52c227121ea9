import type { Settings } from '../../../shared/model/settings.ts';
import type { HistoryLimits } from './history-store.ts';

/** Converts the settings' megabytes to bytes. */
export function historyLimits({ history }: Settings): HistoryLimits {
  return { entries: history.entries, bytes: history.megabytes * 1_000_000 };
}
