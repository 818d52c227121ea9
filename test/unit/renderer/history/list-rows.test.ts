import { describe, expect, it } from 'vitest';
import { splitUrl } from '../../../../renderer/features/history/list/describe-entry.ts';
import { buildRows, describeDay, startOfDay } from '../../../../renderer/features/history/list/list-rows.ts';
import { summary } from './summaries.ts';

/** Local time, as the days of the list are. */
function at(month: number, day: number, hour = 12, year = 2026): number {
  return new Date(year, month - 1, day, hour).getTime();
}

describe('days', () => {
  it('start at each new date, with their number of entries', () => {
    const rows = buildRows([
      summary('c', { startedAt: at(7, 28, 1) }),
      summary('b', { startedAt: at(7, 28, 0) }),
      summary('a', { startedAt: at(7, 27, 23) }),
    ]);
    const words = rows.map((row) =>
      row.kind === 'day' ? `day of ${row.count}` : `${row.position} ${row.key}`,
    );
    expect(words).toEqual(['day of 2', '1 c', '2 b', 'day of 1', '3 a']);
  });

  it('are none without entries', () => {
    expect(buildRows([])).toEqual([]);
  });

  it.each([
    ['Today', at(7, 28, 0)],
    ['Yesterday', at(7, 27, 23)],
  ])('%s is called so', (expected, moment) => {
    expect(describeDay(startOfDay(moment), at(7, 28))).toBe(expected);
  });

  it('include the year only if it differs', () => {
    expect(describeDay(startOfDay(at(1, 5)), at(7, 28))).not.toContain('2026');
    expect(describeDay(startOfDay(at(1, 5, 12, 2025)), at(7, 28))).toContain('2025');
  });
});

describe('addresses', () => {
  it.each([
    ['https://localhost:8443/a?b=c', { origin: 'localhost:8443', path: '/a?b=c' }],
    ['http://localhost/a', { origin: 'http://localhost', path: '/a' }],
    ['not a URL', { origin: '', path: 'not a URL' }],
  ])('%s', (url, expected) => {
    expect(splitUrl(url)).toEqual(expected);
  });
});
