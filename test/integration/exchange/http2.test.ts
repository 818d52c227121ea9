import { once } from 'node:events';
import { createSecureServer, createServer, type Http2Server } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ConnectionPool } from '../../../electron/core/exchange/connection/connection-pool.ts';
import { parseProxyAddress } from '../../../electron/core/exchange/proxy/proxy-route.ts';
import { viewWire } from '../../../electron/core/exchange/recording/view-wire.ts';
import { maskText, secretSpan } from '../../../shared/text/sensitive-text.ts';
import { makeTestPki, presentFaulty, type TestPki } from '../../fixtures/certificates/test-pki.ts';
import {
  answeringFrames,
  data,
  ERROR,
  FRAME,
  frame,
  goaway,
  resetStream,
  responseHead,
} from '../../fixtures/servers/http2-frames.ts';
import { startProxyServer } from '../../fixtures/servers/proxy-server.ts';
import { type Script, startRawServer } from '../../fixtures/servers/raw-server.ts';
import { answer, answering } from '../../fixtures/servers/scripts.ts';
import { httpRequest, perform, trusting } from './exchange-bench.ts';

let pki: TestPki;
const closing: (() => unknown)[] = [];

beforeAll(async () => {
  pki = await makeTestPki();
});

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface Seen {
  readonly headers: readonly string[];
  readonly body: string;
}

