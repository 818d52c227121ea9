import type { Exchange, HttpRequest } from '../../../shared/http/exchange.ts';
import { DEFAULT_HTTP_VERSION } from '../../../shared/model/default-connection.ts';
import type { CheckedRequest, ExchangeConnection } from './connection/connection.ts';
import type { ConnectionPool } from './connection/connection-pool.ts';
import { openConnection } from './connection/open-connection.ts';
import { type ExchangeOptions, largestResponse, type PerformedExchange } from './exchange-options.ts';
import type { ProxyRoute } from './proxy/proxy-route.ts';
import { ExchangeRecorder } from './recording/exchange-recorder.ts';
import { toUndiciRequest } from './recording/http1-layout.ts';
import { type Attempt, toExchange } from './recording/to-exchange.ts';
import { InvalidUrlError } from './recording/transport-failure.ts';
import { proxySecrets, sentSecrets } from './recording/used-secrets.ts';
import { NOTHING_ON_THE_WIRE, WireRecorder } from './recording/wire-tap.ts';
import { mayBeSentTwice } from './retry-rule.ts';
import { orStopped } from './time-limit.ts';

export type PerformedHop = Omit<PerformedExchange, 'earlier'> & { readonly exchange: Exchange };

interface Surroundings {
  readonly pool: ConnectionPool;
  readonly signal: AbortSignal;
}

/** Performs one request. A redirect is an ordinary response here. Rejects only for bugs. */
export async function performHop(
  request: HttpRequest,
  options: ExchangeOptions,
  surroundings: Surroundings,
): Promise<PerformedHop> {
  const recorder = new ExchangeRecorder();
  const { sent, proxy, ...attempt } = await attemptExchange(request, options, { ...surroundings, recorder });
  return {
    exchange: toExchange(sent, options, { recorder, attempt }),
    wire: attempt.wire,
    bodyBytes: attempt.content?.bytes ?? new Uint8Array(),
    layout: attempt.layout,
    withhold: [...new Set([...(options.withhold ?? []), ...sentSecrets(sent), ...proxySecrets(proxy)])],
  };
}

/** An attempt, the request as finally sent, and its proxy. */
type AttemptOf = Attempt & { readonly sent: HttpRequest; readonly proxy: ProxyRoute | null };

async function attemptExchange(
  request: HttpRequest,
  options: ExchangeOptions,
  { pool, recorder, signal }: Surroundings & { readonly recorder: ExchangeRecorder },
): Promise<AttemptOf> {
  const { policy, httpVersion = DEFAULT_HTTP_VERSION, clientCertificate = null, renewProof } = options;
  let proxy: ProxyRoute | null = null;
  try {
    const url = parseHttpUrl(request.url);
    const checked = { request, undici: toUndiciRequest(request) };
    proxy = options.findProxy ? await orStopped(options.findProxy(url), signal) : null;
    const target = { url, policy, proxy, httpVersion, clientCertificate };

    const send = async (connection: ExchangeConnection, what: CheckedRequest): Promise<AttemptOf> => {
      const attempt = await sendOver(connection, what, options, { recorder, signal });
      if (attempt.error === null) pool.give(target, connection);
      else connection.close();
      return { ...attempt, sent: what.request, proxy };
    };

    const idle = mayBeSentTwice(request, options) ? pool.take(target) : null;
    if (idle) {
      recorder.connection = { ...idle.facts, reused: true };
      recorder.tls = idle.tls;
      const attempt = await send(idle, checked);
      const wasDead = attempt.error !== null && attempt.wire.received.length === 0 && !signal.aborted;
      if (!wasDead) return attempt;
      recorder.restart();
    }
    const again = idle && renewProof ? await renewProof(request, null) : request;
    const anew = again === request ? checked : { request: again, undici: toUndiciRequest(again) };
    const connection = await openConnection(target, recorder, signal);
    if (idle && recorder.connection) recorder.connection = { ...recorder.connection, sentTwice: true };
    return await send(connection, anew);
  } catch (error) {
    const nothing = { head: null, content: null, wire: NOTHING_ON_THE_WIRE, layout: {} };
    return { ...nothing, error, httpVersion: '1.1', sent: request, proxy };
  }
}

async function sendOver(
  connection: ExchangeConnection,
  request: CheckedRequest,
  { purpose, maxResponseBytes = largestResponse(purpose), onProgress = () => {} }: ExchangeOptions,
  { recorder, signal }: { readonly recorder: ExchangeRecorder; readonly signal: AbortSignal },
): Promise<Attempt> {
  const wire = new WireRecorder({
    onFlushed: () => recorder.enter('wait'),
    onReceived: () => recorder.enter('receive'),
  });
  connection.tap.startRecording(wire);
  recorder.enter('send');
  const received = await connection.send(request, {
    maxResponseBytes,
    signal,
    onProgress,
    brokenBy: () => wire.error,
  });
  connection.tap.stopRecording();
  return {
    ...received,
    wire: wire.record(),
    layout: connection.layoutOf(request.request),
    httpVersion: connection.httpVersion,
  };
}

function parseHttpUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') throw new InvalidUrlError(text);
  return url;
}
