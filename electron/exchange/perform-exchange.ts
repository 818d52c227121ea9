import type { Exchange, ExchangePurpose, HttpRequest } from '../../shared/http/exchange.ts';
import type { LayoutOptions } from '../../shared/http/request-layout.ts';
import { DEFAULT_TLS_POLICY, type TlsPolicy } from '../../shared/tls/policy.ts';
import { ConnectionPool } from './connection-pool.ts';
import { dispatchRequest } from './dispatch-request.ts';
import { ExchangeRecorder } from './exchange-recorder.ts';
import type { HttpConnection } from './http-connection.ts';
import { toUndiciRequest, type UndiciRequest } from './http1-layout.ts';
import { openConnection } from './open-connection.ts';
import { mayBeSentTwice } from './retry-rule.ts';
import { startTimeLimit } from './time-limit.ts';
import { trustStoreFor } from './tls/trust-store.ts';
import { type Attempt, toExchange } from './to-exchange.ts';
import { InvalidUrlError } from './transport-failure.ts';
import { type WireRecord, WireRecorder } from './wire-tap.ts';

export interface ExchangeOptions {
  readonly id: string;
  readonly purpose: ExchangePurpose;
  readonly policy: TlsPolicy;
  /** Over the whole exchange, from the look-up of the name to the last byte of the answer. */
  readonly timeLimitMs: number;
  /** Of decompressed content; 50 MiB unless told. */
  readonly maxResponseBytes?: number;
  readonly signal: AbortSignal;
  /** Secrets that must not come back in what the page sees of the answer's bytes. */
  readonly withhold?: readonly string[];
  /** Redirects are answers like others: shown, never followed here. */
  readonly followRedirects: false;
}

/** An exchange and what is too large, or too secret, to travel with it. */
export interface PerformedExchange {
  readonly exchange: Exchange;
  readonly wire: WireRecord;
  /** The content after decompression. */
  readonly bodyBytes: Uint8Array;
  /** How the request was laid out on the wire, where that is not its plain form. */
  readonly layout: LayoutOptions;
  readonly withhold: readonly string[];
}

export const DEFAULT_MAX_RESPONSE_BYTES = 50 * 1024 * 1024;

const NOTHING_SENT: WireRecord = {
  sent: new Uint8Array(),
  received: new Uint8Array(),
  sentBytes: 0,
  receivedBytes: 0,
  truncated: false,
};

/** The connections of the app; tests bring their own. */
const sharedPool = new ConnectionPool();

/**
 * Performs one HTTP exchange. Whatever goes wrong on the way is part of the record; it rejects for bugs only. No
 * byte of the request leaves before the server's certificate has been judged by the policy.
 */
export async function performExchange(
  request: HttpRequest,
  options: ExchangeOptions,
  pool: ConnectionPool = sharedPool,
): Promise<PerformedExchange> {
  const recorder = new ExchangeRecorder();
  const limit = startTimeLimit(options.timeLimitMs, options.signal);
  try {
    const attempt = await attemptExchange(request, options, { pool, recorder, signal: limit.signal });
    return {
      exchange: toExchange(request, options, { recorder, attempt }),
      wire: attempt.wire,
      bodyBytes: attempt.content?.bytes ?? new Uint8Array(),
      layout: {},
      withhold: options.withhold ?? [],
    };
  } finally {
    limit.dispose();
  }
}

/** Reads the system's authorities, which the first https exchange would otherwise wait for. */
export async function warmUpTls(policy: TlsPolicy = DEFAULT_TLS_POLICY): Promise<void> {
  await trustStoreFor(policy);
}

/** Closes idle connections; for the app's end. */
export function closeConnections(): void {
  sharedPool.close();
}

interface Surroundings {
  readonly pool: ConnectionPool;
  readonly recorder: ExchangeRecorder;
  readonly signal: AbortSignal;
}

async function attemptExchange(
  request: HttpRequest,
  options: ExchangeOptions,
  { pool, recorder, signal }: Surroundings,
): Promise<Attempt> {
  const { policy, purpose, maxResponseBytes = DEFAULT_MAX_RESPONSE_BYTES } = options;
  try {
    const url = parseHttpUrl(request.url);
    const undiciRequest = toUndiciRequest(request);

    const send = async (connection: HttpConnection): Promise<Attempt> => {
      const attempt = await sendOver(connection, undiciRequest, { recorder, signal, maxResponseBytes });
      if (attempt.error === null) pool.give(url, policy, connection);
      else connection.close();
      return attempt;
    };

    const idle = mayBeSentTwice(request, purpose) ? pool.take(url, policy) : null;
    if (idle) {
      recorder.connection = { ...idle.facts, reused: true };
      recorder.tls = idle.tls;
      const attempt = await send(idle);
      const wasDead = attempt.error !== null && attempt.wire.received.length === 0 && !signal.aborted;
      if (!wasDead) return attempt;
      recorder.restart();
    }
    return await send(await openConnection({ url, policy }, recorder, signal));
  } catch (error) {
    return { head: null, content: null, error, wire: NOTHING_SENT };
  }
}

interface SendOptions {
  readonly recorder: ExchangeRecorder;
  readonly signal: AbortSignal;
  readonly maxResponseBytes: number;
}

async function sendOver(
  connection: HttpConnection,
  request: UndiciRequest,
  { recorder, signal, maxResponseBytes }: SendOptions,
): Promise<Attempt> {
  const wire = new WireRecorder({
    onFlushed: () => recorder.enter('wait'),
    onReceived: () => recorder.enter('receive'),
  });
  connection.tap.startRecording(wire);
  recorder.enter('send');
  const received = await dispatchRequest(connection, request, {
    maxResponseBytes,
    signal,
    brokenBy: () => wire.error,
  });
  connection.tap.stopRecording();
  return { ...received, wire: wire.record() };
}

function parseHttpUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') throw new InvalidUrlError(text);
  return url;
}
