import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { type RawServer, type Script, startRawServer } from '../../fixtures/servers/raw-server.ts';
import { answer, answering, answeringThenClosing, chunked } from '../../fixtures/servers/scripts.ts';
import { httpRequest, perform } from './exchange-bench.ts';

let server: RawServer;

afterEach(() => server.close());

async function get(script: Script, options: Parameters<typeof perform>[1] = {}) {
  server = await startRawServer({ script });
  return perform(httpRequest(server.url()), options);
}

describe('framing', () => {
  it.each([
    ['a length', answer('hello'), 'hello'],
    [
      'chunks',
      answer(chunked('hel', 'lo'), { headers: ['Transfer-Encoding: chunked'], framing: 'own' }),
      'hello',
    ],
    ['the end of the connection', answer('hello', { framing: 'close' }), 'hello'],
    ['an empty body', answer(''), ''],
    ['204 without a body', answer('', { status: '204 No Content', framing: 'own' }), ''],
    [
      '304 with the length of what it leaves out',
      'HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n',
      '',
    ],
  ])('%s', async (_name, bytes, text) => {
    const { exchange, bodyBytes } = await get(answeringThenClosing(bytes));
    expect(exchange.failure).toBeNull();
    expect(exchange.response?.body).toMatchObject({
      text,
      size: text.length,
      truncated: false,
      binary: false,
    });
    expect(Buffer.from(bodyBytes).toString()).toBe(text);
  });

  it.each([
    ['a body shorter than its length', answer('hell', { headers: ['Content-Length: 9'], framing: 'own' })],
    [
      'a chunk that breaks off',
      answer('9\r\nhell', { headers: ['Transfer-Encoding: chunked'], framing: 'own' }),
    ],
    [
      'a missing last chunk before an announced close',
      answer('4\r\nhell\r\n', { headers: ['Transfer-Encoding: chunked'], framing: 'close' }),
    ],
    [
      'a missing last chunk',
      answer('4\r\nhell\r\n', { headers: ['Transfer-Encoding: chunked'], framing: 'own' }),
    ],
  ])('%s is truncated, and what came is kept', async (_name, bytes) => {
    const { exchange } = await get(answeringThenClosing(bytes));
    expect(exchange.failure).toMatchObject({ code: 'body-truncated', stage: 'receive' });
    expect(exchange.response).toMatchObject({ status: 200, body: { text: 'hell', truncated: true } });
  });

  it.each([
    ['with a length', answer('hell', { headers: ['Content-Length: 9'], framing: 'own' })],
    ['that ends with the connection', answer('hell', { framing: 'close' })],
  ])('a body %s is truncated by a reset', async (_name, bytes) => {
    const { exchange } = await get(async (peer) => {
      await peer.readRequest();
      peer.socket.write(bytes, () => setTimeout(() => peer.reset(), 30));
    });
    expect(exchange.failure).toMatchObject({ code: 'body-truncated', platformCode: 'ECONNRESET' });
    expect(exchange.response?.body).toMatchObject({ text: 'hell', truncated: true });
  });

  it('a chunk with an invalid size is malformed, and earlier content is kept', async () => {
    const bytes = answer('4\r\nhell\r\nzz\r\no', { headers: ['Transfer-Encoding: chunked'], framing: 'own' });
    const { exchange } = await get(answering(bytes));
    expect(exchange.failure).toMatchObject({
      code: 'http-malformed',
      platformCode: 'HPE_INVALID_CHUNK_SIZE',
    });
    expect(exchange.response?.body).toMatchObject({ text: 'hell', truncated: true });
  });

  it('arrives whole however slowly it drips', async () => {
    const bytes = answer(gzipSync('drip'.repeat(20)), { headers: ['Content-Encoding: gzip'] });
    const { exchange } = await get(async (peer) => {
      await peer.readRequest();
      await peer.drip(bytes, 7);
    });
    expect(exchange.failure).toBeNull();
    expect(exchange.response).toMatchObject({ statusText: 'OK', body: { text: 'drip'.repeat(20) } });
  });
});

