import type { AppState } from '../store.ts';

export function selectHistoryCount({ history: { entries: history } }: AppState): number | null {
  return history === null ? null : history.length;
}
