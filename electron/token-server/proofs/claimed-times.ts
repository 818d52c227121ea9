import { quoteValue } from '../http/oauth-error.ts';

/** The error for a missing or non-numeric time claim (RFC 7519 §2, NumericDate). */
export function describeNoTime(claims: Readonly<Record<string, unknown>>, name: string): string {
  const value = claims[name];
  return value === undefined || value === null
    ? `${name} is missing`
    : `${name} is ${quoteValue(value)}, not a number of seconds`;
}

/** Further ahead than any clock error: the client probably sent milliseconds, which gives the year 58,000. */
const BEYOND_CLOCKS_MS = 1000 * 365 * 86_400_000;

/** How far a time is in the future, and a hint. Both are milliseconds since the epoch. */
export function describeFuture(time: number, now: number): string {
  if (time - now > BEYOND_CLOCKS_MS)
    return 'is thousands of years ahead: it counts seconds, not milliseconds';
  return `is ${Math.round((time - now) / 1000)} s in the future: compare the clocks`;
}
