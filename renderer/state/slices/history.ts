import type { HistorySummary } from '../../../shared/history/entry.ts';

/** The history as the window shows it: lines of the list only. Whole entries are fetched when they are opened. */
export interface HistorySlice {
  /** Newest first; null until the main process has told. */
  readonly entries: readonly HistorySummary[] | null;
  readonly filter: HistoryFilter;
  /** The entries that the search text matches; null without a search. */
  readonly matches: ReadonlySet<string> | null;
  readonly selection: HistorySelection;
  /** Deleted on the screen; in the file when the time to take it back is over. */
  readonly deleting: ReadonlySet<string>;
  /** What was just done, with what can be done about it. */
  readonly message: HistoryMessage | null;
  /** The two entries that are compared; null while the list is shown. */
  readonly comparedIds: readonly [left: string, right: string] | null;
  /** The entry that the inspector beside the list shows. */
  readonly inspectedId: string | null;
  /** The entry that the inspector over another page shows. */
  readonly drawerId: string | null;
}

export interface HistoryFilter {
  /** Words; an entry must contain each of them. */
  readonly text: string;
  readonly purpose: HistorySummary['purpose'] | 'all';
  readonly outcome: Outcome | 'all';
  readonly workspaceId: string | 'all';
  readonly pinnedOnly: boolean;
}

/** `ok`: below 400. `refused`: the server answered 400 or more. `failed`: no whole answer came. */
export type Outcome = 'ok' | 'refused' | 'failed';

export interface HistorySelection {
  /** Where the keyboard is. */
  readonly cursor: string | null;
  /** Where a range begins that Shift extends. */
  readonly anchor: string | null;
  readonly ids: ReadonlySet<string>;
}

export type HistoryMessage =
  | { readonly kind: 'deleted'; readonly count: number }
  | { readonly kind: 'replaying'; readonly runId: string }
  | { readonly kind: 'replayed'; readonly originalId: string; readonly id: string; readonly note: string };

export const NO_FILTER: HistoryFilter = {
  text: '',
  purpose: 'all',
  outcome: 'all',
  workspaceId: 'all',
  pinnedOnly: false,
};

export const NO_SELECTION: HistorySelection = { cursor: null, anchor: null, ids: new Set() };

export const initialHistory: HistorySlice = {
  entries: null,
  filter: NO_FILTER,
  matches: null,
  selection: NO_SELECTION,
  deleting: new Set(),
  message: null,
  comparedIds: null,
  inspectedId: null,
  drawerId: null,
};
