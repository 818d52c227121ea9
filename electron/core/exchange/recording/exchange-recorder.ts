import type { ConnectionFacts, Timings, TransportFailure } from '../../../../shared/http/exchange.ts';
import type { TlsReport } from '../../../../shared/tls/report.ts';

export type Stage = TransportFailure['stage'];

const ORDER: readonly Stage[] = ['prepare', 'dns', 'connect', 'tls', 'send', 'wait', 'receive'];

/**
 * What is known of an exchange while it runs: the stage it is in, how long each took, and what the connection
 * showed. Filled as things happen, so that a failure at any moment leaves a record that is complete up to there.
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

  /** Stages only go forward: a server may answer before the last byte of the request is flushed. */
  enter(stage: Stage): void {
    if (ORDER.indexOf(stage) <= ORDER.indexOf(this.#stage)) return;
    const now = performance.now();
    this.#close(now);
    if (stage === 'receive' && this.#stage === 'send') this.#durations.set('wait', 0);
    this.#stage = stage;
    this.#stageBegan = now;
  }

  /** A second attempt on a fresh connection: only it is reported, but `total` counts from the beginning. */
  restart(): void {
    this.connection = null;
    this.tls = null;
    this.#durations = new Map();
    this.#stage = 'prepare';
    this.#stageBegan = performance.now();
  }

  /** The durations up to now; call it once, at the end. */
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
