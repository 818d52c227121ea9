import { formatDuration } from './format-duration.ts';
import { localFormat } from './locale.ts';

/*
 * One clock for the whole window, so that a time here is found there: 24 hours, as in logs and Date headers, and
 * midnight is 00, which `hour12: false` does not promise.
 */
const dateTime = localFormat(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' }),
);

const date = localFormat((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }));

const CLOCK = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;

const time = localFormat((locale) => new Intl.DateTimeFormat(locale, CLOCK));

const exactTime = localFormat(
  (locale) => new Intl.DateTimeFormat(locale, { ...CLOCK, fractionalSecondDigits: 3 }),
);

/** The time of day in local time: `22:17:13`. */
export function formatClock(at: number): string {
  return write(time(), at);
}

/** The time of day to the millisecond: `22:17:13.042`. */
export function formatExactClock(at: number): string {
  return write(exactTime(), at);
}

/** A moment in local time. */
export function formatMoment(at: number): string {
  return write(dateTime(), at);
}

/** A day in local time. */
export function formatDate(at: number): string {
  return write(date(), at);
}

/** A moment named after an earlier one: the date only if it is another. */
export function formatMomentAfter(at: number, earlier: number): string {
  const sameDay = new Date(at).toDateString() === new Date(earlier).toDateString();
  return write(sameDay ? time() : dateTime(), at);
}

/** Numbers of a server, and of a file, may be no moment at all: then the format would throw. */
function write(format: Intl.DateTimeFormat, at: number): string {
  return Number.isNaN(new Date(at).getTime()) ? 'beyond any calendar' : format.format(at);
}

/** A moment seen from now: `in 4 min 12 s`, `3 s ago`, `now`. */
export function formatRelative(at: number, now: number): string {
  const distance = at - now;
  if (Math.abs(distance) < 1_000) return 'now';
  const whole = Math.floor(Math.abs(distance) / 1_000) * 1_000;
  const words = whole < 60_000 ? `${whole / 1_000} s` : formatDuration(whole);
  return distance > 0 ? `in ${words}` : `${words} ago`;
}
