import { createServer } from 'node:net';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeTestPki, type TestPki } from '../../fixtures/certificates/test-pki.ts';
import { type RawServer, type Script, startRawServer } from '../../fixtures/servers/raw-server.ts';
import { answer, answering, silent } from '../../fixtures/servers/scripts.ts';
import { httpRequest, perform, UNVERIFIED } from './exchange-bench.ts';

let pki: TestPki;
let server: RawServer | null = null;

beforeAll(async () => {
  pki = await makeTestPki();
});

afterEach(async () => {
  await server?.close();
  server = null;
});

async function serve(script: Script): Promise<RawServer> {
  server = await startRawServer({ script });
  return server;
}

/** A port that nobody listens on: it was free a moment ago. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port');
  return address.port;
}

describe('before there is a connection', () => {
  it.each(['localhost', '127.0.0.1', '[::1]'])('a port that refuses, at %s', async (host) => {
    const { exchange, wire } = await perform(httpRequest(`http://${host}:${await freePort()}/`));
    expect(exchange.failure).toMatchObject({
      code: 'connection-refused',
      stage: 'connect',
      platformCode: 'ECONNREFUSED',
    });
    expect(exchange.failure?.message).toContain('ECONNREFUSED');
    expect(exchange.response).toBeNull();
    expect(exchange.connection).toBeNull();
    expect(wire.sent).toHaveLength(0);
  });

  it('a host that does not exist', async () => {
    const { exchange } = await perform(httpRequest('https://something.invalid/oauth/v2/oauth-token'));
    expect(exchange.failure).toMatchObject({ stage: 'dns' });
    // Without any network the resolver may say that it could not ask rather than that there is no such name.
    expect(['dns-not-found', 'dns-failed']).toContain(exchange.failure?.code);
    expect(exchange.failure?.message).toContain('something.invalid');
    expect(exchange.timings.dns).not.toBeNull();
    expect(exchange.timings.tcp).toBeNull();
  });

  it.each(['ftp://localhost/', 'not a url', ''])('an address that is none: %j', async (url) => {
    const { exchange } = await perform({ ...httpRequest('http://localhost/'), url });
    expect(exchange.failure).toMatchObject({ code: 'url-invalid', stage: 'prepare' });
  });
});

describe('a server that does not respond correctly', () => {
  it.each<readonly [string, Script, object]>([
    [
      'closes without a word',
      async (peer) => void ((await peer.readRequest()) && peer.end()),
      { code: 'connection-closed', stage: 'wait' },
    ],
    [
      'resets without a word',
      async (peer) => void ((await peer.readRequest()) && peer.reset()),
      { code: 'connection-reset', platformCode: 'ECONNRESET' },
    ],
    [
      'closes inside the head',
      async (peer) => void ((await peer.readRequest()) && peer.end('HTTP/1.1 200 OK\r\nCont')),
      { code: 'connection-closed', stage: 'receive' },
    ],
    ['does not speak HTTP', answering('SSH-2.0-OpenSSH_9.2\r\n'), { code: 'http-malformed' }],
    ['answers with a TLS alert', answering(Buffer.from('15030300020228', 'hex')), { code: 'http-malformed' }],
    [
      'sends a header without a name',
      answering('HTTP/1.1 200 OK\r\n: x\r\n\r\n'),
      { code: 'http-malformed' },
    ],
    [
      'names two lengths',
      answering('HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'),
      { code: 'http-malformed' },
    ],
    [
      'switches protocols',
      answering('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n'),
      { code: 'http-malformed' },
    ],
  ])('%s', async (_what, script, failure) => {
    const { url } = await serve(script);
    const { exchange } = await perform(httpRequest(url()));
    expect(exchange.failure).toMatchObject(failure);
    expect(exchange.failure?.message).not.toBe('');
    expect(exchange.response).toBeNull();
  });
});

describe('time limit and cancel, at each stage', () => {
  const halfHead: Script = async (peer) => {
    await peer.readRequest();
    peer.write('HTTP/1.1 200 OK\r\nX-Hal');
  };
  const halfBody: Script = async (peer) => {
    await peer.readRequest();
    peer.write(answer('half', { headers: ['Content-Length: 99'], framing: 'own' }));
  };
  const endlessDrip: Script = async (peer) => {
    await peer.readRequest();
    await peer.drip(answer('x'.repeat(100_000)), 1, 5);
  };
  /** Never reads, so that a large request gets stuck on its way. */
  const deaf: Script = (peer) => peer.socket.pause();

  const stages = [
    ['tls', silent, 'https'],
    ['send', deaf, 'http'],
    ['wait', silent, 'http'],
    ['receive', halfHead, 'http'],
    ['receive', halfBody, 'http'],
    ['receive', endlessDrip, 'http'],
  ] as const;

  it.each(stages)('%s: the limit ends it', async (stage, script, scheme) => {
    const { port } = await serve(script);
    const body = stage === 'send' ? 'x'.repeat(20_000_000) : null;
    const { exchange } = await perform(
      httpRequest(`${scheme}://127.0.0.1:${port}/`, { method: 'POST', body }),
      { policy: UNVERIFIED, timeLimitMs: 250 },
    );
    expect(exchange.failure).toMatchObject({
      code: 'timeout',
      stage,
      message: 'No complete response within 250 ms.',
    });
    expect(exchange.timings[stage]).not.toBeNull();
  });

  it.each(stages)('%s: cancelling ends it', async (stage, script, scheme) => {
    const { port } = await serve(script);
    const controller = new AbortController();
    const body = stage === 'send' ? 'x'.repeat(20_000_000) : null;
    const running = perform(httpRequest(`${scheme}://127.0.0.1:${port}/`, { method: 'POST', body }), {
      policy: UNVERIFIED,
      signal: controller.signal,
    });
    setTimeout(() => controller.abort(), 200);
    const { exchange } = await running;
    expect(exchange.failure).toMatchObject({ code: 'cancelled', stage });
    await expect
      .poll(() => server?.peers.every(({ socket }) => socket.destroyed || stage === 'send'))
      .toBe(true);
  });

  it('keeps the part of the body that came before the limit', async () => {
    const { url } = await serve(halfBody);
    const { exchange } = await perform(httpRequest(url()), { timeLimitMs: 250 });
    expect(exchange.response).toMatchObject({ status: 200, body: { text: 'half', truncated: true } });
  });

  it('cancelled before it began: nothing happens', async () => {
    const { url } = await serve(answering(answer('ok')));
    const { exchange } = await perform(httpRequest(url()), { signal: AbortSignal.abort() });
    expect(exchange.failure).toMatchObject({ code: 'cancelled', stage: 'dns' });
    expect(server?.peers).toHaveLength(0);
  });

  it('a server with a good certificate that is silent after the handshake', async () => {
    server = await startRawServer({ tls: { cert: pki.good.cert, key: pki.good.key }, script: silent });
    const { exchange } = await perform(httpRequest(server.url()), { policy: UNVERIFIED, timeLimitMs: 500 });
    expect(exchange.failure).toMatchObject({ code: 'timeout', stage: 'wait' });
    expect(exchange.tls?.chain).toHaveLength(1);
  });
});
