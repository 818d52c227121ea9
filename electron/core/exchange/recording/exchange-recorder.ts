import type { ConnectionFacts, Timings, TransportFailure } from '../../../../shared/http/exchange.ts';
import type { TlsReport } from '../../../../shared/tls/report.ts';

export type Stage = TransportFailure['stage'];

const ORDER: readonly Stage[] = ['prepare', 'dns', 'connect', 'tls', 'send', 'wait', 'receive'];

/**
 * Tracks a running exchange: its stage, the duration of each stage, and connection facts. Filled as events happen, so
 * that a failure leaves a record complete up to that point.
 */
export class ExchangeRecorder {
  readonly startedAt = Date.now();
  connection: ConnectionFacts | null = null;
  tls: TlsReport | null = null;
  readonly #began = performance.now();
  #stage: Stage = 'prepare';
  #stageBegan = this.#began;
  #durations = new Map<Stage, number>();

  get stage(): Stage {
    return this.#stage;
  }

  /** Stages only move forward: a server may respond before the request is fully flushed. */
  enter(stage: Stage): void {
    if (ORDER.indexOf(stage) <= ORDER.indexOf(this.#stage)) return;
    const now = performance.now();
    this.#close(now);
    if (stage === 'receive' && this.#stage === 'send') this.#durations.set('wait', 0);
    this.#stage = stage;
    this.#stageBegan = now;
  }

  /** A second attempt on a new connection. Only it is reported, but `total` counts from the start. */
  restart(): void {
    this.connection = null;
    this.tls = null;
    this.#durations = new Map();
    this.#stage = 'prepare';
    this.#stageBegan = performance.now();
  }

  /** The durations so far. Call once, at the end. */
  timings(): Timings {
    const now = performance.now();
    this.#close(now);
    const of = (stage: Stage) => this.#durations.get(stage) ?? null;
    return {
      dns: of('dns'),
      tcp: of('connect'),
      tls: of('tls'),
      send: of('send'),
      wait: of('wait'),
      receive: of('receive'),
      total: now - this.#began,
    };
  }

  #close(now: number): void {
    this.#durations.set(this.#stage, now - this.#stageBegan);
  }
}
