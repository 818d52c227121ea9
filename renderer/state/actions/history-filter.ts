import { invoke } from '../../api.ts';
import { type HistoryFilter, NO_FILTER } from '../slices/history.ts';
import { store, update } from '../store.ts';
import { reportFailure } from './notices.ts';

export function changeHistoryFilter(change: Partial<HistoryFilter>): void {
  const before = store.getState().history.filter;
  update({ history: { filter: { ...before, ...change } } });
  if (change.text !== undefined && change.text.trim() !== before.text.trim()) refreshMatches();
}

export function clearHistoryFilter(): void {
  changeHistoryFilter(NO_FILTER);
}

let busy = false;
let changed = false;

/**
 * Searches again after a change of the text or the entries. Only one search runs at a time; later input is searched
 * when it ends, so the latest text wins without a typing delay.
 */
export function refreshMatches(): void {
  changed = true;
  if (!busy) void search();
}

async function search(): Promise<void> {
  busy = true;
  while (changed) {
    changed = false;
    const query = store.getState().history.filter.text.trim();
    if (query === '') {
      update({ history: { matches: null } });
      continue;
    }
    const result = await invoke('history.search', { query });
    // The text changed meanwhile: ignore this outdated result.
    if (!changed && reportFailure(result)) update({ history: { matches: new Set(result.value) } });
  }
  busy = false;
}
