import {
  type SecretName,
  type SensitiveText,
  WITHHELD_NAMES,
  withholdSecrets,
} from '../text/sensitive-text.ts';
import type { TlsReport } from '../tls/report.ts';
import { maskQuery } from './mark-query.ts';

/**
 * The record of one HTTP request and its outcome. Immutable and serialisable. Preview, diagnosis, HAR, curl and history
 * derive from it.
 */
export interface Exchange {
  readonly id: string;
  readonly purpose: ExchangePurpose;
  readonly request: HttpRequest;
  /** Null if no complete response head arrived. */
  readonly response: HttpResponse | null;
  /** Why there is no response, or an incomplete body. Null on success. */
  readonly failure: TransportFailure | null;
  readonly timings: Timings;
  readonly connection: ConnectionFacts | null;
  /** Null for plain http, and if the handshake ended before a certificate arrived. */
  readonly tls: TlsReport | null;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** Earlier hops, first to last, if redirects were followed. API calls only, by choice. */
  readonly redirects?: readonly Exchange[];
  /** Why a redirect response was not followed, although following is on. */
  readonly redirectStop?: RedirectStop;
  /** The exchange that automatically repeated this request, and why. If there are several, the next one. */
  readonly repeatedBy?: Repetition;
  /** The exchange that this one repeats. If there are several, the previous one. */
  readonly repeats?: Repetition;
}

declare const MASKED: unique symbol;

/** An exchange safe to show and record: its secrets are masked, including echoes. Only `maskExchange` creates one. */
export type MaskedExchange = Exchange & { readonly [MASKED]: true };

interface Repetition {
  /** ID of the other exchange. */
  readonly exchangeId: string;
  readonly reason: RepetitionReason;
}

export type RepetitionReason =
  /** The server required a DPoP nonce (RFC 9449 §8, §9). */
  | 'dpop-nonce'
  /** The API rejected the token, and the user allows automatic renewal. */
  | 'token-renewed';

export type RedirectStop =
  /** Not an http or https URL. */
  | 'location-invalid'
  /** The same request was made before. */
  | 'loop'
  /** Too many hops. */
  | 'limit'
  /** The body contains a secret, and the redirect leads to another origin. */
  | 'body-secret';

/** The purpose of a request. */
export const EXCHANGE_PURPOSES = ['token', 'api', 'metadata', 'jwks', 'introspection', 'revocation'] as const;

export type ExchangePurpose = (typeof EXCHANGE_PURPOSES)[number];

/** A request exactly as sent: every header in order and case, Host and Content-Length included. */
export interface HttpRequest {
  readonly method: string;
  /** Absolute URL; the fragment is not sent. */
  readonly url: string;
  readonly headers: readonly HeaderField[];
  /** Sent as UTF-8. Null when there is no body. */
  readonly body: SensitiveText | null;
}

export interface HeaderField {
  readonly name: string;
  readonly value: SensitiveText;
}

export interface HttpResponse {
  readonly httpVersion: '1.0' | '1.1' | '2';
  readonly status: number;
  readonly statusText: string;
  /** As received: order, case and duplicates are kept. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: ResponseBody;
}

/** Bytes of a body as text: what travels to the page and into the history, and what is masked, parsed and diagnosed. */
export const LARGEST_TEXT = 1024 * 1024;

export interface ResponseBody {
  /** The content, decompressed and decoded with `charset`. Malformed input becomes U+FFFD. */
  readonly text: string;
  /** Bytes kept after decompression. */
  readonly size: number;
  /** Bytes of content on the wire, before decompression. */
  readonly wireSize: number;
  /** The charset used, in lower case, and its source. */
  readonly charset: string;
  readonly contentEncoding: string | null;
  /** True if the text is incomplete: the size limit was reached or the connection broke. */
  readonly truncated: boolean;
  /** True if the bytes do not look like text. */
  readonly binary: boolean;
  /** True if `text` is only the start of the content: the rest can be saved to a file. */
  readonly textCut?: boolean;
}

/** Durations in milliseconds; null for a stage that did not happen (a reused connection has no dns, tcp, tls). */
export interface Timings {
  readonly dns: number | null;
  readonly tcp: number | null;
  readonly tls: number | null;
  /** Writing the request. */
  readonly send: number | null;
  /** From sending the request to the first byte of the response. */
  readonly wait: number | null;
  readonly receive: number | null;
  readonly total: number;
}

export interface ConnectionFacts {
  readonly remoteAddress: string;
  readonly remotePort: number;
  /** Matches an exchange to the embedded server's log, which records the client's port. */
  readonly localPort: number;
  readonly reused: boolean;
  /** The request was first sent on an idle connection that turned out to be dead. */
  readonly sentTwice?: true;
  /** The proxy, if any; then the addresses above are the proxy's. */
  readonly proxy?: ProxyFacts;
  /** The negotiated version; default 1.1. */
  readonly httpVersion?: '1.1' | '2';
}

export interface ProxyFacts {
  /** Without credentials: `http://proxy.example:3128`. */
  readonly url: string;
  /** Where the proxy was configured. */
  readonly source: 'workspace' | 'system' | 'environment';
  /** Whether the proxy tunnels (CONNECT), as for https, or forwards the request. */
  readonly tunnel: boolean;
  /** Whether the proxy received credentials. */
  readonly authenticated: boolean;
}

/** Why there is no complete response. A closed union: diagnose/connection describes each. */
export interface TransportFailure {
  readonly code: FailureCode;
  readonly stage: 'prepare' | 'dns' | 'connect' | 'tls' | 'send' | 'wait' | 'receive';
  /** The platform's message, for example `connect ECONNREFUSED 127.0.0.1:8443`. */
  readonly message: string;
  /** The platform's error code, for example `ECONNREFUSED`. */
  readonly platformCode: string | null;
}

export const FAILURE_CODES = [
  'url-invalid',
  'request-invalid',
  'dns-not-found',
  'dns-failed',
  'connection-refused',
  'connection-reset',
  'connection-closed',
  'network-unreachable',
  'timeout',
  'cancelled',
  'tls-untrusted',
  'tls-handshake',
  'tls-not-tls',
  'http-malformed',
  'headers-too-large',
  'response-too-large',
  'body-truncated',
  'decode-failed',
  'proxy-failed',
  'unknown',
] as const;

export type FailureCode = (typeof FAILURE_CODES)[number];

/** A copy that may leave the main process or be stored: without the named secrets. */
export function redactExchange(exchange: Exchange, names: readonly SecretName[] = WITHHELD_NAMES): Exchange {
  const { request, redirects } = exchange;
  return {
    ...exchange,
    request: redactRequest(request, names),
    ...(redirects && { redirects: redirects.map((hop) => redactExchange(hop, names)) }),
  };
}

export function redactRequest(
  request: HttpRequest,
  names: readonly SecretName[] = WITHHELD_NAMES,
): HttpRequest {
  return {
    ...request,
    url: names.includes('PARAMETER') ? maskQuery(request.url) : request.url,
    headers: request.headers.map(({ name, value }) => ({ name, value: withholdSecrets(value, names) })),
    body: request.body && withholdSecrets(request.body, names),
  };
}
