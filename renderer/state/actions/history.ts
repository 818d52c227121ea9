import type { AppError } from '../../../shared/errors.ts';
import type { HistoryEntry, HistorySummary } from '../../../shared/history/entry.ts';
import type { Result } from '../../../shared/result.ts';
import { invoke, listen } from '../../api.ts';
import { store, update } from '../store.ts';
import { refreshMatches } from './history-filter.ts';
import { reportFailure } from './notices.ts';

/** Starts following the history. `whenReady` delays events until the window has its first state. */
export function followHistory(whenReady: (work: () => void) => void): void {
  listen('history.added', (summary) => whenReady(() => takeAdded(summary)));
  listen('history.removed', (ids) => whenReady(() => takeRemoved(ids)));
  listen('history.loaded', () => whenReady(() => void reloadHistory()));
}

let loading: Promise<void> | null = null;

/** Loads the list unless it is loaded or loading. */
export async function loadHistory(): Promise<void> {
  if (store.getState().history.entries === null) await (loading ?? reloadHistory());
}

export async function reloadHistory(): Promise<void> {
  const taken = takeList();
  loading = taken;
  await taken;
  // Requested again meanwhile: that one is still loading.
  if (loading === taken) loading = null;
}

async function takeList(): Promise<void> {
  const result = await invoke('history.list', undefined);
  if (!reportFailure(result)) return;
  // Our own main process wrote it from this type.
  update({ history: { entries: JSON.parse(result.value) as readonly HistorySummary[] } });
  refreshMatches();
}

/** A whole entry. The caller shows failures. */
export function getHistoryEntry(id: string): Promise<Result<HistoryEntry, AppError>> {
  return invoke('history.get', { id });
}

export async function pinEntries(ids: readonly string[], pinned: boolean): Promise<void> {
  const changed = new Set(ids);
  update((state) => ({
    history: {
      entries:
        state.history.entries?.map((each) => (changed.has(each.id) ? { ...each, pinned } : each)) ?? null,
    },
  }));
  if (!reportFailure(await invoke('history.pin', { ids: [...ids], pinned }))) await reloadHistory();
}

function takeAdded(summary: HistorySummary): void {
  const { entries: history, filter: historyFilter } = store.getState().history;
  if (history === null) return;
  const others = history.filter(({ id }) => id !== summary.id);
  // Usually the newest; a slow exchange that started earlier is inserted in order.
  const at = others.findIndex(({ startedAt }) => startedAt <= summary.startedAt);
  const place = at < 0 ? others.length : at;
  update({ history: { entries: [...others.slice(0, place), summary, ...others.slice(place)] } });
  if (historyFilter.text !== '') refreshMatches();
}

function takeRemoved(ids: readonly string[]): void {
  const gone = new Set(ids);
  const unlessGone = (id: string | null) => (id !== null && gone.has(id) ? null : id);
  const without = (some: ReadonlySet<string>) => new Set([...some].filter((id) => !gone.has(id)));
  update(({ history: { entries: history, deleting, selection, inspectedId, drawerId, comparedIds } }) => ({
    history: {
      entries: history?.filter(({ id }) => !gone.has(id)) ?? null,
      deleting: without(deleting),
      selection: {
        cursor: unlessGone(selection.cursor),
        anchor: unlessGone(selection.anchor),
        ids: without(selection.ids),
      },
      inspectedId: unlessGone(inspectedId),
      drawerId: unlessGone(drawerId),
      comparedIds: comparedIds?.some((id) => gone.has(id)) ? null : comparedIds,
    },
  }));
}
