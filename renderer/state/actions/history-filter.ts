import { invoke } from '../../api.ts';
import { type HistoryFilter, NO_FILTER } from '../slices/history.ts';
import { store } from '../store.ts';
import { reportFailure } from './notices.ts';

/** A pause in typing after which the search is made. */
const TYPING_PAUSE_MS = 80;

let timer: ReturnType<typeof setTimeout> | undefined;
/** Counts searches: the answer of an older one is dropped. */
let latest = 0;

export function changeHistoryFilter(change: Partial<HistoryFilter>): void {
  const before = store.getState().historyFilter;
  store.setState({ historyFilter: { ...before, ...change } });
  if (change.text === undefined || change.text === before.text) return;
  clearTimeout(timer);
  if (change.text.trim() === '') refreshMatches();
  else timer = setTimeout(refreshMatches, TYPING_PAUSE_MS);
}

export function clearHistoryFilter(): void {
  changeHistoryFilter(NO_FILTER);
}

/** Searches again: the text changed, or what there is to find. */
export function refreshMatches(): void {
  void search();
}

async function search(): Promise<void> {
  latest += 1;
  const own = latest;
  const query = store.getState().historyFilter.text.trim();
  if (query === '') {
    store.setState({ historyMatches: null });
    return;
  }
  const result = await invoke('history.search', { query });
  if (own !== latest) return;
  if (reportFailure(result)) store.setState({ historyMatches: new Set(result.value) });
}
