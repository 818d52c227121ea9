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

/** A larger response header section is not an honest mistake. */
export const MAX_HEAD_BYTES = 128 * 1024;

export interface ConnectionParts {
  readonly url: URL;
  readonly socket: Socket;
  readonly facts: ConnectionFacts;
  readonly tls: TlsReport | null;
  /** Set if a proxy forwards the request; `authorization` is for the proxy. */
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
    // The client handles errors only while it exists; ignore them before and after.
    this.tap.on('error', () => {});
    this.tap.once('close', () => this.onClosed());
    let connected = false;
    this.#client = new Client(url.origin, {
      connect: (_options, callback) => {
        // Prevents an automatic reconnect: perform-hop.ts decides on retries.
        if (connected) return callback(new Error('The connection is used up'), null);
        connected = true;
        // Deferred: a synchronous callback would find the client still connecting, and the request would hang. The tap
        // implements the socket methods the client uses; undici's type requires the whole class.
        queueMicrotask(() => callback(null, this.tap as unknown as Socket));
      },
      allowH2: false,
      pipelining: 1,
      keepAliveTimeout: IDLE_MS,
      keepAliveMaxTimeout: MAX_IDLE_MS,
      // The timeout covers the whole exchange.
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
