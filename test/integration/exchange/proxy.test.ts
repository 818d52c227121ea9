import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ConnectionPool } from '../../../electron/core/exchange/connection/connection-pool.ts';
import { type FindProxy, parseProxyAddress } from '../../../electron/core/exchange/proxy/proxy-route.ts';
import { viewWire } from '../../../electron/core/exchange/recording/view-wire.ts';
import { maskText } from '../../../shared/text/sensitive-text.ts';
import { makeTestPki, presentFaulty, type TestPki } from '../../fixtures/certificates/test-pki.ts';
import {
  type ProxyServer,
  type ProxyServerOptions,
  startProxyServer,
} from '../../fixtures/servers/proxy-server.ts';
import { type RawServer, type Script, startRawServer } from '../../fixtures/servers/raw-server.ts';
import { answer, answering } from '../../fixtures/servers/scripts.ts';
import { httpRequest, perform, trusting } from './exchange-bench.ts';

let pki: TestPki;
const open: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  pki = await makeTestPki();
});

afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function start(options: Parameters<typeof startRawServer>[0]): Promise<RawServer> {
  const server = await startRawServer(options);
  open.push(server);
  return server;
}

async function startProxy(options?: ProxyServerOptions): Promise<ProxyServer> {
  const server = await startProxyServer(options);
  open.push(server);
  return server;
}

const via =
  (port: number, { scheme = 'http', user = '' } = {}): FindProxy =>
  async () =>
    parseProxyAddress(`${scheme}://${user}${user && '@'}localhost:${port}`, 'workspace');

describe('https goes through a tunnel, and the certificate is judged inside it', () => {
  it('as directly', async () => {
    const server = await start({ script: answering(answer('through')), tls: pki.good });
    const proxy = await startProxy();
    const { exchange, wire } = await perform(httpRequest(server.url()), {
      policy: trusting(pki.root.pem),
      findProxy: via(proxy.port),
    });
    expect(exchange.response?.body.text).toBe('through');
    expect(proxy.asked).toEqual([`CONNECT localhost:${server.port}`]);
    expect(exchange.tls?.acceptedBy).toBe('extra-ca');
    expect(exchange.connection).toMatchObject({
      remotePort: proxy.port,
      proxy: {
        url: `http://localhost:${proxy.port}`,
        source: 'workspace',
        tunnel: true,
        authenticated: false,
      },
    });
    expect(exchange.timings.tls).not.toBeNull();
    expect(Buffer.from(wire.sent)).toEqual(server.peers[0]?.received);
  });

  it.each(['self-signed', 'wrong-host', 'expired'] as const)(
    '%s: nothing of the request leaves',
    async (fault) => {
      const server = await start({ script: answering(answer('no')), tls: await presentFaulty(fault, pki) });
      const proxy = await startProxy();
      const { exchange } = await perform(httpRequest(server.url(), { headers: [['X-Canary', 'canary']] }), {
        policy: trusting(pki.root.pem),
        findProxy: via(proxy.port),
      });
      expect(exchange.failure?.code).toBe('tls-untrusted');
      expect(exchange.tls?.problems.length).toBeGreaterThan(0);
      expect(server.peers.every(({ received }) => received.length === 0)).toBe(true);
    },
  );

  it('with credentials, which the server never sees', async () => {
    const server = await start({ script: answering(answer('ok')), tls: pki.good });
    const proxy = await startProxy({ credentials: 'me:pa:ss' });
    const { exchange } = await perform(httpRequest(server.url()), {
      policy: trusting(pki.root.pem),
      findProxy: via(proxy.port, { user: 'me:pa%3Ass' }),
    });
    expect(exchange.response?.status).toBe(200);
    expect(exchange.connection?.proxy?.authenticated).toBe(true);
    expect(server.peers[0]?.received.toString()).not.toMatch(/proxy-authorization/i);
    expect(JSON.stringify(exchange)).not.toContain(Buffer.from('me:pa:ss').toString('base64'));
  });

  it('over TLS to the proxy itself', async () => {
    const server = await start({ script: answering(answer('twice')), tls: pki.viaIntermediate });
    const proxy = await startProxy({ tls: pki.good });
    const { exchange } = await perform(httpRequest(server.url()), {
      policy: trusting(pki.root.pem),
      findProxy: via(proxy.port, { scheme: 'https' }),
    });
    expect(exchange.failure).toBeNull();
    expect(exchange.response?.body.text).toBe('twice');
    expect(exchange.tls?.chain).toHaveLength(2);
  });
});

describe('http is forwarded', () => {
  it('with the absolute URL, and the credentials masked on display', async () => {
    const server = await start({ script: answering(answer('forwarded')) });
    const proxy = await startProxy({ credentials: 'me:canary' });
    const request = httpRequest('http://api.example/x?y', { method: 'POST', body: 'a=b' });
    const leading = await startProxy({ credentials: 'me:canary', leadsTo: server.port });
    const performed = await perform(request, { findProxy: via(leading.port, { user: 'me:canary' }) });
    expect(performed.exchange.response?.body.text).toBe('forwarded');
    expect(leading.asked).toEqual(['POST http://api.example/x?y']);
    expect(proxy.asked).toEqual([]);
    expect(performed.exchange.connection?.proxy).toMatchObject({ tunnel: false, authenticated: true });
    const shown = maskText(viewWire(performed).sent.text);
    expect(shown).toContain('POST http://api.example/x?y HTTP/1.1\r\nhost: api.example\r\n');
    expect(shown).toContain('proxy-authorization: ••••••••\r\ncontent-length: 3\r\n\r\na=b');
    expect(JSON.stringify(viewWire(performed))).not.toContain(Buffer.from('me:canary').toString('base64'));
  });

  it('shows a 407 as the proxy’s response', async () => {
    const proxy = await startProxy({ credentials: 'me:x' });
    const { exchange } = await perform(httpRequest('http://api.example/'), { findProxy: via(proxy.port) });
    expect(exchange.response?.status).toBe(407);
    expect(exchange.failure).toBeNull();
  });
});

