import type { Exchange, ExchangePurpose, HttpRequest } from '../../../shared/http/exchange.ts';
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
  /** Over all of it, from the look-up of the first name to the last byte of the last answer. */
  readonly timeLimitMs: number;
  /** Of decompressed content; {@link largestResponse} unless told. */
  readonly maxResponseBytes?: number;
  readonly signal: AbortSignal;
  /** Secrets that must not come back in what the page sees of the answer's bytes. */
  readonly withhold?: readonly string[];
  /** For API calls alone: other requests carry secrets, and their redirects are shown like any other answer. */
  readonly followRedirects?: boolean;
  /** Directly, unless told. */
  readonly findProxy?: FindProxy;
  /** 1.1 unless told. */
  readonly httpVersion?: HttpVersionChoice;
  /** Presented to the server, not to a proxy, where it asks for one (RFC 8446 §4.3.2). */
  readonly clientCertificate?: ClientCertificate | null;
  /** Makes the DPoP proof of a request anew, where it is ours: without this a request with one is sent only once. */
  readonly renewProof?: RenewProof;
  /** Called for every piece of the body. */
  readonly onProgress?: (progress: Progress) => void;
}

/**
 * The request with a fresh proof in the place of its old one, for its own address (RFC 9449 §4.2). Asked for before a
 * redirect is followed, given the answer that was one, and before a request goes out a second time because the idle
 * connection was dead.
 */
export type RenewProof = (request: HttpRequest, redirect: Exchange | null) => Promise<HttpRequest>;

/** An exchange and what is too large, or too secret, to travel with it. */
export interface PerformedExchange {
  readonly exchange: Exchange;
  readonly wire: WireRecord;
  /** The content after decompression. */
  readonly bodyBytes: Uint8Array;
  /** How the request was laid out on the wire, where that is not its plain form. */
  readonly layout: LayoutOptions;
  /** Every secret that was used for it and must not be shown: those of the request, the proxy's, those it was told of. */
  readonly withhold: readonly string[];
  /** The hops before it, where redirects were followed. */
  readonly earlier: readonly PerformedExchange[];
}

const MIB = 1024 * 1024;

/** Bytes of a response as text: what travels to the page and into the history, and what is parsed and diagnosed. */
export const LARGEST_TEXT = MIB;

/**
 * Bytes of a response, decompressed. Credence parses what it asks for itself (tokens, metadata, key sets), so that is never
 * longer than the text it reads; an API may send files.
 */
export function largestResponse(purpose: ExchangePurpose): number {
  return purpose === 'api' ? 50 * MIB : LARGEST_TEXT;
}
