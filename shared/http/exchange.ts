import {
  type SecretName,
  type SensitiveText,
  WITHHELD_NAMES,
  withholdSecrets,
} from '../text/sensitive-text.ts';
import type { TlsReport } from '../tls/report.ts';
import { maskQuery } from './mark-query.ts';

/**
 * The recorded fact of one HTTP request and what came of it. Immutable and serialisable.
 * Preview, diagnosis, HAR, curl and history are functions of it.
 */
export interface Exchange {
  readonly id: string;
  readonly purpose: ExchangePurpose;
  readonly request: HttpRequest;
  /** Null when no complete response head arrived. */
  readonly response: HttpResponse | null;
  /** Why there is no response, or why its body is incomplete. Null on success. */
  readonly failure: TransportFailure | null;
  readonly timings: Timings;
  readonly connection: ConnectionFacts | null;
  /** Null for plain http, and when the handshake never got as far as a certificate. */
  readonly tls: TlsReport | null;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** The hops before this one, first to last, where redirects were followed: by choice, and for API calls alone. */
  readonly redirects?: readonly Exchange[];
  /** Why the redirect that `response` is was not followed, although it was to be. */
  readonly redirectStop?: RedirectStop;
  /** The exchange that repeated this request at once, by itself, and why: the next, where there are several. */
  readonly repeatedBy?: Repetition;
  /** The exchange whose request this one repeats: the one just before, where there are several. */
  readonly repeats?: Repetition;
}

declare const MASKED: unique symbol;

/**
 * An exchange that may be shown and recorded: without the secrets that the run used, also where they came back. Only
 * `maskExchange` makes one.
 */
export type MaskedExchange = Exchange & { readonly [MASKED]: true };

interface Repetition {
  /** Of the other exchange. */
  readonly exchangeId: string;
  readonly reason: RepetitionReason;
}

export type RepetitionReason =
  /** The server asked for a nonce in the proof (RFC 9449 §8, §9). */
  | 'dpop-nonce'
  /** The API refused the token, and a new one was got, by the person's choice. */
  | 'token-renewed';

export type RedirectStop =
  /** Not an http or https address. */
  | 'location-invalid'
  /** The same request was made before. */
  | 'loop'
  /** Too many hops. */
  | 'limit'
  /** The body holds a secret, and another origin asks for it. */
  | 'body-secret';

/** What a request was made for. */
export const EXCHANGE_PURPOSES = ['token', 'api', 'metadata', 'jwks', 'introspection', 'revocation'] as const;

export type ExchangePurpose = (typeof EXCHANGE_PURPOSES)[number];

/** A request exactly as it goes over the wire: every header field in order, as cased, Host and Content-Length included. */
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
  /** As received: order, case and duplicates kept. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: ResponseBody;
}

export interface ResponseBody {
  /** The content, decompressed and decoded by `charset`; malformed input shows as U+FFFD. */
  readonly text: string;
  /** Bytes after decompression that were kept. */
  readonly size: number;
  /** Bytes of content on the wire, before decompression. */
  readonly wireSize: number;
  /** The charset used to decode, lower case, and where it was found. */
  readonly charset: string;
  readonly contentEncoding: string | null;
  /** True when the text is not all there is: the size cap was reached or the connection broke. */
  readonly truncated: boolean;
  /** True when the bytes do not look like text. */
  readonly binary: boolean;
  /** True when `text` is only the beginning of what was kept: the whole can be saved to a file. */
  readonly textCut?: boolean;
}

/** Durations in milliseconds; null for a stage that did not happen (a reused connection has no dns, tcp, tls). */
export interface Timings {
  readonly dns: number | null;
  readonly tcp: number | null;
  readonly tls: number | null;
  /** Writing the request. */
  readonly send: number | null;
  /** From the request written to the first byte of the response. */
  readonly wait: number | null;
  readonly receive: number | null;
  readonly total: number;
}

export interface ConnectionFacts {
  readonly remoteAddress: string;
  readonly remotePort: number;
  /** Ties an exchange to the embedded server's log, which records the peer's port. */
  readonly localPort: number;
  readonly reused: boolean;
  /** It went out before over an idle connection, which turned out to be dead before a byte of an answer came. */
  readonly sentTwice?: true;
  /** What went between; then the addresses above are those of the way to the proxy. */
  readonly proxy?: ProxyFacts;
  /** What was agreed on before the request was sent; 1.1 where nothing is said. */
  readonly httpVersion?: '1.1' | '2';
}

export interface ProxyFacts {
  /** Without credentials: `http://proxy.example:3128`. */
  readonly url: string;
  /** Who named it. */
  readonly source: 'workspace' | 'system' | 'environment';
  /** Whether it passed bytes on unseen (CONNECT), as for https, or read and forwarded the request. */
  readonly tunnel: boolean;
  /** Whether it was given credentials. */
  readonly authenticated: boolean;
}

/** Why a request yielded no complete response. A closed union: diagnose/connection has sentences for each. */
export interface TransportFailure {
  readonly code: FailureCode;
  readonly stage: 'prepare' | 'dns' | 'connect' | 'tls' | 'send' | 'wait' | 'receive';
  /** The platform's own words, for example `connect ECONNREFUSED 127.0.0.1:8443`. */
  readonly message: string;
  /** The platform's own code, for example `ECONNREFUSED`. */
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

/** A copy that may leave the main process or be kept on disk: the named secrets are withheld. */
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
