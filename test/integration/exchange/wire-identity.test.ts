import { afterEach, describe, expect, it } from 'vitest';
import { buildRequest } from '../../../shared/http/build-request.ts';
import type { HttpRequest } from '../../../shared/http/exchange.ts';
import { formatRequest } from '../../../shared/http/format-http.ts';
import { secretSpan } from '../../../shared/text/sensitive-text.ts';
import { type RawServer, startRawServer } from '../../fixtures/servers/raw-server.ts';
import { answer, answering, answeringThenClosing } from '../../fixtures/servers/scripts.ts';
import { httpRequest, perform } from './exchange-bench.ts';

let server: RawServer;

afterEach(() => server.close());

const reveal = ['CLIENT_SECRET', 'CLIENT_ASSERTION', 'ACCESS_TOKEN'] as const;

function secretPost(url: string): HttpRequest {
  const built = buildRequest({
    method: 'POST',
    url: new URL(url),
    ours: [
      { name: 'Accept', value: ['application/json'] },
      { name: 'Content-Type', value: ['application/x-www-form-urlencoded'] },
      { name: 'Authorization', value: ['Basic ', secretSpan('CLIENT_SECRET', 'c2VydmVyOlNlY3IzdCE=')] },
    ],
    theirs: [
      { id: '1', name: 'X-Twice', value: 'one', enabled: true },
      { id: '2', name: 'X-Twice', value: 'two', enabled: true },
      { id: '3', name: 'Host', value: 'virtual.example:99', enabled: true },
      { id: '4', name: 'user-agent', value: 'Credence', enabled: true },
    ],
    body: ['grant_type=client_credentials&client_secret=', secretSpan('CLIENT_SECRET', '%E2%82%AC'), '&x=€'],
  });
  if (!built.ok) throw new Error(built.error.message);
  return built.value;
}

describe('sends exactly what is shown, byte for byte', () => {
  const requests: readonly (readonly [string, (url: string) => HttpRequest])[] = [
    ['GET', (url) => httpRequest(url)],
    ['GET with a query and escapes', (url) => httpRequest(`${url}path/ü?q=a b&r=%2F#fragment`)],
    ['GET with a body', (url) => httpRequest(url, { body: 'surprise' })],
    ['GET that closes', (url) => httpRequest(url, { headers: [['Connection', 'close']] })],
    ['POST with secrets, own Host, repeated headers and a body beyond ASCII', secretPost],
    ['POST without a body', (url) => httpRequest(url, { method: 'POST' })],
    ['PUT', (url) => httpRequest(url, { method: 'PUT', body: '{}' })],
    ['DELETE', (url) => httpRequest(url, { method: 'DELETE' })],
    ['DELETE with a body', (url) => httpRequest(url, { method: 'DELETE', body: '[1]' })],
    ['OPTIONS', (url) => httpRequest(url, { method: 'OPTIONS' })],
    ['a method of one’s own', (url) => httpRequest(url, { method: 'BREW', body: 'tea' })],
    ['lower-case method', (url) => httpRequest(url, { method: 'patch', body: 'x' })],
    [
      'odd header case',
      (url) =>
        httpRequest(url, {
          headers: [
            ['aCCept', 'text/*'],
            ['X-EMPTY', ''],
          ],
        }),
    ],
    ['a large body', (url) => httpRequest(url, { method: 'POST', body: 'ä'.repeat(300_000) })],
  ];

  it.each(requests)('%s', async (_name, make) => {
    server = await startRawServer({ script: answering(answer('ok')) });
    const request = make(server.url());
    const { exchange, wire } = await perform(request);
    expect(exchange.failure).toBeNull();
    const shown = formatRequest(request, { reveal });
    expect(server.peers[0]?.received.toString()).toBe(shown);
    expect(Buffer.from(wire.sent).toString()).toBe(shown);
    expect(wire.truncated).toBe(false);
  });

  it('HEAD', async () => {
    server = await startRawServer({
      script: answeringThenClosing('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n'),
    });
    const request = httpRequest(server.url(), { method: 'HEAD' });
    const { exchange } = await perform(request);
    expect(exchange.failure).toBeNull();
    expect(exchange.response?.body).toMatchObject({ text: '', size: 0, truncated: false });
    expect(server.peers[0]?.received.toString()).toBe(formatRequest(request));
  });

  it('a request that cannot be sent as shown is not sent at all', async () => {
    server = await startRawServer({ script: answering(answer('ok')) });
    const { headers, ...rest } = httpRequest(server.url());
    const broken: readonly HttpRequest['headers'][] = [
      headers.slice(1),
      [...headers, { name: 'Content-Length', value: ['3'] }],
      [...headers, { name: 'Transfer-Encoding', value: ['chunked'] }],
      [...headers, { name: 'X', value: ['ü'] }],
    ];
    for (const fields of broken) {
      const { exchange } = await perform({ ...rest, headers: fields });
      expect(exchange.failure).toMatchObject({ code: 'request-invalid', stage: 'prepare' });
    }
    expect(server.peers).toHaveLength(0);
  });
});

