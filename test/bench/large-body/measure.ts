// Run by Electron's Node: how long the loop of the main process stands still while a large answer comes, and how much
// of it travels to the page.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { serialize } from 'node:v8';
import { ConnectionPool } from '../../../electron/core/exchange/connection/connection-pool.ts';
import type { ExchangeOptions } from '../../../electron/core/exchange/exchange-options.ts';
import { performExchange } from '../../../electron/core/exchange/perform-exchange.ts';
import { buildRequest } from '../../../shared/http/build-request.ts';
import { DEFAULT_TLS_POLICY } from '../../../shared/tls/default-policy.ts';

const [port = '', megabytes = ''] = process.argv.slice(2);
const pool = new ConnectionPool();

async function exchange(bytes: number): Promise<number> {
  const url = new URL(`http://127.0.0.1:${port}/${bytes}`);
  const request = buildRequest({ method: 'GET', url, ours: [], theirs: [], body: null });
  if (!request.ok) throw new Error(request.error.message);
  const options: ExchangeOptions = {
    id: 'bench',
    purpose: 'api',
    policy: DEFAULT_TLS_POLICY,
    timeLimitMs: 60_000,
    maxResponseBytes: 1e9,
    signal: new AbortController().signal,
  };
  const { exchange: recorded, bodyBytes } = await performExchange(request.value, options, pool);
  if (recorded.failure || bodyBytes.length !== bytes) throw new Error(JSON.stringify(recorded.failure));
  return serialize(recorded).length;
}

function ms(value: (histogram: typeof delay) => number): number {
  return Math.round(value(delay) / 1e5) / 10;
}

await exchange(1_000_000);
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const began = performance.now();
const ipcBytes = await exchange(Number(megabytes) * 1_000_000);
const total = Math.round(performance.now() - began);
delay.disable();
pool.close();
console.log(
  JSON.stringify({
    total,
    p50: ms((h) => h.percentile(50)),
    p99: ms((h) => h.percentile(99)),
    max: ms((h) => h.max),
    ipcBytes,
  }),
);
