import { formatDuration } from './format-duration.ts';

const DATE_TIME = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

const TIME = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

/** A moment in local time. */
export function formatMoment(at: number): string {
  return write(DATE_TIME, at);
}

/** A moment named after an earlier one: the date only if it is another. */
export function formatMomentAfter(at: number, earlier: number): string {
  const sameDay = new Date(at).toDateString() === new Date(earlier).toDateString();
  return write(sameDay ? TIME : DATE_TIME, at);
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
