import { quoteValue } from '../http/oauth-error.ts';

/** What is wrong with a claim that holds no time (RFC 7519 §2, NumericDate): it is missing, or no number. */
export function describeNoTime(claims: Readonly<Record<string, unknown>>, name: string): string {
  const value = claims[name];
  return value === undefined || value === null
    ? `${name} is missing`
    : `${name} is ${quoteValue(value)}, not a number of seconds`;
}

/** Farther ahead than any clock: in milliseconds since the epoch, today is the year 58,000. */
const BEYOND_CLOCKS_MS = 1000 * 365 * 86_400_000;

/** How far a time is ahead, and what to look at. Both are milliseconds since the epoch. */
export function describeFuture(time: number, now: number): string {
  if (time - now > BEYOND_CLOCKS_MS)
    return 'is thousands of years ahead: it counts seconds, not milliseconds';
  return `is ${Math.round((time - now) / 1000)} s in the future: compare the clocks`;
}
