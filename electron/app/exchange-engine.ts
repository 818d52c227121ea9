import type { Exchange, ExchangePurpose, HttpRequest } from '../../shared/http/exchange.ts';
import type { TlsPolicy } from '../../shared/tls/policy.ts';

export interface ExchangeOptions {
  readonly id: string;
  readonly purpose: ExchangePurpose;
  readonly policy: TlsPolicy;
  readonly timeLimitMs: number;
  readonly signal: AbortSignal;
}

/** Sends one request and records what came of it; failures are in the record. */
export interface ExchangeEngine {
  perform(request: HttpRequest, options: ExchangeOptions): Promise<Exchange>;
  /** Loads what the first request would otherwise wait for. */
  warmUp(): Promise<void>;
  close(): Promise<void>;
}

/** The HTTP client is large, and nobody sends a request before the window is there: it is loaded after that. */
export function lazyExchangeEngine(): ExchangeEngine {
  let loading: Promise<typeof import('../exchange/perform-exchange.ts')> | null = null;
  const load = () => {
    loading ??= import('../exchange/perform-exchange.ts');
    return loading;
  };
  return {
    async perform(request, options) {
      const { performExchange } = await load();
      const { exchange } = await performExchange(request, { ...options, followRedirects: false });
      return exchange;
    },
    async warmUp() {
      await load();
    },
    async close() {
      if (loading !== null) (await loading).closeConnections();
    },
  };
}
