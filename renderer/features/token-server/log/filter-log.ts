import type { TokenServerLogEntry } from '../../../../shared/token-server/state.ts';

/** Rows drawn at once. A table of this size stays quick while requests pour in; the filter reaches the rest. */
export const VISIBLE_ROWS = 300;

export interface LogView {
  /** Newest first. */
  readonly rows: readonly TokenServerLogEntry[];
  /** How many entries match, drawn or not. */
  readonly matching: number;
}

/** The entries that match every word of the filter, newest first, no more than `limit`. */
export function viewLog(
  entries: readonly TokenServerLogEntry[],
  filter: string,
  limit = VISIBLE_ROWS,
): LogView {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = words.length === 0 ? entries : entries.filter((entry) => matchesAll(entry, words));
  return { rows: matches.slice(-limit).reverse(), matching: matches.length };
}

function matchesAll(entry: TokenServerLogEntry, words: readonly string[]): boolean {
  const text =
    `${entry.method} ${entry.path} ${entry.status} ${entry.clientId ?? ''} ${entry.decision}`.toLowerCase();
  return words.every((word) => text.includes(word));
}
