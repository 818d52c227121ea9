import type { LatencyBucket, LatencySummary } from './latency.ts';
import type { RepeatTarget } from './limits.ts';

/** What came of running a request many times, so far or in the end. */
export interface RepeatReport {
  readonly target: RepeatTarget;
  readonly state: 'running' | 'done' | 'cancelled';
  readonly planned: number;
  readonly atOnce: number;
  /** Answered or failed; not those that were cancelled. */
  readonly completed: number;
  readonly succeeded: number;
  /** Milliseconds since the start. */
  readonly elapsed: number;
  /** Of all that were answered, by whatever status; null before the first. */
  readonly latency: LatencySummary | null;
  readonly buckets: readonly LatencyBucket[];
  /** Why requests failed, the most frequent first. */
  readonly failures: readonly RepeatFailure[];
  readonly rateLimited: RateLimited | null;
  /** Null for API calls. */
  readonly tokens: TokensSeen | null;
  /** New connections; the other requests went over one that was there. */
  readonly connections: number;
  /** Requests that were sent twice, because the server wanted a nonce (RFC 9449 §8). */
  readonly repeatedForNonce: number;
  /** One that is in the history for all that succeeded; null before there is one. */
  readonly exampleId: string | null;
}

/** Failures that the diagnosis calls by one name. */
export interface RepeatFailure {
  /** Of the finding, or what stands for it where the diagnosis has none. */
  readonly id: string;
  readonly title: string;
  readonly count: number;
  /** The first ones, which are in the history. */
  readonly exchangeIds: readonly string[];
}

/** Answers with 429. */
export interface RateLimited {
  readonly count: number;
  /** How many requests had been answered before the first. */
  readonly after: number;
  /** As the first one said; null where it did not. */
  readonly retryAfter: string | null;
}

interface TokensSeen {
  readonly received: number;
  readonly distinct: number;
}
