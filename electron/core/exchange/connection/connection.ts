import type { ConnectionFacts, HttpRequest } from '../../../../shared/http/exchange.ts';
import type { LayoutOptions } from '../../../../shared/http/request-layout.ts';
import type { TlsReport } from '../../../../shared/tls/report.ts';
import type { UndiciRequest } from '../recording/http1-layout.ts';
import type { WireTap } from '../recording/wire-tap.ts';
import type { DispatchOptions, Received } from '../response-sink.ts';

/** A validated request: what is shown can be sent. */
export interface CheckedRequest {
  readonly request: HttpRequest;
  readonly undici: UndiciRequest;
}

/** An open connection that we established and verified, with an HTTP/1.1 or HTTP/2 client on top. */
export interface ExchangeConnection {
  readonly httpVersion: '1.1' | '2';
  readonly tap: WireTap;
  readonly facts: ConnectionFacts;
  readonly tls: TlsReport | null;
  readonly usable: boolean;
  /** Called when either side closes the connection. Only one listener, because a connection serves many exchanges. */
  onClosed: () => void;
  /** Layout of the request on this connection, if it differs from the plain form. */
  layoutOf(request: HttpRequest): LayoutOptions;
  send(request: CheckedRequest, options: DispatchOptions): Promise<Received>;
  close(): void;
}