/** An honest HTTP/2 server that says what it saw. */
async function startHttp2(server: Http2Server = createSecureServer({ ...pki.good, allowHTTP1: true })) {
  const seen: Seen[] = [];
  const sessions = new Set<{ destroy(): void }>();
  server.on('session', (session) => sessions.add(session));
  server.on('stream', (stream, _headers, _flags, rawHeaders: string[]) => {
    const chunks: Buffer[] = [];
    stream.on('error', () => {});
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      seen.push({ headers: rawHeaders, body: Buffer.concat(chunks).toString() });
      stream.respond({
        ':status': 200,
        'content-type': 'text/plain',
        'content-encoding': 'gzip',
        'x-a': ['1', '2'],
      });
      stream.end(gzipSync('over HTTP/2'));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    for (const session of sessions) session.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, seen, sessions };
}

function tokenRequest(url: string) {
  const request = httpRequest(url, {
    method: 'POST',
    headers: [
      ['X-Own', 'a'],
      ['X-Own', 'b'],
    ],
    body: 'x',
  });
  const body = ['client_secret=', secretSpan('CLIENT_SECRET', 'canary-5ecr3t')];
  const headers = request.headers.map((field) =>
    field.name === 'content-length' ? { ...field, value: ['27'] } : field,
  );
  return { ...request, headers, body };
}

describe('HTTP/2', () => {
  it.each(['auto', '2'] as const)('%s: sends the same request, pseudo-headers first', async (httpVersion) => {
    const { port, seen } = await startHttp2();
    const performed = await perform(tokenRequest(`https://localhost:${port}/p?q`), {
      httpVersion,
      policy: trusting(pki.root.pem),
    });
    const { exchange } = performed;
    expect(exchange.failure).toBeNull();
    expect(exchange.response).toMatchObject({ httpVersion: '2', status: 200, statusText: '' });
    expect(exchange.response?.body.text).toBe('over HTTP/2');
    expect(exchange.response?.headers.filter(([name]) => name === 'x-a')).toEqual([
      ['x-a', '1'],
      ['x-a', '2'],
    ]);
    expect(exchange.connection?.httpVersion).toBe('2');
    expect(exchange.tls).toMatchObject({ alpn: 'h2', acceptedBy: 'extra-ca' });
    const pairs = Array.from({ length: (seen[0]?.headers.length ?? 0) / 2 }, (_, index) =>
      seen[0]?.headers.slice(index * 2, index * 2 + 2).join(': '),
    );
    expect(pairs).toEqual([
      ':method: POST',
      ':scheme: https',
      `:authority: localhost:${port}`,
      ':path: /p?q',
      'x-own: a',
      'x-own: b',
      'content-length: 27',
    ]);
    expect(seen[0]?.body).toBe('client_secret=canary-5ecr3t');

    const wire = viewWire(performed);
    expect(wire.protocol).toBe('2');
    expect(maskText(wire.sent.text)).toBe(`${pairs.join('\r\n')}\r\n\r\nclient_secret=••••••••`);
    expect(maskText(wire.received.text)).toMatch(/^:status: 200\r\n[\s\S]*\r\n\r\nover HTTP\/2$/);
    expect(wire.frames.filter(({ direction }) => direction === 'sent').map(({ type }) => type)).toEqual(
      expect.arrayContaining(['SETTINGS', 'HEADERS', 'DATA']),
    );
    expect(wire.frames.find(({ type }) => type === 'DATA')?.flags).toBeDefined();
    expect(JSON.stringify(wire)).not.toContain('canary');
  });

  it('1.1 by default', async () => {
    const { port, seen } = await startHttp2();
    const server = await startRawServer({
      script: answering(answer('one')),
      tls: { ...pki.good, ALPNProtocols: ['h2', 'http/1.1'] },
    });
    closing.push(() => server.close());
    const { exchange } = await perform(httpRequest(server.url()), { policy: trusting(pki.root.pem) });
    expect(exchange.response?.httpVersion).toBe('1.1');
    expect(exchange.tls?.alpn).toBe('http/1.1');
    expect([port > 0, seen.length]).toEqual([true, 0]);
  });

  it('auto falls back to 1.1, and 2 reports that HTTP/2 is not available', async () => {
    const server = await startRawServer({ script: answering(answer('one')), tls: pki.good });
    closing.push(() => server.close());
    const policy = trusting(pki.root.pem);
    const auto = await perform(httpRequest(server.url()), { policy, httpVersion: 'auto' });
    expect(auto.exchange.response?.httpVersion).toBe('1.1');
    const only = await perform(httpRequest(server.url()), { policy, httpVersion: '2' });
    expect(only.exchange.failure).toMatchObject({ code: 'tls-handshake', platformCode: 'ERR_NO_HTTP2' });
    expect(server.peers.slice(1).every(({ received }) => received.length === 0)).toBe(true);
  });

  it('the server is judged before the preface leaves', async () => {
    const bad = await presentFaulty('wrong-host', pki);
    const server = await startRawServer({ script: () => {}, tls: { ...bad, ALPNProtocols: ['h2'] } });
    closing.push(() => server.close());
    const { exchange } = await perform(httpRequest(server.url()), {
      policy: trusting(pki.root.pem),
      httpVersion: 'auto',
    });
    expect(exchange.failure?.code).toBe('tls-untrusted');
    expect(server.peers.every(({ received }) => received.length === 0)).toBe(true);
  });

  it('with prior knowledge over plain http', async () => {
    const { port } = await startHttp2(createServer());
    const { exchange } = await perform(httpRequest(`http://localhost:${port}/`), { httpVersion: '2' });
    expect(exchange.response).toMatchObject({ httpVersion: '2', status: 200 });
  });

  it('through a proxy’s tunnel', async () => {
    const { port } = await startHttp2();
    const proxy = await startProxyServer();
    closing.push(() => proxy.close());
    const { exchange } = await perform(httpRequest(`https://localhost:${port}/`), {
      httpVersion: 'auto',
      policy: trusting(pki.root.pem),
      findProxy: async () => parseProxyAddress(`http://localhost:${proxy.port}`, 'workspace'),
    });
    expect(exchange.response?.httpVersion).toBe('2');
    expect(exchange.connection).toMatchObject({ httpVersion: '2', proxy: { tunnel: true } });
  });

  it('its connection is kept and reused', async () => {
    const pool = new ConnectionPool();
    closing.push(() => pool.close());
    const { port, sessions } = await startHttp2();
    const options = { pool, policy: trusting(pki.root.pem), httpVersion: 'auto' } as const;
    for (const reused of [false, true, true]) {
      const { exchange, wire } = await perform(httpRequest(`https://localhost:${port}/`), options);
      expect(exchange.response?.body.text).toBe('over HTTP/2');
      expect(exchange.connection).toMatchObject({ reused, httpVersion: '2' });
      expect(wire.receivedBytes).toBeGreaterThan(0);
    }
    expect(sessions.size).toBe(1);
    for (const session of sessions) session.destroy();
    await expect.poll(() => pool.size).toBe(0);
  });

  it('a cancelled request resets its stream', async () => {
    const server = createSecureServer({ ...pki.good });
    const codes: number[] = [];
    server.on('stream', (stream) => {
      stream.on('error', () => {});
      stream.respond({ ':status': 200 });
      stream.write('begun');
      stream.on('close', () => codes.push(stream.rstCode ?? -1));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    closing.push(() => server.close());
    const cancel = new AbortController();
    const { exchange } = await perform(
      httpRequest(`https://localhost:${(server.address() as AddressInfo).port}/`),
      {
        httpVersion: '2',
        policy: trusting(pki.root.pem),
        signal: cancel.signal,
        onProgress: () => cancel.abort(),
      },
    );
    expect(exchange.failure?.code).toBe('cancelled');
    expect(exchange.response?.body.text).toBe('begun');
    await expect.poll(() => codes.length).toBe(1);
  });
});

describe('an HTTP/2 exchange that is broken off', () => {
  const head = responseHead([['content-type', 'text/plain']]);
  it.each<[string, Script, string, string | RegExp | null]>([
    ['refused', answeringFrames(resetStream(ERROR.refused)), 'connection-reset', 'HTTP2_REFUSED_STREAM'],
    [
      'wants HTTP/1.1',
      answeringFrames(resetStream(ERROR.http11)),
      'connection-reset',
      'HTTP2_HTTP_1_1_REQUIRED',
    ],
    [
      'protocol error',
      answeringFrames(resetStream(ERROR.protocol)),
      'http-malformed',
      'HTTP2_PROTOCOL_ERROR',
    ],
    [
      'reset in the body',
      answeringFrames(Buffer.concat([head, data('ha', { endStream: false }), resetStream(ERROR.internal)])),
      'body-truncated',
      'HTTP2_INTERNAL_ERROR',
    ],
    ['GOAWAY', answeringFrames(goaway(ERROR.calm), 'end'), 'connection-closed', 'HTTP2_ENHANCE_YOUR_CALM'],
    ['GOAWAY in good order', answeringFrames(goaway(ERROR.none), 'end'), 'connection-closed', null],
    [
      'GOAWAY in the body',
      answeringFrames(
        Buffer.concat([head, data('ha', { endStream: false }), goaway(ERROR.internal, 1)]),
        'end',
      ),
      'body-truncated',
      null,
    ],
    ['closed', answeringFrames(Buffer.alloc(0), 'end'), 'connection-closed', null],
    [
      'closed in the body',
      answeringFrames(Buffer.concat([head, data('ha', { endStream: false })]), 'end'),
      'body-truncated',
      null,
    ],
    [
      'a frame that is too large',
      answeringFrames(frame(FRAME.data, { stream: 1, length: 0xffffff })),
      'http-malformed',
      null,
    ],
    ['noise', answeringFrames(Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')), 'http-malformed', null],
    [
      'a shorter body than was said',
      answeringFrames(Buffer.concat([responseHead([['content-length', '9']]), data('ha')])),
      'body-truncated',
      null,
    ],
  ])('%s', async (_how, script, code, platformCode) => {
    const server = await startRawServer({ script, tls: { ...pki.good, ALPNProtocols: ['h2'] } });
    closing.push(() => server.close());
    const { exchange } = await perform(httpRequest(server.url()), {
      httpVersion: '2',
      policy: trusting(pki.root.pem),
      timeLimitMs: 3_000,
    });
    expect(exchange.failure?.code, JSON.stringify(exchange.failure)).toBe(code);
    if (platformCode !== null) expect(exchange.failure?.platformCode).toMatch(platformCode);
  });

  // Over plain TCP, because a TLS socket cannot be torn down by its owner.
  it.each([
    ['before an answer', Buffer.alloc(0), 'connection-reset'],
    ['in the body', Buffer.concat([head, data('ha', { endStream: false })]), 'body-truncated'],
  ] as const)('torn down %s', async (_when, bytes, code) => {
    const server = await startRawServer({ script: answeringFrames(bytes, 'reset') });
    closing.push(() => server.close());
    const { exchange } = await perform(httpRequest(server.url()), { httpVersion: '2' });
    expect(exchange.failure, JSON.stringify(exchange.failure)).toMatchObject({ code });
  });

  it('GOAWAY after the request lets it finish, and the connection is not reused', async () => {
    const pool = new ConnectionPool();
    closing.push(() => pool.close());
    const script = answeringFrames(Buffer.concat([goaway(ERROR.none, 1), head, data('done')]));
    const server = await startRawServer({ script, tls: { ...pki.good, ALPNProtocols: ['h2'] } });
    closing.push(() => server.close());
    const { exchange } = await perform(httpRequest(server.url()), {
      pool,
      httpVersion: '2',
      policy: trusting(pki.root.pem),
    });
    expect(exchange.failure).toBeNull();
    expect(exchange.response?.body.text).toBe('done');
    expect(pool.size).toBe(0);
  });
});
