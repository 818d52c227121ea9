import {
  type Exchange,
  type ExchangePurpose,
  type HttpRequest,
  LARGEST_TEXT,
} from '../../../shared/http/exchange.ts';
import type { LayoutOptions } from '../../../shared/http/request-layout.ts';
import type { HttpVersionChoice } from '../../../shared/model/connection.ts';
import type { TlsPolicy } from '../../../shared/tls/policy.ts';
import type { ClientCertificate } from './client-certificate.ts';
import type { FindProxy } from './proxy/proxy-route.ts';
import type { WireRecord } from './recording/wire-tap.ts';
import type { Progress } from './response-sink.ts';

export interface ExchangeOptions {
  readonly id: string;
  readonly purpose: ExchangePurpose;
  readonly policy: TlsPolicy;
  /** For everything from the first DNS lookup to the last byte of the last response. */
  readonly timeLimitMs: number;
  /** Limit for decompressed content; default {@link largestResponse}. */
  readonly maxResponseBytes?: number;
  readonly signal: AbortSignal;
  /** Secrets to mask in the response bytes that the page sees. */
  readonly withhold?: readonly string[];
  /** API calls only. Other requests carry secrets, so their redirects are shown like any other response. */
  readonly followRedirects?: boolean;
  /** Default: direct connections. */
  readonly findProxy?: FindProxy;
  /** Default: HTTP/1.1. */
  readonly httpVersion?: HttpVersionChoice;
  /** Presented to the server, not the proxy, if it requests one (RFC 8446 §4.3.2). */
  readonly clientCertificate?: ClientCertificate | null;
  /** Renews a DPoP proof that Credence generated. Without it, a request with a proof is sent only once. */
  readonly renewProof?: RenewProof;
  /** Called for every piece of the body. */
  readonly onProgress?: (progress: Progress) => void;
}

/**
 * Returns the request with a fresh proof for its URL (RFC 9449 §4.2). Called before a redirect is followed, with the
 * redirect response, and before a retry on a new connection.
 */
export type RenewProof = (request: HttpRequest, redirect: Exchange | null) => Promise<HttpRequest>;

/** An exchange, plus data too large or too secret to travel with it. */
export interface PerformedExchange {
  readonly exchange: Exchange;
  readonly wire: WireRecord;
  /** The decompressed content. */
  readonly bodyBytes: Uint8Array;
  /** Layout of the request on the wire, if it differs from the plain form. */
  readonly layout: LayoutOptions;
  /** Every secret to mask: the request's, the proxy's, and those passed in. */
  readonly withhold: readonly string[];
  /** Earlier hops, if redirects were followed. */
  readonly earlier: readonly PerformedExchange[];
}

/**
 * Bytes of a response, decompressed. Credence parses what it asks for itself (tokens, metadata, key sets), so that is never
 * longer than the text it reads; an API may send files.
 */
export function largestResponse(purpose: ExchangePurpose): number {
  return purpose === 'api' ? 50 * 1024 * 1024 : LARGEST_TEXT;
}
