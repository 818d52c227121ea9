import { ConnectionPool } from '../../../electron/core/exchange/connection/connection-pool.ts';
import type { ExchangeOptions, PerformedExchange } from '../../../electron/core/exchange/exchange-options.ts';
import { performExchange } from '../../../electron/core/exchange/perform-exchange.ts';
import { buildRequest } from '../../../shared/http/build-request.ts';
import type { HttpRequest } from '../../../shared/http/exchange.ts';
import { DEFAULT_TLS_POLICY } from '../../../shared/tls/default-policy.ts';
import type { TlsPolicy } from '../../../shared/tls/policy.ts';

/** A request as the product's builders make it. */
export function httpRequest(
  url: string,
  {
    method = 'GET',
    headers = [],
    body = null,
  }: { method?: string; headers?: readonly (readonly [string, string])[]; body?: string | null } = {},
): HttpRequest {
  const built = buildRequest({
    method,
    url: new URL(url),
    ours: [],
    theirs: headers.map(([name, value], index) => ({ id: String(index), name, value, enabled: true })),
    body: body === null ? null : [body],
  });
  if (!built.ok) throw new Error(built.error.message);
  return built.value;
}

/** Performs an exchange on a pool of its own, unless given one. */
export async function perform(
  request: HttpRequest,
  options: Partial<ExchangeOptions> & { pool?: ConnectionPool } = {},
): Promise<PerformedExchange> {
  const { pool = new ConnectionPool(), ...rest } = options;
  try {
    return await performExchange(
      request,
      {
        id: 'test',
        purpose: 'api',
        policy: DEFAULT_TLS_POLICY,
        timeLimitMs: 20_000,
        signal: new AbortController().signal,
        ...rest,
      },
      pool,
    );
  } finally {
    if (!options.pool) pool.close();
  }
}

export function trusting(pem: string): TlsPolicy {
  return { ...DEFAULT_TLS_POLICY, extraCas: [{ name: 'Test CA', pem }] };
}

export const UNVERIFIED: TlsPolicy = { ...DEFAULT_TLS_POLICY, verification: 'off' };
