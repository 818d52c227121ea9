import type { ConnectionFacts, HttpRequest } from '../../../../shared/http/exchange.ts';
import type { LayoutOptions } from '../../../../shared/http/request-layout.ts';
import type { TlsReport } from '../../../../shared/tls/report.ts';
import type { UndiciRequest } from '../recording/http1-layout.ts';
import type { WireTap } from '../recording/wire-tap.ts';
import type { DispatchOptions, Received } from '../response-sink.ts';

/** A request that was checked: what is shown can be sent. */
export interface CheckedRequest {
  readonly request: HttpRequest;
  readonly undici: UndiciRequest;
}

/** One open connection that we made and judged ourselves, with a client of HTTP/1.1 or HTTP/2 on top of it. */
export interface ExchangeConnection {
  readonly httpVersion: '1.1' | '2';
  readonly tap: WireTap;
  readonly facts: ConnectionFacts;
  readonly tls: TlsReport | null;
  readonly usable: boolean;
  /** Called when it closes, by whichever side. One listener, because a connection serves many exchanges. */
  onClosed: () => void;
  /** How a request is laid out here, where that is not its plain form. */
  layoutOf(request: HttpRequest): LayoutOptions;
  send(request: CheckedRequest, options: DispatchOptions): Promise<Received>;
  close(): void;
}
