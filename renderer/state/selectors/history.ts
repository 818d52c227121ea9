import type { AppState } from '../store.ts';

export function selectHistoryCount({ history }: AppState): number | null {
  return history === null ? null : history.length;
}
