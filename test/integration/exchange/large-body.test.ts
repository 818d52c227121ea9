import { serialize } from 'node:v8';
import { afterEach, describe, expect, it } from 'vitest';
import { largestResponse } from '../../../electron/core/exchange/exchange-options.ts';
import type { Progress } from '../../../electron/core/exchange/response-sink.ts';
import { type RawServer, type Script, startRawServer } from '../../fixtures/servers/raw-server.ts';
import { httpRequest, perform } from './exchange-bench.ts';

const MIB = 1024 * 1024;

let server: RawServer;

afterEach(() => server.close());

/** Streams so many bytes as fast as they are taken; with `announced` null it says no length. */
function streaming(bytes: number, announced: number | null = bytes): Script {
  return async (peer) => {
    await peer.readRequest();
    const length = announced === null ? 'Connection: close' : `Content-Length: ${announced}`;
    peer.write(`HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n${length}\r\n\r\n`);
    // Two bytes a character, at an odd place, so that the cut for the page falls into the middle of one.
    peer.write('x');
    const closed = new Promise((resolve) => peer.socket.once('close', resolve));
    const chunk = Buffer.from('é'.repeat(32 * 1024));
    for (let left = bytes - 1; left > 0 && !peer.socket.destroyed; left -= chunk.length) {
      if (!peer.socket.write(chunk.subarray(0, left))) {
        await Promise.race([new Promise((resolve) => peer.socket.once('drain', resolve)), closed]);
      }
    }
    if (announced === null) peer.end();
  };
}

describe('a body of 50 MB', () => {
  it('is kept whole, sent to the page in part, and reports its progress', async () => {
    const size = 50_000_001;
    server = await startRawServer({ script: streaming(size) });
    const progress: Progress[] = [];
    const { exchange, bodyBytes } = await perform(httpRequest(server.url()), {
      timeLimitMs: 20_000,
      onProgress: (at) => progress.push(at),
    });
    expect(exchange.failure).toBeNull();
    expect(bodyBytes).toHaveLength(size);
    expect(exchange.response?.body).toMatchObject({ size, wireSize: size, truncated: false, textCut: true });
    const text = exchange.response?.body.text ?? '';
    expect(text).toBe(`x${'é'.repeat((MIB - 2) / 2)}`);
    expect(serialize(exchange).length).toBeLessThan(3 * MIB);
    expect(progress.at(-1)).toEqual({ received: size, total: size });
    expect(progress.every(({ received }, index) => received > (progress[index - 1]?.received ?? 0))).toBe(
      true,
    );
  });

  it('keeps the received part when cancelled', async () => {
    server = await startRawServer({ script: streaming(50_000_000, null) });
    const cancel = new AbortController();
    const { exchange, bodyBytes } = await perform(httpRequest(server.url()), {
      timeLimitMs: 20_000,
      signal: cancel.signal,
      onProgress: ({ received, total }) => {
        expect(total).toBeNull();
        if (received > 5 * MIB) cancel.abort();
      },
    });
    expect(exchange.failure).toMatchObject({ code: 'cancelled', stage: 'receive' });
    expect(bodyBytes.length).toBeGreaterThan(5 * MIB);
    expect(bodyBytes.length).toBeLessThan(50_000_000);
    expect(exchange.response?.body).toMatchObject({ truncated: true, textCut: true });
    await expect.poll(() => server.peers[0]?.socket.destroyed).toBe(true);
  });

  it('without end stops at the cap, with a clear message', async () => {
    server = await startRawServer({ script: streaming(Number.MAX_SAFE_INTEGER, null) });
    const { exchange, bodyBytes } = await perform(httpRequest(server.url()), { timeLimitMs: 20_000 });
    expect(exchange.failure).toMatchObject({ code: 'response-too-large' });
    expect(exchange.failure?.message).toContain('50 MiB');
    expect(bodyBytes).toHaveLength(largestResponse('api'));
  });
});

it('limits what Credence parses to 1 MiB', async () => {
  server = await startRawServer({ script: streaming(MIB) });
  const whole = await perform(httpRequest(server.url()), { purpose: 'metadata' });
  expect(whole.exchange.failure).toBeNull();
  expect(whole.exchange.response?.body).toMatchObject({ size: MIB, truncated: false });
  await server.close();
  server = await startRawServer({ script: streaming(MIB + 1) });
  const { exchange } = await perform(httpRequest(server.url()), { purpose: 'token' });
  expect(exchange.failure).toMatchObject({ code: 'response-too-large' });
  expect(exchange.response?.body.textCut).toBeUndefined();
});
