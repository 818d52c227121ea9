import { execFile } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { promisify } from 'node:util';
import { fetch } from 'undici';
import { describe, expect, test } from 'vitest';
import { createSecretVault } from '../../../electron/token-server/clients/secret-vault.ts';
import { PATHS, resourceMetadataOf } from '../../../electron/token-server/paths.ts';
import { clientWith } from './client-keys.ts';
import { CONFIG, GRANT, makeTemporaryFolder, openSocket, startServer, trusting } from './support.ts';

// Requests as people and programs send them that have read nothing of ours.

const run = promisify(execFile);
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

describe('HTTP', () => {
  test('a curl that only speaks HTTP/1.0 gets a token', async () => {
    const { ca, endpoints } = await startServer();
    const caFile = join(await makeTemporaryFolder(), 'ca.pem');
    await writeFile(caFile, ca);
    const { stdout } = await run('curl', ['-sS', '-0', '--cacert', caFile, endpoints.token, '-d', GRANT]);
    expect(JSON.parse(stdout)).toMatchObject({ token_type: 'bearer' });
  });

  test.each([
    ['OPTIONS * asks about the server as a whole', 'OPTIONS * HTTP/1.1\r\nHost: localhost\r\n', 204],
    [
      'two Host headers are refused (RFC 9112 §3.2)',
      'GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n',
      400,
    ],
    [
      'an expectation that nobody knows is passed over',
      'GET / HTTP/1.1\r\nHost: localhost\r\nExpect: gold\r\n',
      200,
    ],
  ])('%s', async (_name, head, status) => {
    const started = await startServer();
    const connection = await openSocket(started);
    expect(await connection.exchange(`${head}Connection: close\r\n\r\n`)).toMatch(`HTTP/1.1 ${status} `);
    await expect.poll(() => started.server.log.at(-1)).toMatchObject({ status });
  });
});

