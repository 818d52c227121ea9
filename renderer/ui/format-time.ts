import { formatDuration } from './format-duration.ts';

const DATE_TIME = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** A moment in local time. */
export function formatMoment(at: number): string {
  return DATE_TIME.format(at);
}

/** A moment seen from now: `in 4 min 12 s`, `3 s ago`, `now`. */
export function formatRelative(at: number, now: number): string {
  const distance = at - now;
  if (Math.abs(distance) < 1_000) return 'now';
  const whole = Math.floor(Math.abs(distance) / 1_000) * 1_000;
  const words = whole < 60_000 ? `${whole / 1_000} s` : formatDuration(whole);
  return distance > 0 ? `in ${words}` : `${words} ago`;
}
