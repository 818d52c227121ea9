import type { TokenServerLogEntry } from '../../../../shared/token-server/state.ts';

/** The entries that match every word of the filter, newest first. */
export function filterLog(
  entries: readonly TokenServerLogEntry[],
  filter: string,
): readonly TokenServerLogEntry[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = words.length === 0 ? entries : entries.filter((entry) => matchesAll(entry, words));
  return matches.toReversed();
}

function matchesAll(entry: TokenServerLogEntry, words: readonly string[]): boolean {
  const text =
    `${entry.method} ${entry.path} ${entry.status} ${entry.clientId ?? ''} ${entry.decision}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

/**
 * How many requests are missing among entries (oldest first): under load the server tells only the newest of those that
 * come at once, and the gap in the numbers tells of the others.
 */
export function countUntold(entries: readonly TokenServerLogEntry[]): number {
  const [first] = entries;
  const last = entries.at(-1);
  return first && last ? last.id - first.id + 1 - entries.length : 0;
}