describe('what is said, answered and logged, to who', () => {
  test.each([
    [
      'https',
      'names no host in HTTP/1.1',
      'GET / HTTP/1.1\r\nConnection: close\r\n\r\n',
      400,
      'Host header is missing',
    ],
    [
      'http',
      'takes it for a proxy',
      'CONNECT api.example:443 HTTP/1.1\r\nHost: api.example:443\r\n\r\n',
      501,
      'no proxy',
    ],
    [
      'http',
      'speaks TLS to the plain port',
      '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
      400,
      'an http URL',
    ],
    ['http', 'begins with HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 505, 'this server speaks HTTP/1.1'],
    [
      'http',
      'asks it for another host',
      'GET http://api.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
      421,
      'is for "api.example"',
    ],
  ] as const)('over %s %s', async (scheme, _name, bytes, status, words) => {
    const { ca, port, server } = await startServer({ scheme });
    const connection = await openSocket({ port, ...(scheme === 'https' ? { ca } : {}) });
    const answer = await connection.exchange(bytes);
    expect(answer).toMatch(`HTTP/1.1 ${status} `);
    expect(answer).toContain(words.replaceAll('"', "'"));
    // RFC 9110 §6.6.1.
    expect(answer).toMatch(/^Date: /m);
    await expect
      .poll(() => server.log.at(-1))
      .toMatchObject({ status, decision: expect.stringContaining(words) });
  });

  test('offers HTTP/2 alone in the handshake', async () => {
    const { ca, port, server } = await startServer();
    const socket = connectTls({
      port,
      host: '127.0.0.1',
      ca,
      servername: 'localhost',
      ALPNProtocols: ['h2'],
    });
    await expect(once(socket, 'secureConnect')).rejects.toThrow();
    await expect.poll(() => server.log.at(-1)?.decision).toContain('offers no HTTP/1.1');
  });
});

test('a target in absolute form takes the place of the Host header (RFC 9112 §3.2.2)', async () => {
  const started = await startServer();
  const target = `https://127.0.0.1:${started.port}${PATHS.helloWorld}`;
  const connection = await openSocket(started);
  const head = `GET ${target} HTTP/1.1\r\nHost: localhost:99999\r\nConnection: close\r\n\r\n`;
  const metadata = `https://127.0.0.1:${started.port}${resourceMetadataOf(PATHS.helloWorld)}`;
  expect(await connection.exchange(head)).toContain(`resource_metadata="${metadata}"`);
});

test('a request of HTTP/1.0 needs no Host header: it is for the server that it reaches', async () => {
  const started = await startServer();
  const connection = await openSocket(started);
  const metadata = `https://localhost:${started.port}${resourceMetadataOf(PATHS.helloWorld)}`;
  expect(await connection.exchange(`GET ${PATHS.helloWorld} HTTP/1.0\r\n\r\n`)).toContain(
    `resource_metadata="${metadata}"`,
  );
});

test('a Host header with a port beyond all ports is no reason to fail', async () => {
  const started = await startServer();
  const connection = await openSocket(started);
  const head = `GET ${PATHS.helloWorld} HTTP/1.1\r\nHost: localhost:99999\r\nConnection: close\r\n\r\n`;
  expect(await connection.exchange(head)).toMatch(/^HTTP\/1\.1 401 /);
});

test('credentials that stand without a scheme in Authorization are told to nobody', async () => {
  const { ca, endpoints, server } = await startServer();
  // server:Secr3t!
  const headers = { ...FORM, authorization: 'c2VydmVyOlNlY3IzdCE=' };
  const body = 'grant_type=client_credentials';
  const response = await fetch(endpoints.token, { method: 'POST', headers, body, dispatcher: trusting(ca) });
  expect([response.status, response.headers.get('www-authenticate')]).toEqual([
    401,
    expect.stringMatching(/^Basic /),
  ]);
  expect(await response.text()).not.toContain('c2Vy');
  await expect.poll(() => server.log.at(-1)?.decision).toContain('has no scheme');
  expect(JSON.stringify(server.log)).not.toContain('c2Vy');
});

describe('JSON that is odd', () => {
  const SECRET = 'a secret that only this client and the server know';
  const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
  const unprintable = '{"toString":1,"valueOf":1}';

  async function start() {
    const dataDir = await makeTemporaryFolder();
    const secret = await createSecretVault(dataDir).seal(SECRET);
    const clients = [...CONFIG.clients, clientWith('hmac', { method: 'client_secret_jwt', secret })];
    const { ca, endpoints } = await startServer({ clients }, { dataDir });
    const dispatcher = trusting(ca);
    const send = async (parameters: Readonly<Record<string, string>>) => {
      const body = new URLSearchParams({ grant_type: 'client_credentials', ...parameters }).toString();
      const response = await fetch(endpoints.token, {
        method: 'POST',
        headers: FORM,
        body,
        dispatcher,
      });
      return { status: response.status, answer: await response.json() };
    };
    return { endpoints, send };
  }

  function assertion(header: string, claims: string): string {
    const input = [header, claims].map((part) => Buffer.from(part).toString('base64url')).join('.');
    return `${input}.${createHmac('sha256', SECRET).update(input).digest('base64url')}`;
  }

  test.each([
    ['aud that is no text', '{"alg":"HS256"}', `"aud":[${unprintable}]`, 401],
    ['aud of lists in lists', '{"alg":"HS256"}', `"aud":${deep(20_000)}`, 401],
    ['iss of lists in lists', '{"alg":"HS256"}', `"iss":${deep(20_000)}`, 401],
    ['typ that is no text', `{"alg":"HS256","typ":${unprintable}}`, '', 401],
    ['typ in its whole length', '{"alg":"HS256","typ":"application/client-authentication+jwt"}', '', 200],
    ['an extension that must be understood', '{"alg":"HS256","crit":["exp"],"exp":1}', '', 401],
    ['an unencoded payload (RFC 7797 §7)', '{"alg":"HS256","crit":["b64"],"b64":false}', '', 401],
  ])('in an assertion: %s', async (_name, header, odd, status) => {
    const { endpoints, send } = await start();
    const claims = {
      iss: 'hmac',
      sub: 'hmac',
      aud: endpoints.issuer,
      exp: Math.floor(Date.now() / 1000) + 60,
    };
    // Of two members of one name, the last counts.
    const text = `${JSON.stringify(claims).slice(0, -1)}${odd === '' ? '' : `,${odd}`}}`;
    const sent = await send({
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion(header, text),
    });
    expect(sent.status).toBe(status);
    if (status !== 200) expect(sent.answer).toMatchObject({ error: 'invalid_client' });
  });

  test('in authorization_details: lists in lists', async () => {
    const { ca, endpoints } = await startServer();
    // Not encoded, for encoded brackets would be too long for the server.
    const body = `${GRANT}&authorization_details=[{"type":"a","b":${deep(28_000)}}]`;
    const response = await fetch(endpoints.token, {
      method: 'POST',
      headers: FORM,
      body,
      dispatcher: trusting(ca),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: 'invalid_authorization_details' });
  });
});