describe('compression', () => {
  const text = 'compressed '.repeat(1000);
  it.each([
    ['gzip', gzipSync(text)],
    ['x-gzip', gzipSync(text)],
    ['GZIP', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['br', brotliCompressSync(text)],
    ['zstd', zstdCompressSync(text)],
    ['identity', Buffer.from(text)],
    ['gzip, br', brotliCompressSync(gzipSync(text))],
  ])('%s is undone', async (coding, bytes) => {
    const { exchange } = await get(answering(answer(bytes, { headers: [`Content-Encoding: ${coding}`] })));
    expect(exchange.failure).toBeNull();
    expect(exchange.response?.body).toMatchObject({
      text,
      size: text.length,
      wireSize: bytes.length,
      contentEncoding: coding,
    });
  });

  it('codings in two fields are undone like those in one (RFC 9110 §5.3)', async () => {
    const headers = ['Content-Encoding: gzip', 'Content-Encoding: br'];
    const { exchange } = await get(answering(answer(brotliCompressSync(gzipSync(text)), { headers })));
    expect(exchange.failure).toBeNull();
    expect(exchange.response?.body).toMatchObject({ text, contentEncoding: 'gzip, br' });
  });

  it('a body with a wrong Content-Encoding is shown as received', async () => {
    const plain = '{"error":"invalid_client"}'.padEnd(200_000);
    const { exchange } = await get(answering(answer(plain, { headers: ['Content-Encoding: gzip'] })));
    expect(exchange.failure).toMatchObject({ code: 'decode-failed', platformCode: 'Z_DATA_ERROR' });
    expect(exchange.response?.body).toMatchObject({ text: plain, truncated: false, wireSize: 200_000 });
  });

  it('an unknown coding is shown as it came', async () => {
    const { exchange } = await get(answering(answer('abc', { headers: ['Content-Encoding: rot13'] })));
    expect(exchange.failure?.code).toBe('decode-failed');
    expect(exchange.failure?.message).toContain('“rot13”');
    expect(exchange.response?.body).toMatchObject({ text: 'abc', truncated: false });
  });

  it('keeps the readable part of a truncated compressed body', async () => {
    const half = gzipSync(text).subarray(0, 60);
    const { exchange } = await get(answering(answer(half, { headers: ['Content-Encoding: gzip'] })));
    expect(exchange.failure).toMatchObject({ code: 'decode-failed', platformCode: 'Z_BUF_ERROR' });
    expect(exchange.response?.body.text).toMatch(/^compressed /);
    expect(exchange.response?.body.truncated).toBe(true);
  });

  it('keeps the readable part of a compressed body if the connection breaks', async () => {
    const bytes = gzipSync(text);
    const cut = answer(bytes.subarray(0, 60), {
      headers: ['Content-Encoding: gzip', `Content-Length: ${bytes.length}`],
      framing: 'own',
    });
    const { exchange } = await get(answeringThenClosing(cut));
    expect(exchange.failure?.code).toBe('body-truncated');
    expect(exchange.response?.body.text).toMatch(/^compressed /);
  });

  it('a gzip bomb stops at the cap', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, 'A'));
    const { exchange, bodyBytes } = await get(
      answering(answer(bomb, { headers: ['Content-Encoding: gzip'] })),
      { maxResponseBytes: 1024 * 1024 },
    );
    expect(exchange.failure).toMatchObject({ code: 'response-too-large' });
    expect(exchange.failure?.message).toContain('1 MiB');
    expect(bodyBytes).toHaveLength(1024 * 1024);
    expect(exchange.response?.body).toMatchObject({ size: 1024 * 1024, truncated: true });
  });

  it('a stack of codings is not unpacked', async () => {
    const { exchange } = await get(
      answering(answer('x', { headers: ['Content-Encoding: gzip, gzip, gzip, gzip'] })),
    );
    expect(exchange.failure?.code).toBe('decode-failed');
  });
});

describe('size', () => {
  it('stops an endless body at the limit, and keeps the start', async () => {
    const { exchange, wire } = await get(
      async (peer) => {
        await peer.readRequest();
        peer.write('HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n');
        while (!peer.socket.destroyed) {
          peer.write('endless '.repeat(8192));
          await new Promise((resolve) => setImmediate(resolve));
        }
      },
      { maxResponseBytes: 2 * 1024 * 1024 },
    );
    expect(exchange.failure).toMatchObject({ code: 'response-too-large', stage: 'receive' });
    expect(exchange.response?.body).toMatchObject({ size: 2 * 1024 * 1024, truncated: true });
    expect(wire.received).toHaveLength(1024 * 1024);
    expect(wire.truncated).toBe(true);
  });

  it('50 MiB arrive whole under the default cap', async () => {
    const big = Buffer.alloc(50 * 1024 * 1024, 'B');
    const { exchange, bodyBytes } = await get(answering(answer(big)), { timeLimitMs: 30_000 });
    expect(exchange.failure).toBeNull();
    expect(bodyBytes).toHaveLength(big.length);
  });

  it('a head of more than 128 KiB is too large', async () => {
    const { exchange } = await get(answering(answer('x', { headers: [`X-Big: ${'x'.repeat(140_000)}`] })));
    expect(exchange.failure?.code).toBe('headers-too-large');
    expect(exchange.response).toBeNull();
  });

  it('a head of 100 KB is not', async () => {
    const { exchange } = await get(answering(answer('x', { headers: [`X-Big: ${'x'.repeat(100_000)}`] })));
    expect(exchange.failure).toBeNull();
  });
});

describe('text', () => {
  it.each([
    ['application/json', Buffer.from('{"a":"é"}'), '{"a":"é"}', 'utf-8 (JSON)'],
    ['text/html; charset=ISO-8859-1', Buffer.from('<p>é', 'latin1'), '<p>é', 'windows-1252 (Content-Type)'],
    ['text/plain; charset="shift_jis"', Buffer.from([0x93, 0xfa]), '日', 'shift_jis (Content-Type)'],
    ['text/plain; charset=latin1', Buffer.from('\ufeffé', 'utf8'), 'é', 'utf-8 (byte order mark)'],
    ['text/plain', Buffer.from([0x61, 0xff, 0x62, 0x63, 0x64, 0x65]), 'a\ufffdbcde', 'utf-8 (default)'],
  ])('%s', async (type, bytes, text, charset) => {
    const { exchange } = await get(answering(answer(bytes, { headers: [`Content-Type: ${type}`] })));
    expect(exchange.response?.body).toMatchObject({ text, charset, binary: false });
  });

  it('an image is binary', async () => {
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
    const { exchange, bodyBytes } = await get(
      answering(answer(png, { headers: ['Content-Type: image/png'] })),
    );
    expect(exchange.response?.body.binary).toBe(true);
    expect(Buffer.from(bodyBytes)).toEqual(png);
  });

  it('an HTML page with status 200 is an ordinary response', async () => {
    const page = '<!doctype html><title>Sign in</title>';
    const { exchange } = await get(answering(answer(page, { headers: ['Content-Type: text/html'] })));
    expect(exchange.failure).toBeNull();
    expect(exchange.response?.body.text).toBe(page);
  });
});
