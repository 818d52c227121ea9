import type { Timings } from '../../http/exchange.ts';
import type { HarTimings } from './har-schema.ts';

/** HAR 1.2 timings: milliseconds, -1 for a stage that did not happen. */
export interface WrittenTimings {
  readonly blocked: number;
  readonly dns: number;
  /** TCP and TLS together. */
  readonly connect: number;
  readonly send: number;
  readonly wait: number;
  readonly receive: number;
  /** The TLS part of `connect`. */
  readonly ssl: number;
}

/**
 * Writes HAR 1.2 timings: `send`, `wait` and `receive` are never negative, `connect` includes `ssl`, and the entry's
 * time is the sum of all stages except -1. Time outside our stages (waiting for a connection, checking a certificate,
 * an aborted stage) is `blocked`.
 */
export function writeTimings(timings: Timings): { readonly time: number; readonly timings: WrittenTimings } {
  const { dns, tcp, tls } = timings;
  const connect = tcp === null && tls === null ? null : (tcp ?? 0) + (tls ?? 0);
  const send = micro(timings.send ?? 0);
  const wait = micro(timings.wait ?? 0);
  const receive = micro(timings.receive ?? 0);
  const known = [micro(dns ?? 0), micro(connect ?? 0), send, wait, receive].reduce((a, b) => a + b);
  const rest = micro(timings.total) - known;
  return {
    time: (known + Math.max(rest, 0)) / 1000,
    timings: {
      blocked: rest > 0 ? rest / 1000 : -1,
      dns: orMinusOne(dns),
      connect: orMinusOne(connect),
      send: send / 1000,
      wait: wait / 1000,
      receive: receive / 1000,
      ssl: orMinusOne(tls),
    },
  };
}

/**
 * Reads timings. Without a response, a `send`, `wait` or `receive` of 0 means that it did not happen: HAR cannot
 * express it otherwise.
 */
export function readTimings(
  timings: HarTimings | null | undefined,
  { time, hasResponse }: { readonly time: number; readonly hasResponse: boolean },
): Timings {
  const connect = readStage(timings?.connect);
  const tls = readStage(timings?.ssl);
  const stage = (value: number | null | undefined) => {
    const read = readStage(value);
    return read === 0 && !hasResponse ? null : read;
  };
  return {
    dns: readStage(timings?.dns),
    // A handshake without a TCP time: our own export, if TCP's was unknown.
    tcp: connect === null || connect === tls ? null : (micro(connect) - micro(tls ?? 0)) / 1000,
    tls,
    send: stage(timings?.send),
    wait: stage(timings?.wait),
    receive: stage(timings?.receive),
    total: time,
  };
}

function readStage(value: number | null | undefined): number | null {
  return typeof value === 'number' && value >= 0 ? value : null;
}

/** Whole microseconds, so that sums are exact. */
function micro(milliseconds: number): number {
  return Math.round(milliseconds * 1000);
}

function orMinusOne(milliseconds: number | null): number {
  return milliseconds === null ? -1 : micro(milliseconds) / 1000;
}
