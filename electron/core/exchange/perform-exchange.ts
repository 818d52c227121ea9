import type { Exchange, HttpRequest, RedirectStop } from '../../../shared/http/exchange.ts';
import { followRedirect } from '../../../shared/http/redirect.ts';
import { DEFAULT_TLS_POLICY } from '../../../shared/tls/default-policy.ts';
import type { TlsPolicy } from '../../../shared/tls/policy.ts';
import type { ConnectionPool } from './connection/connection-pool.ts';
import type { ExchangeOptions, PerformedExchange } from './exchange-options.ts';
import { type PerformedHop, performHop } from './perform-hop.ts';
import { startTimeLimit } from './time-limit.ts';
import { trustStoreFor } from './tls/trust-store.ts';

/**
 * Performs one HTTP exchange, or a chain if redirects are followed, reusing pooled connections. Failures are part of
 * the record; it rejects only for bugs. At every hop, the certificate is verified before any request byte is sent.
 */
export async function performExchange(
  request: HttpRequest,
  options: ExchangeOptions,
  pool: ConnectionPool,
): Promise<PerformedExchange> {
  const limit = startTimeLimit(options.timeLimitMs, options.signal);
  try {
    return await followHops(request, options, (next) => {
      // Like every credential, it belongs to its original origin only.
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
  // A later hop may echo what an earlier one received.
  const withhold = [...new Set([hop, ...earlier].flatMap((performed) => performed.withhold))];
  return { ...hop, exchange, earlier, withhold };
}

/** Preloads the system's CAs, which the first https exchange would wait for. */
export async function warmUpTls(policy: TlsPolicy = DEFAULT_TLS_POLICY): Promise<void> {
  (await trustStoreFor(policy)).contextWith(null);
}
