import { expect, test } from 'vitest';
import { formatCountdown, formatDuration } from '../../../../renderer/ui/format-duration.ts';
import { formatSize } from '../../../../renderer/ui/format-size.ts';
import {
  formatClock,
  formatExactClock,
  formatMoment,
  formatMomentAfter,
  formatRelative,
} from '../../../../renderer/ui/format-time.ts';

test.each([
  [0, '0 ms'],
  [0.42, '0.4 ms'],
  [870.4, '870 ms'],
  [2_400, '2.4 s'],
  [30_000, '30 s'],
  [252_000, '4 min 12 s'],
  [3_600_000, '1 h'],
  [11_100_000, '3 h 5 min'],
  [187_200_000, '2 d 4 h'],
])('%d ms is said as “%s”', (ms, words) => {
  expect(formatDuration(ms)).toBe(words);
});

test.each([
  [172_799_000, '47:59:59'],
  [172_800_000, '2 d'],
  [2_592_000_000, '30 d'],
  [8.64e15, '273972 y'],
  [299_000, '4:59'],
  [298_001, '4:59'],
  [5_000, '0:05'],
  [0, '0:00'],
  [3_723_000, '1:02:03'],
])('%d ms are left as %s', (ms, clock) => {
  expect(formatCountdown(ms)).toBe(clock);
});

test.each([
  [0, '0 B'],
  [312, '312 B'],
  [4_200, '4.2 kB'],
  [50_000_000, '50 MB'],
])('%d bytes are %s', (bytes, size) => {
  expect(formatSize(bytes)).toBe(size);
});

test.each([
  [10_000, 'in 10 s'],
  [-3_400, '3 s ago'],
  [252_000, 'in 4 min 12 s'],
  [400, 'now'],
])('%d ms from now is “%s”', (distance, words) => {
  expect(formatRelative(1_000_000 + distance, 1_000_000)).toBe(words);
});

test.each([8.64e15 + 1, 1e300, Number.NaN])('%d is no moment, and no bug either', (at) => {
  expect(formatMoment(at)).toBe('beyond any calendar');
  expect(formatMomentAfter(at, 0)).toBe('beyond any calendar');
});

test('every time of day is of the same clock, and the day begins at 00', () => {
  const midnight = new Date(2026, 10, 25, 0, 5, 9, 42).getTime();
  expect(formatClock(midnight)).toBe('00:05:09');
  expect(formatExactClock(midnight)).toMatch(/^00:05:09[.,]042$/);
  expect(formatMoment(midnight)).toMatch(/ 00:05:09$/);
  expect(formatMomentAfter(midnight + 22 * 3_600_000, midnight)).toBe('22:05:09');
});
