import type { HistorySummary } from '../../../shared/history/entry.ts';

/** The history as the window shows it: list lines only. Whole entries are fetched on demand. */
export interface HistorySlice {
  /** Newest first; null until loaded. */
  readonly entries: readonly HistorySummary[] | null;
  readonly filter: HistoryFilter;
  /** Entries that match the search; null without a search. */
  readonly matches: ReadonlySet<string> | null;
  readonly selection: HistorySelection;
  /** Removed from the list; deleted from the file after the undo period. */
  readonly deleting: ReadonlySet<string>;
  /** What was just done, with an action. */
  readonly message: HistoryMessage | null;
  /** The two compared entries; null while the list is shown. */
  readonly comparedIds: readonly [left: string, right: string] | null;
  /** The entry in the inspector beside the list. */
  readonly inspectedId: string | null;
  /** The entry in the inspector over another page. */
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

/** `ok`: below 400. `refused`: 400 or more. `failed`: no complete response. */
export type Outcome = 'ok' | 'refused' | 'failed';

export interface HistorySelection {
  /** The keyboard cursor. */
  readonly cursor: string | null;
  /** The start of a range that Shift extends. */
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
