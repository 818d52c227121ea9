import type { HttpResponse } from '../../../shared/http/exchange.ts';
import { contentEncoding, responseHeader } from '../../../shared/http/response.ts';
import { type BodyContent, BodyReader } from './body/body-reader.ts';

export interface ResponseHead {
  readonly status: number;
  readonly headers: HttpResponse['headers'];
}

/** What was received, and the error that ended it, if any. */
export interface Received {
  readonly head: ResponseHead | null;
  readonly content: BodyContent | null;
  readonly error: unknown;
}

/** Bytes of the body received so far; `total` is null if the response does not declare it. */
export interface Progress {
  readonly received: number;
  readonly total: number | null;
}

export interface DispatchOptions {
  readonly maxResponseBytes: number;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  /**
   * The error that broke the connection, if any. For the client, a body delimited by connection close is complete even
   * after a reset.
   */
  readonly brokenBy: () => Error | null;
}

/** The response's source stream: pause, resume, stop. */
export interface ResponseSource {
  resume(): void;
  abort(reason: Error): void;
}

/** Collects one response, for any HTTP version. */
export class ResponseSink {
  /** Resolves to null if the message is complete, else to the error that ended it. */
  readonly done: Promise<unknown>;
  readonly #options: DispatchOptions;
  #settle: (error: unknown) => void = () => {};
  #source: ResponseSource | null = null;
  #head: ResponseHead | null = null;
  #body: BodyReader | null = null;
  #received = 0;
  #total: number | null = null;

  constructor(options: DispatchOptions) {
    this.#options = options;
    this.done = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  /** Ends the exchange from our side. */
  stop(reason: unknown): void {
    this.#settle(reason);
    this.#source?.abort(reason instanceof Error ? reason : new Error(String(reason)));
  }

  comesFrom(source: ResponseSource): void {
    this.#source = source;
  }

  takeHead(head: ResponseHead): void {
    this.#head = head;
    const length = responseHeader(head.headers, 'content-length') ?? '';
    this.#total = /^\d{1,15}$/.test(length) ? Number(length) : null;
    this.#body = new BodyReader({
      contentEncoding: contentEncoding(head.headers),
      maxBytes: this.#options.maxResponseBytes,
      onDrain: () => this.#source?.resume(),
      onOversize: (problem) => this.stop(problem),
    });
  }

  /** False if the source should pause. */
  takeData(chunk: Uint8Array): boolean {
    this.#received += chunk.length;
    this.#options.onProgress({ received: this.#received, total: this.#total });
    return this.#body?.write(chunk) !== false;
  }

  end(): void {
    this.#settle(this.#options.brokenBy());
  }

  fail(error: unknown): void {
    this.#settle(error);
  }

  /** Waits for the end of the response, or the signal. */
  async collect(): Promise<Received> {
    const { signal } = this.#options;
    const onAbort = () => this.stop(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    const error = await this.done;
    signal.removeEventListener('abort', onAbort);
    return this.#receivedWith(error);
  }

  async #receivedWith(error: unknown): Promise<Received> {
    const body = this.#body;
    if (!body) return { head: this.#head, content: null, error };
    const { signal } = this.#options;
    try {
      if (error !== null) return { head: this.#head, content: await body.interrupt(signal), error };
      return { head: this.#head, content: await body.end(signal), error: null };
    } catch (problem) {
      return { head: this.#head, content: body.partial(), error: problem };
    } finally {
      body.release();
    }
  }
}
