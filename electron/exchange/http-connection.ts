import type { Socket } from 'node:net';
import { Client } from 'undici';
import type { ConnectionFacts } from '../../shared/http/exchange.ts';
import type { TlsReport } from '../../shared/tls/report.ts';
import { WireTap } from './wire-tap.ts';

/** Idle connections are closed after this time; a server's `Keep-Alive: timeout=` can change it up to the maximum. */
const IDLE_MS = 4_000;
const MAX_IDLE_MS = 30_000;

/** Response heads beyond this are no longer an honest mistake. */
export const MAX_HEAD_BYTES = 128 * 1024;

/** One open connection that we made and judged ourselves, and undici's HTTP/1.1 client on top of it. */
export class HttpConnection {
  readonly client: Client;
  readonly tap: WireTap;
  readonly facts: ConnectionFacts;
  readonly tls: TlsReport | null;
  /** Called when it closes, by whichever side. One listener, because a connection serves many exchanges. */
  onClosed = () => {};

  constructor(url: URL, socket: Socket, facts: ConnectionFacts, tls: TlsReport | null) {
    this.facts = facts;
    this.tls = tls;
    this.tap = new WireTap(socket);
    // The client hears of errors through its own listeners; before and after its life nobody else would.
    this.tap.on('error', () => {});
    this.tap.once('close', () => this.onClosed());
    let connected = false;
    this.client = new Client(url.origin, {
      connect: (_options, callback) => {
        // It would connect again by itself; whether to try again is decided in perform-exchange.ts.
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
    return !this.tap.destroyed && !this.tap.readableEnded && !this.client.destroyed;
  }

  close(): void {
    this.tap.destroy();
    this.client.destroy().catch(() => {});
  }
}
