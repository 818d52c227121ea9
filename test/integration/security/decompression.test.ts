import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { constants, createBrotliCompress } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RESPONSE_MEMORY } from '../../../electron/core/exchange/body/memory-budget.ts';
import { httpRequest, perform } from '../exchange/exchange-bench.ts';

const MIB = 1024 * 1024;
const server = createServer((_request, response) => {
  response.writeHead(200, { 'content-encoding': 'br' });
  response.end(bomb);
});
let bomb: Buffer;

/** Some kilobytes that become 1 GiB. */
async function makeBomb(): Promise<Buffer> {
  const compress = createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 3 } });
  const chunks: Buffer[] = [];
  compress.on('data', (chunk: Buffer) => chunks.push(chunk));
  const block = Buffer.alloc(16 * MIB);
  for (let written = 0; written < 1024 * MIB; written += block.length) {
    await new Promise<void>((resolve) => compress.write(block, () => resolve()));
  }
  await new Promise<void>((resolve) => compress.once('end', resolve).end());
  return Buffer.concat(chunks);
}

beforeAll(async () => {
  bomb = await makeBomb();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => void server.close());

const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

/** The most memory in buffers while `work` goes on, above what there was before. */
async function peakOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage().arrayBuffers;
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().arrayBuffers - before);
  }, 5);
  await work();
  clearInterval(timer);
  return peak;
}

test('24 tiny brotli bodies at once stay within the memory for all responses', async () => {
  expect(bomb.length).toBeLessThan(MIB);
  let failures: (string | undefined)[] = [];
  const peak = await peakOf(async () => {
    const exchanges = await Promise.all(Array.from({ length: 24 }, () => perform(httpRequest(url()))));
    failures = exchanges.map(({ exchange }) => exchange.failure?.code);
  });
  // On a busy machine the time limit may come first.
  for (const failure of failures) expect(['response-too-large', 'timeout']).toContain(failure);
  // What is handed on is copied once.
  expect(peak).toBeLessThan(2 * RESPONSE_MEMORY.limit);
  expect(RESPONSE_MEMORY.used).toBe(0);
});
