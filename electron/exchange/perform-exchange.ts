import type { Exchange, ExchangePurpose, HttpRequest, RedirectStop } from '../../shared/http/exchange.ts';
import { followRedirect } from '../../shared/http/redirect.ts';
import type { LayoutOptions } from '../../shared/http/request-layout.ts';
import type { HttpVersionChoice } from '../../shared/model/connection.ts';
import { DEFAULT_TLS_POLICY, type TlsPolicy } from '../../shared/tls/policy.ts';
import type { ClientCertificate } from '../credentials/client-certificate.ts';
import { ConnectionPool } from './connection/connection-pool.ts';
import { type PerformedHop, performHop } from './perform-hop.ts';
import type { FindProxy } from './proxy/proxy-route.ts';
import type { WireRecord } from './recording/wire-tap.ts';
import type { Progress } from './response-sink.ts';
import { startTimeLimit } from './time-limit.ts';
import { trustStoreFor } from './tls/trust-store.ts';

export interface ExchangeOptions {
  readonly id: string;
  readonly purpose: ExchangePurpose;
  readonly policy: TlsPolicy;
  /** Over all of it, from the look-up of the first name to the last byte of the last answer. */
  readonly timeLimitMs: number;
  /** Of decompressed content; 50 MiB unless told. */
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
  readonly withhold: readonly string[];
  /** The hops before it, where redirects were followed. */
  readonly earlier: readonly PerformedExchange[];
}

export const DEFAULT_MAX_RESPONSE_BYTES = 50 * 1024 * 1024;

/** The connections of the app; tests bring their own. */
const sharedPool = new ConnectionPool();

/**
 * Performs one HTTP exchange, or a chain of them where redirects are followed. Whatever goes wrong on the way is part
 * of the record; it rejects for bugs only. No byte of a request leaves before the server's certificate has been
 * judged by the policy, at every hop.
 */
export async function performExchange(
  request: HttpRequest,
  options: ExchangeOptions,
  pool: ConnectionPool = sharedPool,
): Promise<PerformedExchange> {
  const limit = startTimeLimit(options.timeLimitMs, options.signal);
  try {
    return await followHops(request, options, (next) => {
      // Like every credential, ours is for the origin that it was meant for.
      const { clientCertificate = null } = options;
      const presented = isSameOrigin(next.url, request.url) ? clientCertificate : null;
      const hopOptions = { ...options, clientCertificate: presented };
      return performHop(next, hopOptions, { pool, signal: limit.signal });
    });
  } finally {
    limit.dispose();
  }
}

async function followHops(
  first: HttpRequest,
  { id, purpose, followRedirects = false, renewProof }: ExchangeOptions,
  perform: (request: HttpRequest) => Promise<PerformedHop>,
): Promise<PerformedExchange> {
  const follows = followRedirects && purpose === 'api';
  const requests = [first];
  const earlier: PerformedExchange[] = [];
  for (let request = first; ; ) {
    const hop = await perform(request);
    const { response, failure } = hop.exchange;
    const step = follows && response && failure === null ? followRedirect(requests, response) : null;
    if (step?.kind !== 'follow') return lastOf(hop, earlier, step?.reason ?? null);
    earlier.push({ ...hop, exchange: { ...hop.exchange, id: `${id}/${earlier.length + 1}` }, earlier: [] });
    request = renewProof ? await renewProof(step.request, hop.exchange) : step.request;
    requests.push(request);
  }
}

function isSameOrigin(one: string, other: string): boolean {
  return one === other || new URL(one).origin === new URL(other).origin;
}

function lastOf(
  hop: PerformedHop,
  earlier: readonly PerformedExchange[],
  redirectStop: RedirectStop | null,
): PerformedExchange {
  const exchange: Exchange = {
    ...hop.exchange,
    ...(earlier.length > 0 && { redirects: earlier.map((performed) => performed.exchange) }),
    ...(redirectStop && { redirectStop }),
  };
  return { ...hop, exchange, earlier };
}

/** Reads the system's authorities, which the first https exchange would otherwise wait for. */
export async function warmUpTls(policy: TlsPolicy = DEFAULT_TLS_POLICY): Promise<void> {
  (await trustStoreFor(policy)).contextWith(null);
}

/** Closes idle connections; for the app's end. */
export function closeConnections(): void {
  sharedPool.close();
}
