import { expect, onTestFinished, test } from 'vitest';
import { formatDuration } from '../../../../renderer/ui/format-duration.ts';
import { formatMoment } from '../../../../renderer/ui/format-time.ts';
import { writeInLocale } from '../../../../renderer/ui/locale.ts';

test.each([
  ['de-CH', '2.4 s', /^15\.06\.2026/],
  ['de-DE', '2,4 s', /^15\.06\.2026/],
  ['en-US', '2.4 s', /^Jun 15, 2026/],
  ['no locale at all', '2.4 s', /2026/],
])('in %s a duration is written %s', (locale, duration, date) => {
  onTestFinished(() => writeInLocale(''));
  writeInLocale(locale);
  expect(formatDuration(2_400)).toBe(duration);
  expect(formatMoment(new Date(2026, 5, 15, 12).getTime())).toMatch(date);
});
