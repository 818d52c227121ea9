import type { AppState } from '../store.ts';

/** The only entry that is selected; null when there is none or more than one. */
export function selectOnlySelected({ historySelection: { ids } }: AppState): string | null {
  const [first] = ids;
  return ids.size === 1 && first !== undefined ? first : null;
}

export function selectHistoryCount({ history }: AppState): number | null {
  return history === null ? null : history.length;
}
