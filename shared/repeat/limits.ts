/** What is repeated: the token request or the API call. */
export type RepeatTarget = 'token' | 'api';

/** Enough to see caching, rate limits and rare slow responses. This is not a load test tool. */
export const MOST_REQUESTS = 10_000;

/** The most connections one computer opens without looking like an attack. */
export const MOST_AT_ONCE = 64;
