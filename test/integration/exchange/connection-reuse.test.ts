import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConnectionPool } from '../../../electron/core/exchange/connection/connection-pool.ts';
import type { RenewProof } from '../../../electron/core/exchange/exchange-options.ts';
import { withProof } from '../../../shared/oauth/dpop/dpop.ts';
import { makeTestPki } from '../../fixtures/certificates/test-pki.ts';
import { type Peer, type RawServer, type Script, startRawServer } from '../../fixtures/servers/raw-server.ts';
import { answer, answering } from '../../fixtures/servers/scripts.ts';
import { httpRequest, perform, trusting, UNVERIFIED } from './exchange-bench.ts';

let server: RawServer;
let pool: ConnectionPool;

beforeEach(() => {
  pool = new ConnectionPool();
});

afterEach(async () => {
  pool.close();
  await server.close();
});

const post = (url: string, body = 'x=1') => httpRequest(url, { method: 'POST', body });

describe('connections are kept and reused', () => {
  it('for the same origin', async () => {
    server = await startRawServer({ script: answering(answer('one'), answer('two')) });
    const first = await perform(httpRequest(server.url()), { pool });
    expect(pool.size).toBe(1);
    const second = await perform(httpRequest(server.url('/2')), { pool });
    expect(second.exchange.response?.body.text).toBe('two');
    expect(second.exchange.connection).toEqual({ ...first.exchange.connection, reused: true });
    expect(second.exchange.timings).toMatchObject({ dns: null, tcp: null, tls: null });
    expect(Buffer.from(second.wire.received)).toEqual(answer('two'));
    expect(server.peers).toHaveLength(1);
  });

  it('many times, without listeners piling up', async () => {
    const warnings: Error[] = [];
    const onWarning = (warning: Error) => warnings.push(warning);
    process.on('warning', onWarning);
    server = await startRawServer({ script: answering(answer('ok')) });
    for (let index = 0; index < 30; index += 1) {
      const { exchange } = await perform(httpRequest(server.url()), { pool });
      expect(exchange.connection?.reused).toBe(index > 0);
    }
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', onWarning);
    expect(warnings).toEqual([]);
  });

  it('with another Host header, too', async () => {
    const pki = await makeTestPki();
    server = await startRawServer({ tls: { ...pki.good }, script: answering(answer('ok')) });
    const options = { pool, policy: trusting(pki.root.pem) };
    await perform(httpRequest(server.url()), options);
    const second = await perform(
      httpRequest(server.url(), { headers: [['Host', 'virtual.example']] }),
      options,
    );
    expect(second.exchange.failure).toBeNull();
    expect(second.exchange.connection?.reused).toBe(true);
    expect(second.exchange.tls?.acceptedBy).toBe('extra-ca');
  });

  it('but not under another TLS policy, and then the old one is closed', async () => {
    const pki = await makeTestPki();
    server = await startRawServer({ tls: { ...pki.good }, script: answering(answer('ok')) });
    await perform(httpRequest(server.url()), { pool, policy: UNVERIFIED });
    const { exchange } = await perform(httpRequest(server.url()), { pool });
    expect(exchange.failure?.code).toBe('tls-untrusted');
    await expect.poll(() => server.peers[0]?.socket.destroyed).toBe(true);
    expect(pool.size).toBe(0);
  });

  it('not when the server closes them, and not after close()', async () => {
    server = await startRawServer({ script: answering(answer('ok', { headers: ['Connection: close'] })) });
    await perform(httpRequest(server.url()), { pool });
    expect(pool.size).toBe(0);
    await server.close();

    server = await startRawServer({ script: answering(answer('ok')) });
    await perform(httpRequest(server.url()), { pool });
    pool.close();
    await expect.poll(() => server.peers[0]?.socket.destroyed).toBe(true);
    await perform(httpRequest(server.url()), { pool });
    expect(pool.size).toBe(0);
  });

  it('several at once get connections of their own', async () => {
    server = await startRawServer({ script: answering(answer('ok')) });
    await Promise.all([1, 2, 3].map(() => perform(httpRequest(server.url()), { pool })));
    expect(server.peers).toHaveLength(3);
    await Promise.all([1, 2, 3].map(() => perform(httpRequest(server.url()), { pool })));
    expect(server.peers).toHaveLength(3);
  });

  it('not after a response with more bytes than declared', async () => {
    server = await startRawServer({
      script: answering(`${answer('ok')}HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfake`),
    });
    await perform(httpRequest(server.url()), { pool });
    const second = await perform(httpRequest(server.url('/2')), { pool });
    expect(second.exchange.response?.body.text).toBe('ok');
    expect(second.exchange.connection?.reused).toBe(false);
  });
});

describe('an idle connection that died', () => {
  /** Answers the first request of each connection, then closes when it sees a second one. */
  const oneEach =
    (seen: Peer[]): Script =>
    async (peer) => {
      seen.push(peer);
      await peer.readRequest();
      peer.write(answer('ok'));
      if (await peer.readRequest()) peer.end();
    };

  it('is replaced once for a token request, and the exchange records that it was sent twice', async () => {
    server = await startRawServer({ script: oneEach([]) });
    await perform(post(server.url()), { pool, purpose: 'token' });
    const { exchange, wire } = await perform(post(server.url()), { pool, purpose: 'token' });
    expect(exchange.failure).toBeNull();
    expect(exchange.connection).toMatchObject({ reused: false, sentTwice: true });
    expect(exchange.timings.tcp).not.toBeNull();
    expect(Buffer.from(wire.sent).toString().match(/POST/g)).toHaveLength(1);
    expect(server.peers).toHaveLength(2);
  });

  it.each([
    ['an API call that is not idempotent', {}, 'api'],
    ['a token request with a DPoP proof', { headers: [['DPoP', 'e30.e30.x']] as const }, 'token'],
    ['a token request with an assertion', { body: 'a=b&client_assertion=e30' }, 'token'],
  ] as const)('is never used for %s', async (_what, options, purpose) => {
    server = await startRawServer({ script: answering(answer('ok')) });
    await perform(httpRequest(server.url()), { pool });
    const request = httpRequest(server.url(), { method: 'POST', body: 'x', ...options });
    const { exchange } = await perform(request, { pool, purpose });
    expect(exchange.connection?.reused).toBe(false);
    expect(server.peers).toHaveLength(2);
  });

  it('is replaced once, with a fresh proof, if proofs can be renewed', async () => {
    server = await startRawServer({ script: oneEach([]) });
    const request = httpRequest(server.url(), { headers: [['DPoP', 'first']] });
    const renewProof: RenewProof = async (old, redirect) => {
      expect(redirect).toBeNull();
      return withProof(old, 'second');
    };
    await perform(httpRequest(server.url()), { pool });
    const { exchange, wire } = await perform(request, { pool, renewProof });
    expect(exchange.failure).toBeNull();
    expect(exchange.request.headers).toContainEqual({ name: 'DPoP', value: ['second'] });
    expect(Buffer.from(wire.sent).toString()).toContain('DPoP: second');
    expect(server.peers).toHaveLength(2);
  });

  it('is reported when the fresh connection fails, too', async () => {
    server = await startRawServer({
      script: async (peer) => {
        if (server.peers.length > 1) return peer.reset();
        await peer.readRequest();
        peer.write(answer('ok'));
        if (await peer.readRequest()) peer.end();
      },
    });
    await perform(httpRequest(server.url()), { pool });
    const { exchange } = await perform(httpRequest(server.url()), { pool });
    expect(exchange.failure?.code).toBe('connection-reset');
    expect(server.peers).toHaveLength(2);
  });
});