describe('reports that the proxy failed, not the server', () => {
  const script =
    (bytes: string): Script =>
    async (peer) => {
      await peer.readRequest();
      peer.end(bytes);
    };

  it.each<[string, Script, RegExp, string]>([
    [
      '407',
      script('HTTP/1.1 407 Who?\r\nContent-Length: 0\r\n\r\n'),
      /returned 407 Who\? to CONNECT/,
      'HTTP_407',
    ],
    [
      '407 with a way that is not spoken here',
      script(
        'HTTP/1.1 407 Who?\r\nProxy-Authenticate: Negotiate\r\nproxy-authenticate: NTLM\r\nContent-Length: 0\r\n\r\n',
      ),
      /It offers: Negotiate, NTLM\./,
      'HTTP_407_SCHEME',
    ],
    ['403', script('HTTP/1.1 403 Forbidden\r\n\r\n<html>'), /returned 403 Forbidden/, 'HTTP_403'],
    ['502', script('HTTP/1.0 502 Bad\r\n\r\n'), /returned 502 Bad/, 'HTTP_502'],
    ['no HTTP', script('SSH-2.0-x\r\n\r\n'), /did not respond in HTTP/, 'ERR_PROXY_ANSWER'],
    ['nothing', script(''), /closed the connection/, 'ERR_PROXY_CLOSED'],
    ['half a head', script('HTTP/1.1 200 OK\r\nX:'), /closed the connection/, 'ERR_PROXY_CLOSED'],
    ['too much', script('HTTP/1.1 200 OK\r\n\r\nhello'), /more than its response/, 'ERR_PROXY_ANSWER'],
    [
      'a head without end',
      script(`HTTP/1.1 200 OK\r\n${'X: y\r\n'.repeat(20_000)}`),
      /proxy/,
      'ERR_PROXY_ANSWER',
    ],
    ['a reset', (peer) => peer.readRequest().then(() => peer.reset()), /ECONNRESET/, 'ECONNRESET'],
  ])('%s', async (_how, answers, message, platformCode) => {
    const proxy = await start({ script: answers });
    const { exchange } = await perform(httpRequest('https://api.example/'), { findProxy: via(proxy.port) });
    expect(exchange.failure).toMatchObject({ code: 'proxy-failed', platformCode });
    expect(exchange.failure?.message).toMatch(message);
    expect(exchange.connection?.proxy?.tunnel).toBe(true);
  });

  it('distinguishes rejected credentials from missing ones', async () => {
    const proxy = await startProxy({ credentials: 'me:right' });
    const { exchange } = await perform(httpRequest('https://api.example/'), {
      findProxy: via(proxy.port, { user: 'me:wrong' }),
    });
    expect(exchange.failure).toMatchObject({ code: 'proxy-failed', platformCode: 'HTTP_407_REFUSED' });
    expect(JSON.stringify(exchange.failure)).not.toContain('wrong');
  });

  it('nothing listens there', async () => {
    const gone = await startRawServer({ script: () => {} });
    await gone.close();
    const { exchange } = await perform(httpRequest('https://api.example/'), { findProxy: via(gone.port) });
    expect(exchange.failure).toMatchObject({
      code: 'proxy-failed',
      stage: 'connect',
      platformCode: 'ECONNREFUSED',
    });
    expect(exchange.failure?.message).toContain(`The proxy http://localhost:${gone.port}: `);
  });

  it('its name is unknown', async () => {
    const findProxy: FindProxy = async () => parseProxyAddress('http://proxy.invalid:1', 'system');
    const { exchange } = await perform(httpRequest('https://api.example/'), { findProxy });
    expect(exchange.failure).toMatchObject({ code: 'proxy-failed', stage: 'dns' });
  });

  it('its certificate is not trusted', async () => {
    const proxy = await startProxy({ tls: pki.good });
    const { exchange } = await perform(httpRequest('https://api.example/'), {
      findProxy: via(proxy.port, { scheme: 'https' }),
    });
    expect(exchange.failure?.code).toBe('proxy-failed');
    expect(proxy.asked).toEqual([]);
  });

  it('it never answers: that is a time-out', async () => {
    const proxy = await start({ script: (peer) => peer.readRequest() });
    const { exchange } = await perform(httpRequest('https://api.example/'), {
      findProxy: via(proxy.port),
      timeLimitMs: 300,
    });
    expect(exchange.failure).toMatchObject({ code: 'timeout', stage: 'connect' });
  });
});

describe('connections', () => {
  it('are reused only for the same route', async () => {
    const pool = new ConnectionPool();
    const server = await start({ script: answering(answer('ok')), tls: pki.good });
    const proxy = await startProxy();
    const options = { pool, policy: trusting(pki.root.pem) };
    const through = { ...options, findProxy: via(proxy.port) };
    await perform(httpRequest(server.url()), through);
    expect((await perform(httpRequest(server.url()), through)).exchange.connection).toMatchObject({
      reused: true,
      proxy: { tunnel: true },
    });
    const direct = await perform(httpRequest(server.url()), options);
    expect(direct.exchange.connection).toMatchObject({ reused: false, remotePort: server.port });
    expect(direct.exchange.connection?.proxy).toBeUndefined();
    expect(proxy.asked).toHaveLength(1);
    pool.close();
  });
});
