import type { LatencyBucket, LatencySummary } from './latency.ts';
import type { RepeatTarget } from './limits.ts';

/** The progress or result of a repeated run. */
export interface RepeatReport {
  readonly target: RepeatTarget;
  readonly state: 'running' | 'done' | 'cancelled';
  readonly planned: number;
  readonly atOnce: number;
  /** Responses and failures, without cancelled requests. */
  readonly completed: number;
  readonly succeeded: number;
  /** Milliseconds since the start. */
  readonly elapsed: number;
  /** Of all responses, whatever their status; null before the first. */
  readonly latency: LatencySummary | null;
  readonly buckets: readonly LatencyBucket[];
  /** Why requests failed, most frequent first. */
  readonly failures: readonly RepeatFailure[];
  readonly rateLimited: RateLimited | null;
  /** Null for API calls. */
  readonly tokens: TokensSeen | null;
  /** New connections; other requests reused one. */
  readonly connections: number;
  /** Requests sent twice, because the server required a nonce (RFC 9449 §8). */
  readonly repeatedForNonce: number;
  /** A successful request in the history; null before the first. */
  readonly exampleId: string | null;
}

/** Failures with the same diagnosis. */
export interface RepeatFailure {
  /** ID of the finding, or a substitute if there is none. */
  readonly id: string;
  readonly title: string;
  readonly count: number;
  /** The first ones, which are in the history. */
  readonly exchangeIds: readonly string[];
}

/** Responses with status 429. */
export interface RateLimited {
  readonly count: number;
  /** Number of responses before the first one. */
  readonly after: number;
  /** From the first one; null if absent. */
  readonly retryAfter: string | null;
}

interface TokensSeen {
  readonly received: number;
  readonly distinct: number;
}
