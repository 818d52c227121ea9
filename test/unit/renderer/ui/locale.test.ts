import { expect, onTestFinished, test } from 'vitest';
import { formatCount } from '../../../../renderer/ui/format-count.ts';
import { formatDuration } from '../../../../renderer/ui/format-duration.ts';
import { formatDate, formatMoment } from '../../../../renderer/ui/format-time.ts';
import { writeInLocale } from '../../../../renderer/ui/locale.ts';

test.each([
  ['de-CH', '2.4 s', /12[’']345/, /^15\.06\.2026/],
  ['de-DE', '2,4 s', /^12\.345$/, /^15\.06\.2026/],
  ['en-US', '2.4 s', /^12,345$/, /^Jun 15, 2026/],
  ['no locale at all', '2.4 s', /^12,345$/, /2026/],
])('in %s a duration is written %s and a count %s', (locale, duration, count, date) => {
  onTestFinished(() => writeInLocale(''));
  writeInLocale(locale);
  expect(formatDuration(2_400)).toBe(duration);
  expect(formatCount(12_345)).toMatch(count);
  const noon = new Date(2026, 5, 15, 12).getTime();
  expect(formatMoment(noon)).toMatch(date);
  expect(formatDate(noon)).toMatch(date);
});
