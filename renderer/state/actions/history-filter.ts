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
 * Searches again: the text changed, or what there is to find. At most one search is under way; what is typed meanwhile
 * is searched for when it is done, so that the latest text wins and no key stroke waits for a pause.
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
    // An emptied or changed text is on its way round the loop: this answer is not of it any more.
    if (!changed && reportFailure(result)) update({ history: { matches: new Set(result.value) } });
  }
  busy = false;
}
