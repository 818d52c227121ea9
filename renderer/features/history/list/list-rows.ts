import type { HistorySummary } from '../../../../shared/history/entry.ts';
import { localFormat } from '../../../ui/locale.ts';

/** A line of the list: the day that begins, or an entry of it with its position (from 1) among all entries. */
export type ListRow =
  | { readonly kind: 'day'; readonly key: string; readonly startsAt: number; readonly count: number }
  | {
      readonly kind: 'entry';
      readonly key: string;
      readonly position: number;
      readonly entry: HistorySummary;
    };

/** Groups entries (newest first) by their day in local time. */
export function buildRows(entries: readonly HistorySummary[]): readonly ListRow[] {
  const rows: ListRow[] = [];
  let startsAt = Number.POSITIVE_INFINITY;
  let head = -1;
  let count = 0;
  let position = 0;
  const close = () => {
    const day = rows[head];
    if (day?.kind === 'day') rows[head] = { ...day, count };
  };
  for (const entry of entries) {
    if (entry.startedAt < startsAt) {
      close();
      startsAt = startOfDay(entry.startedAt);
      head = rows.length;
      count = 0;
      rows.push({ kind: 'day', key: `day-${startsAt}`, startsAt, count });
    }
    count += 1;
    position += 1;
    rows.push({ kind: 'entry', key: entry.id, position, entry });
  }
  close();
  return rows;
}

export function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

const day = localFormat(
  (locale) => new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' }),
);
const dayOfOtherYear = localFormat((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'full' }));

/** The day as a person says it: `Today`, `Yesterday`, `Monday, 27 July`. */
export function describeDay(startsAt: number, now: number): string {
  const today = startOfDay(now);
  if (startsAt === today) return 'Today';
  // Noon of the day before: days have 23 or 25 hours when the clocks change.
  if (startsAt === startOfDay(today - 12 * 3_600_000)) return 'Yesterday';
  const sameYear = new Date(startsAt).getFullYear() === new Date(now).getFullYear();
  return (sameYear ? day() : dayOfOtherYear()).format(startsAt);
}
