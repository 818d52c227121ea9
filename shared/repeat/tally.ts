import type { Finding } from '../diagnose/finding.ts';
import type { Exchange } from '../http/exchange.ts';
import { responseHeader } from '../http/response.ts';
import { bucketLatencies, summariseLatencies } from './latency.ts';
import type { RepeatTarget } from './limits.ts';
import type { RateLimited, RepeatFailure, RepeatReport } from './report.ts';

export interface RepeatPlan {
  readonly target: RepeatTarget;
  readonly planned: number;
  readonly atOnce: number;
}

/** One of the repeated requests, and its result. */
export interface Repeated {
  readonly exchange: Exchange;
  /** The token received; null if it is not a token request, or failed. */
  readonly token: string | null;
  /** Why it failed; null on success. */
  readonly failure: FailureKind | null;
  readonly repeatedForNonce: boolean;
}

export interface FailureKind {
  readonly id: string;
  readonly title: string;
}

/** How many failures of each kind to keep, and how many kinds. */
const KEPT_OF_KIND = 3;
const KEPT_OF_ALL = 12;

/** Counts the results of a repeated run. Keeps numbers, not exchanges. */
export class RepeatTally {
  readonly #plan: RepeatPlan;
  readonly #latencies: number[] = [];
  readonly #failures = new Map<string, FailureKind & { count: number; exchangeIds: string[] }>();
  readonly #tokens = new Set<string>();
  #completed = 0;
  #succeeded = 0;
  #received = 0;
  #connections = 0;
  #repeatedForNonce = 0;
  #kept = 0;
  #rateLimited: RateLimited | null = null;
  #exampleId: string | null = null;

  constructor(plan: RepeatPlan) {
    this.#plan = plan;
  }

  /** Whether to keep the exchange in the history. */
  add({ exchange, token, failure, repeatedForNonce }: Repeated): boolean {
    const { response, connection, timings } = exchange;
    if (response && exchange.failure === null) this.#latencies.push(timings.total);
    if (connection && !connection.reused) this.#connections += 1;
    if (repeatedForNonce) this.#repeatedForNonce += 1;
    if (token !== null) {
      this.#received += 1;
      this.#tokens.add(token);
    }
    if (response?.status === 429) this.#countRateLimit(exchange);
    this.#completed += 1;
    if (failure) return this.#countFailure(failure, exchange.id);
    this.#succeeded += 1;
    if (this.#exampleId !== null) return false;
    this.#exampleId = exchange.id;
    return true;
  }

  /** @param elapsed milliseconds since the start. */
  report(state: RepeatReport['state'], elapsed: number): RepeatReport {
    const { target } = this.#plan;
    const failures: RepeatFailure[] = [...this.#failures.values()]
      .map((failure) => ({ ...failure, exchangeIds: [...failure.exchangeIds] }))
      .sort((one, other) => other.count - one.count);
    return {
      ...this.#plan,
      state,
      completed: this.#completed,
      succeeded: this.#succeeded,
      elapsed,
      latency: summariseLatencies(this.#latencies),
      buckets: bucketLatencies(this.#latencies),
      failures,
      rateLimited: this.#rateLimited,
      tokens: target === 'token' ? { received: this.#received, distinct: this.#tokens.size } : null,
      connections: this.#connections,
      repeatedForNonce: this.#repeatedForNonce,
      exampleId: this.#exampleId,
    };
  }

  #countRateLimit({ response }: Exchange): void {
    const before = this.#rateLimited;
    this.#rateLimited = before
      ? { ...before, count: before.count + 1 }
      : {
          count: 1,
          after: this.#completed,
          retryAfter: responseHeader(response?.headers ?? [], 'retry-after'),
        };
  }

  #countFailure({ id, title }: FailureKind, exchangeId: string): boolean {
    const failure = this.#failures.get(id) ?? { id, title, count: 0, exchangeIds: [] };
    this.#failures.set(id, failure);
    failure.count += 1;
    if (failure.exchangeIds.length >= KEPT_OF_KIND || this.#kept >= KEPT_OF_ALL) return false;
    failure.exchangeIds.push(exchangeId);
    this.#kept += 1;
    return true;
  }
}

/** Why an exchange failed: its worst finding, else its status or error. */
export function failureKind({ response, failure }: Exchange, findings: readonly Finding[]): FailureKind {
  const grave = findings.find(({ severity }) => severity === 'fatal' || severity === 'error');
  if (grave) return { id: grave.id, title: grave.title };
  if (failure) return { id: `failure-${failure.code}`, title: failure.message };
  return response
    ? { id: `status-${response.status}`, title: `Status ${response.status}` }
    : { id: 'no-answer', title: 'No response' };
}