describe('shows exactly what was received', () => {
  it('keeps order, case, duplicates and odd bytes of headers, and the raw bytes of the response', async () => {
    const raw = Buffer.concat([
      Buffer.from('HTTP/1.1 418 I am a teapot\r\nX-b: 1\r\nSet-Cookie: a=1\r\nx-B: 2\r\nset-cookie: b=2\r\n'),
      Buffer.from('X-Utf8: €\r\n', 'utf8'),
      Buffer.from('X-Latin1: \u00a3\r\n', 'latin1'),
      Buffer.from('Content-Length: 2\r\n\r\nhi'),
    ]);
    server = await startRawServer({ script: answering(raw) });
    const { exchange, wire } = await perform(httpRequest(server.url()));
    expect(exchange.response).toMatchObject({ httpVersion: '1.1', status: 418, statusText: 'I am a teapot' });
    expect(exchange.response?.headers).toEqual([
      ['X-b', '1'],
      ['Set-Cookie', 'a=1'],
      ['x-B', '2'],
      ['set-cookie', 'b=2'],
      ['X-Utf8', '€'],
      ['X-Latin1', '£'],
      ['Content-Length', '2'],
    ]);
    expect(Buffer.from(wire.received)).toEqual(raw);
  });

  it('recognises HTTP/1.0, and skips informational responses', async () => {
    server = await startRawServer({
      script: answeringThenClosing(
        'HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.0 200 Fine\r\nX: 1\r\n\r\nold',
      ),
    });
    const { exchange } = await perform(httpRequest(server.url()));
    expect(exchange.failure).toBeNull();
    expect(exchange.response).toMatchObject({ httpVersion: '1.0', status: 200, statusText: 'Fine' });
    expect(exchange.response?.headers).toEqual([['X', '1']]);
    expect(exchange.response?.body.text).toBe('old');
  });

  it('tolerates an unsolicited 100 Continue (RFC 9110 §15.2)', async () => {
    server = await startRawServer({
      script: async (peer) => {
        await peer.readRequest();
        await peer.drip(Buffer.concat([Buffer.from('HTTP/1.1 100 Continue\r\n\r\n'), answer('done')]), 3);
      },
    });
    const { exchange, wire } = await perform(httpRequest(server.url(), { method: 'POST', body: 'x' }));
    expect(exchange.failure).toBeNull();
    expect(exchange.response).toMatchObject({ status: 200, statusText: 'OK', body: { text: 'done' } });
    expect(Buffer.from(wire.received).toString()).toMatch(/^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 200 OK/);
  });

  it('records the connection: ports, address, and that it was not reused', async () => {
    server = await startRawServer({ script: answering(answer('ok')) });
    const { exchange } = await perform(httpRequest(server.url()));
    expect(exchange.connection).toEqual({
      remoteAddress: '127.0.0.1',
      remotePort: server.port,
      localPort: server.peers[0]?.port,
      reused: false,
    });
    expect(exchange.tls).toBeNull();
    expect(exchange.timings.tls).toBeNull();
    for (const stage of ['dns', 'tcp', 'send', 'wait', 'receive'] as const) {
      expect(exchange.timings[stage]).toBeGreaterThanOrEqual(0);
    }
  });

  it('never follows a redirect', async () => {
    server = await startRawServer({
      script: answering(answer('', { status: '302 Found', headers: ['Location: /elsewhere'] })),
    });
    const { exchange } = await perform(httpRequest(server.url()));
    expect(exchange.response?.status).toBe(302);
    expect(server.peers).toHaveLength(1);
  });
});
