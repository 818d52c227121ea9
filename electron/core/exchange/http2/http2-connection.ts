import { type ClientHttp2Session, type ClientHttp2Stream, connect, constants } from 'node:http2';
import type { ConnectionFacts } from '../../../../shared/http/exchange.ts';
import { toHttp2Fields } from '../../../../shared/http/http2-fields.ts';
import type { LayoutOptions } from '../../../../shared/http/request-layout.ts';
import { revealText } from '../../../../shared/text/sensitive-text.ts';
import type { TlsReport } from '../../../../shared/tls/report.ts';
import type { CheckedRequest, ExchangeConnection } from '../connection/connection.ts';
import { type ConnectionParts, MAX_HEAD_BYTES } from '../connection/http-connection.ts';
import { WireTap } from '../recording/wire-tap.ts';
import { type DispatchOptions, type Received, ResponseSink } from '../response-sink.ts';
import { Http2Error } from './http2-errors.ts';
import { OwnGoaway } from './own-goaway.ts';

/** A server that wants to be polled keeps its connection open; we close ours after this. */
const IDLE_MS = 4_000;

/** Larger than the protocol's 64 KiB, which would limit a body to 64 KiB per round trip. */
const WINDOW_BYTES = 4 * 1024 * 1024;

const MAX_FIELDS = 4_000;

/** A connection with Node's HTTP/2 client on top. One exchange at a time, as on HTTP/1.1. */
export class Http2Connection implements ExchangeConnection {
  readonly httpVersion = '2';
  readonly tap: WireTap;
  readonly facts: ConnectionFacts;
  readonly tls: TlsReport | null;
  onClosed = () => {};
  readonly #origin: string;
  #session: ClientHttp2Session | null = null;
  #broken: Error | null = null;

  constructor({ url, socket, facts, tls }: ConnectionParts) {
    this.facts = facts;
    this.tls = tls;
    this.#origin = url.origin;
    const ownGoaway = new OwnGoaway((errorCode) => this.#giveUp(errorCode));
    this.tap = new WireTap(socket, {
      continueFilter: false,
      onSending: (chunk) => ownGoaway.sending(chunk),
    });
    this.tap.on('error', () => {});
    this.tap.once('close', () => this.onClosed());
  }

  get usable(): boolean {
    const session = this.#session;
    return (
      !this.tap.destroyed &&
      this.#broken === null &&
      session !== null &&
      !session.closed &&
      !session.destroyed
    );
  }

  layoutOf(): LayoutOptions {
    return {};
  }

  async send({ request }: CheckedRequest, options: DispatchOptions): Promise<Received> {
    const sink = new ResponseSink(options);
    if (!options.signal.aborted) {
      try {
        // Created with the first request, so that its wire record includes the connection preface.
        this.#session ??= this.#connect();
        this.#session.setTimeout(0);
        const fields = toHttp2Fields(request).flatMap(({ name, value }) => [name, revealText(value)]);
        const body = request.body === null ? null : revealText(request.body);
        const stream = this.#session.request(fields, { endStream: body === null });
        this.#follow(stream, sink, options);
        if (body !== null) stream.end(body);
      } catch (error) {
        sink.fail(error);
      }
    }
    const received = await sink.collect();
    if (this.usable) this.#session?.setTimeout(IDLE_MS, () => this.close());
    return received;
  }

  close(): void {
    this.#session?.destroy();
    this.tap.destroy();
  }

  #connect(): ClientHttp2Session {
    const session = connect(this.#origin, {
      createConnection: () => this.tap,
      maxHeaderListPairs: MAX_FIELDS,
      settings: {
        enablePush: false,
        initialWindowSize: WINDOW_BYTES,
        maxHeaderListSize: MAX_HEAD_BYTES,
      },
    });
    session.once('connect', () => session.setLocalWindowSize(WINDOW_BYTES));
    session.on('error', (error) => {
      this.#broken ??= error;
    });
    session.on('goaway', (errorCode) => {
      this.#broken ??= new Http2Error('goaway', errorCode);
    });
    return session;
  }

  /** Node's client sent GOAWAY, and would wait. */
  #giveUp(errorCode: number): void {
    if (errorCode === constants.NGHTTP2_NO_ERROR) return;
    this.#broken = new Http2Error('us', errorCode);
    // Not inside its own write.
    setImmediate(() => this.close());
  }

  #follow(stream: ClientHttp2Stream, sink: ResponseSink, { brokenBy }: DispatchOptions): void {
    let ended = false;
    sink.comesFrom({
      resume: () => stream.resume(),
      abort: () => stream.close(constants.NGHTTP2_CANCEL),
    });
    stream.on('response', (headers, _flags, rawHeaders: readonly string[] | undefined) => {
      const raw = rawHeaders ?? Object.entries(headers).flatMap(([name, value]) => [name, String(value)]);
      sink.takeHead({ status: Number(headers[':status']), headers: toFields(raw) });
      // Not earlier: content in the same packet would be reported before the headers.
      stream.on('data', (chunk: Buffer) => {
        if (!sink.takeData(chunk)) stream.pause();
      });
      stream.on('end', () => {
        ended = true;
      });
    });
    stream.on('error', (error) => {
      sink.fail(this.#explain(stream, brokenBy() ?? error));
    });
    stream.on('close', () => {
      if (ended && (stream.rstCode ?? 0) === constants.NGHTTP2_NO_ERROR) sink.end();
      else sink.fail(this.#explain(stream, brokenBy()));
    });
  }

  /** Why a stream ended: the server's error for the connection or stream, else how the connection broke. */
  #explain(stream: ClientHttp2Stream, error: Error | null): Error {
    const broken = this.#broken instanceof Http2Error ? this.#broken : null;
    // Node reports streams beyond a GOAWAY (RFC 9113 §6.8) as refused.
    const leftOut = stream.rstCode === constants.NGHTTP2_REFUSED_STREAM;
    if (broken && (broken.code !== 'HTTP2_NO_ERROR' || leftOut)) return broken;
    if (stream.rstCode && stream.rstCode !== constants.NGHTTP2_CANCEL) {
      return new Http2Error('reset', stream.rstCode);
    }
    return this.#broken ?? error ?? closedError();
  }
}

function closedError(): Error {
  return Object.assign(new Error('The connection was closed before the response was complete.'), {
    code: 'ERR_STREAM_PREMATURE_CLOSE',
  });
}

function toFields(raw: readonly string[]): (readonly [string, string])[] {
  return raw
    .flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []))
    .filter(([name]) => !name.startsWith(':'));
}
