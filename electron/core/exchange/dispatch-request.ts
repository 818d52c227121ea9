import type { Client, Dispatcher } from 'undici';
import type { HttpResponse } from '../../../shared/http/exchange.ts';
import type { UndiciRequest } from './recording/http1-layout.ts';
import { type DispatchOptions, type Received, ResponseSink } from './response-sink.ts';

/** Sends one request over HTTP/1.1 and collects the response. Never rejects. */
export function dispatchRequest(
  client: Client,
  request: UndiciRequest,
  options: DispatchOptions,
): Promise<Received> {
  const sink = new ResponseSink(options);
  if (!options.signal.aborted) client.dispatch(toDispatchOptions(request), toHandler(sink));
  return sink.collect();
}

function toDispatchOptions({ host, reset, body, ...request }: UndiciRequest): Dispatcher.DispatchOptions {
  const options = {
    ...request,
    headers: ['host', host, ...request.headers],
    body,
    ...(reset ? { reset } : {}),
    // Otherwise the client would take a changed Host header for a new TLS server name, and reconnect.
    servername: 'judged-before',
  };
  return options;
}

function toHandler(sink: ResponseSink): Dispatcher.DispatchHandler {
  return {
    onRequestStart(controller) {
      sink.comesFrom(controller);
    },
    onResponseStart(controller, status) {
      // Ignore 1xx: it is interim, and in the wire record (RFC 9110 §15.2).
      if (status >= 200) sink.takeHead({ status, headers: readRawHeaders(controller.rawHeaders) });
    },
    onResponseData(controller, chunk) {
      if (!sink.takeData(chunk)) controller.pause();
    },
    onResponseEnd() {
      sink.end();
    },
    onResponseError(_controller, error) {
      sink.fail(error);
    },
  };
}

/** Alternating names and values, as received. */
function readRawHeaders(raw: Dispatcher.DispatchController['rawHeaders']): HttpResponse['headers'] {
  if (!Array.isArray(raw)) return [];
  const texts = raw.map((part) => (typeof part === 'string' ? part : decodeField(part)));
  return texts.flatMap((name, index) => (index % 2 === 0 ? [[name, texts[index + 1] ?? ''] as const] : []));
}

/** Values should be ASCII, but servers also send UTF-8 and Latin-1 (RFC 9110 §5.5). */
function decodeField(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return Buffer.from(bytes).toString('latin1');
  }
}
