import type { Socket } from 'node:net';
import Client from 'undici/lib/dispatcher/client.js';
import type { ConnectionFacts, HttpRequest } from '../../../../shared/http/exchange.ts';
import type { LayoutOptions } from '../../../../shared/http/request-layout.ts';
import { secretSpan } from '../../../../shared/text/sensitive-text.ts';
import type { TlsReport } from '../../../../shared/tls/report.ts';
import { dispatchRequest } from '../dispatch-request.ts';
import { WireTap } from '../recording/wire-tap.ts';
import type { DispatchOptions, Received } from '../response-sink.ts';
import type { CheckedRequest, ExchangeConnection } from './connection.ts';

/** Idle connections are closed after this time; a server's `Keep-Alive: timeout=` can change it up to the maximum. */
const IDLE_MS = 4_000;
const MAX_IDLE_MS = 30_000;

/** Response heads beyond this are no longer an honest mistake. */
export const MAX_HEAD_BYTES = 128 * 1024;

export interface ConnectionParts {
  readonly url: URL;
  readonly socket: Socket;
  readonly facts: ConnectionFacts;
  readonly tls: TlsReport | null;
  /** Set where a proxy reads the request and forwards it; `authorization` is for the proxy. */
  readonly forward?: { readonly authorization: string | null } | null;
}

/** A connection with undici's HTTP/1.1 client on top of it. */
export class HttpConnection implements ExchangeConnection {
  readonly httpVersion = '1.1';
  readonly tap: WireTap;
  readonly facts: ConnectionFacts;
  readonly tls: TlsReport | null;
  onClosed = () => {};
  readonly #client: Client;
  readonly #forward: { readonly authorization: string | null } | null;

  constructor({ url, socket, facts, tls, forward = null }: ConnectionParts) {
    this.facts = facts;
    this.tls = tls;
    this.#forward = forward;
    this.tap = new WireTap(socket);
    // The client hears of errors through its own listeners; before and after its life nobody else would.
    this.tap.on('error', () => {});
    this.tap.once('close', () => this.onClosed());
    let connected = false;
    this.#client = new Client(url.origin, {
      connect: (_options, callback) => {
        // It would connect again by itself; whether to try again is decided in perform-hop.ts.
        if (connected) return callback(new Error('The connection is used up'), null);
        connected = true;
        // Later: an answer within the call would find the client still busy asking, and the request would wait for ever.
        // The tap has what the client uses of a socket; undici's type names the whole class.
        queueMicrotask(() => callback(null, this.tap as unknown as Socket));
      },
      allowH2: false,
      pipelining: 1,
      keepAliveTimeout: IDLE_MS,
      keepAliveMaxTimeout: MAX_IDLE_MS,
      // The time limit covers the whole exchange.
      headersTimeout: 0,
      bodyTimeout: 0,
      maxHeaderSize: MAX_HEAD_BYTES,
    });
  }

  get usable(): boolean {
    return !this.tap.destroyed && !this.tap.readableEnded && !this.#client.destroyed;
  }

  layoutOf({ url }: HttpRequest): LayoutOptions {
    if (!this.#forward) return {};
    const { authorization } = this.#forward;
    return {
      target: url,
      proxyFields:
        authorization === null
          ? []
          : [{ name: 'proxy-authorization', value: [secretSpan('PROXY_PASSWORD', authorization)] }],
    };
  }

  send({ request, undici }: CheckedRequest, options: DispatchOptions): Promise<Received> {
    if (!this.#forward) return dispatchRequest(this.#client, undici, options);
    const { authorization } = this.#forward;
    const proxyFields = authorization === null ? [] : ['proxy-authorization', authorization];
    const forwarded = { ...undici, path: request.url, headers: [...undici.headers, ...proxyFields] };
    return dispatchRequest(this.#client, forwarded, options);
  }

  close(): void {
    this.tap.destroy();
    this.#client.destroy().catch(() => {});
  }
}
