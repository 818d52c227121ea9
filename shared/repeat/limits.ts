/** What is run again and again: step 2's request, or step 3's. */
export type RepeatTarget = 'token' | 'api';

/** Enough to see caching, rate limits and the slow one in a hundred; a load test is another tool's job. */
export const MOST_REQUESTS = 10_000;

/** As many connections as one computer opens to a server without being taken for an attack. */
export const MOST_AT_ONCE = 64;
