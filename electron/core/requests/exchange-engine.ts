import type { HttpRequest } from '../../../shared/http/exchange.ts';
import type { WireView } from '../../../shared/http/wire.ts';
import type { ExchangeOptions, PerformedExchange } from '../exchange/exchange-options.ts';
import { ExchangeArchive } from '../exchange/recording/exchange-archive.ts';

interface PerformOptions extends ExchangeOptions {
  /** Whether to keep the bytes for inspection: not for repeated runs. */
  readonly keepBytes?: boolean;
}

/** An unmasked exchange and its secrets. Mask it before showing or recording it. */
export type SentExchange = Pick<PerformedExchange, 'exchange' | 'withhold'>;

/** Sends one request and records the result, including failures. */
export interface ExchangeEngine {
  perform(request: HttpRequest, options: PerformOptions): Promise<SentExchange>;
  /** The bytes of a recent exchange, by ID. */
  find(id: string): PerformedExchange | null;
  viewWire(performed: PerformedExchange): Promise<WireView>;
  /** Preloads what the first request would otherwise wait for. */
  warmUp(): Promise<void>;
  close(): Promise<void>;
}

/** Loads the large HTTP client only after the window is visible. */
export function lazyExchangeEngine(): ExchangeEngine {
  const archive = new ExchangeArchive();
  let loading: ReturnType<typeof loadEngine> | null = null;
  const load = () => {
    loading ??= loadEngine();
    return loading;
  };
  return {
    async perform(request, { keepBytes = true, ...options }) {
      const { performExchange, pool } = await load();
      const performed = await performExchange(request, options, pool);
      if (keepBytes) for (const hop of [...performed.earlier, performed]) archive.keep(hop);
      return { exchange: performed.exchange, withhold: performed.withhold };
    },
    find: (id) => archive.find(id),
    async viewWire(performed) {
      return (await load()).viewWire(performed);
    },
    async warmUp() {
      await (await load()).warmUpTls();
    },
    async close() {
      if (loading !== null) (await loading).pool.close();
    },
  };
}

async function loadEngine() {
  const { ConnectionPool, performExchange, viewWire, warmUpTls } = await import('../exchange/engine.ts');
  return { performExchange, viewWire, warmUpTls, pool: new ConnectionPool() };
}
