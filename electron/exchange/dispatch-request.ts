import type { Dispatcher } from 'undici';
import type { HttpResponse } from '../../shared/http/exchange.ts';
import { responseHeader } from '../../shared/http/response.ts';
import { type BodyContent, BodyReader } from './body/body-reader.ts';
import type { HttpConnection } from './http-connection.ts';
import type { UndiciRequest } from './http1-layout.ts';

export interface ResponseHead {
  readonly status: number;
  readonly headers: HttpResponse['headers'];
}

/** What came back, and what broke it off if anything did. */
export interface Received {
  readonly head: ResponseHead | null;
  readonly content: BodyContent | null;
  readonly error: unknown;
}

export interface DispatchOptions {
  readonly maxResponseBytes: number;
  readonly signal: AbortSignal;
  /**
   * The error the connection broke with, if it did. A body that ends with the connection is complete for the client
   * even when the connection was reset.
   */
  readonly brokenBy: () => Error | null;
}

/** Sends one request over a connection and collects the answer. Never rejects. */
export async function dispatchRequest(
  { client }: HttpConnection,
  request: UndiciRequest,
  { maxResponseBytes, signal, brokenBy }: DispatchOptions,
): Promise<Received> {
  const collector = new ResponseCollector(maxResponseBytes, brokenBy);
  const onAbort = () => collector.stop(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  else client.dispatch(toDispatchOptions(request), collector);
  const error = await collector.done;
  signal.removeEventListener('abort', onAbort);
  return collector.received(error);
}

function toDispatchOptions({ host, reset, body, ...request }: UndiciRequest): Dispatcher.DispatchOptions {
  const options = {
    ...request,
    headers: ['host', host, ...request.headers],
    body,
    ...(reset ? { reset } : {}),
    // Without it the client would take a changed Host header for another TLS server name and reconnect.
    servername: 'judged-before',
  };
  return options;
}

class ResponseCollector implements Dispatcher.DispatchHandler {
  /** Settles with null when the message is complete, else with what broke it off. */
  readonly done: Promise<unknown>;
  readonly #maxBytes: number;
  readonly #brokenBy: () => Error | null;
  #settle: (error: unknown) => void = () => {};
  #controller: Dispatcher.DispatchController | null = null;
  #head: ResponseHead | null = null;
  #body: BodyReader | null = null;

  constructor(maxBytes: number, brokenBy: () => Error | null) {
    this.#maxBytes = maxBytes;
    this.#brokenBy = brokenBy;
    this.done = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  stop(reason: unknown): void {
    this.#settle(reason);
    this.#controller?.abort(reason instanceof Error ? reason : new Error(String(reason)));
  }

  async received(error: unknown): Promise<Received> {
    const body = this.#body;
    if (!body) return { head: this.#head, content: null, error };
    if (error !== null) return { head: this.#head, content: await body.interrupt(), error };
    try {
      return { head: this.#head, content: await body.end(), error: null };
    } catch (problem) {
      return { head: this.#head, content: body.partial(), error: problem };
    }
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number): void {
    // 1xx is a note on the way; the wire record has it (RFC 9110 §15.2).
    if (status < 200) return;
    const headers = readRawHeaders(controller.rawHeaders);
    this.#head = { status, headers };
    this.#body = new BodyReader({
      contentEncoding: responseHeader(headers, 'content-encoding'),
      maxBytes: this.#maxBytes,
      onDrain: () => controller.resume(),
      onOversize: (problem) => this.stop(problem),
    });
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#body?.write(chunk) === false) controller.pause();
  }

  onResponseEnd(): void {
    this.#settle(this.#brokenBy());
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#settle(error);
  }
}

/** Names and values in turn, as received. */
function readRawHeaders(raw: Dispatcher.DispatchController['rawHeaders']): HttpResponse['headers'] {
  if (!Array.isArray(raw)) return [];
  const texts = raw.map((part) => (typeof part === 'string' ? part : decodeField(part)));
  return texts.flatMap((name, index) => (index % 2 === 0 ? [[name, texts[index + 1] ?? ''] as const] : []));
}

/** Values should be ASCII; servers send UTF-8, and old ones Latin-1 (RFC 9110 §5.5). */
function decodeField(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return Buffer.from(bytes).toString('latin1');
  }
}
