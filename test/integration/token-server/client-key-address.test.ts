import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import * as oauth from 'oauth4webapi';
import { describe, expect, onTestFinished, test } from 'vitest';
import { loadServerCertificate } from '../../../electron/token-server/certificates/certificate-store.ts';
import { clientWith, makeClientKey } from './client-keys.ts';
import { verifyingFetch } from './judge-fetch.ts';
import { CONFIG, makeTemporaryFolder, type StartedServer, startServer } from './support.ts';

// private_key_jwt with keys at the client's own address.

const key = await makeClientKey('ES256');
const next = await makeClientKey('ES256');
const setOf = (...keys: (typeof key)[]) => JSON.stringify({ keys: keys.map(({ publicJwk }) => publicJwk) });

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

async function startFor(url: string, dataDir?: string): Promise<StartedServer> {
  const authentication = { method: 'private_key_jwt', keys: { from: 'url', url } } as const;
  const clients = [...CONFIG.clients, clientWith('app', authentication)];
  return startServer({ clients }, dataDir === undefined ? {} : { dataDir });
}

async function requestToken(started: StartedServer, { privateKey, publicJwk }: typeof key): Promise<number> {
  const { issuer, token } = started.endpoints;
  const authentication = oauth.PrivateKeyJwt({ key: privateKey, kid: publicJwk.kid ?? '' });
  const as = { issuer, token_endpoint: token };
  const options = { [oauth.customFetch]: verifyingFetch(started) };
  return (await oauth.clientCredentialsGrantRequest(as, { client_id: 'app' }, authentication, {}, options))
    .status;
}

const lastDecision = ({ server }: StartedServer) => server.log.at(-1)?.decision ?? '';

describe('the keys of a client at its address', () => {
  test('are fetched over http from this machine', async () => {
    const port = await listen(createServer((_request, response) => response.end(setOf(key))));
    const started = await startFor(`http://localhost:${port}/jwks`);
    expect(await requestToken(started, key)).toBe(200);
    expect(await requestToken(started, next)).toBe(401);
    await expect
      .poll(() => lastDecision(started))
      .toContain('the signature of the assertion does not verify');
  });

  test('are fetched over https, verified, with the local authority trusted besides', async () => {
    const dataDir = await makeTemporaryFolder();
    const { certificate: cert, key: serverKey } = await loadServerCertificate(dataDir, Date.now());
    const port = await listen(
      createHttpsServer({ cert, key: serverKey }, (_request, response) => response.end(setOf(key))),
    );
    expect(await requestToken(await startFor(`https://localhost:${port}/jwks`, dataDir), key)).toBe(200);
    const stranger = await startFor(`https://localhost:${port}/jwks`);
    expect(await requestToken(stranger, key)).toBe(401);
    await expect
      .poll(() => lastDecision(stranger))
      .toMatch(/could not be fetched: .*(certificate|self.signed)/i);
  });

  const troubles: readonly (readonly [string, RequestListener, string])[] = [
    [
      'redirects',
      (_request, response) => void response.writeHead(302, { location: 'https://example.com/' }).end(),
      'has status 302, and redirects are not followed',
    ],
    ['are missing', (_request, response) => void response.writeHead(404).end(), 'has status 404'],
    [
      'are too many',
      (_request, response) => void response.end('x'.repeat(300_000)),
      'is larger than 262144 bytes',
    ],
    [
      'are compressed, unasked',
      (request, response) =>
        void response
          .writeHead(
            200,
            request.headers['accept-encoding'] === 'identity' ? { 'content-encoding': 'gzip' } : {},
          )
          .end('x'),
      'it is compressed ("gzip")',
    ],
    [
      'end in the middle',
      (request, response) => {
        response.writeHead(200, { 'content-length': 99 });
        response.write('{', () => request.socket.destroy());
      },
      'the connection ended in the middle of it',
    ],
    ['break off', (request) => void request.socket.destroy(), 'could not be fetched'],
    ['are none', (_request, response) => void response.end('<html>'), 'is not a JWK set'],
  ];

  test.each(troubles)('that %s let nobody in, and the log says why', async (_name, listener, words) => {
    const port = await listen(createServer(listener));
    const started = await startFor(`http://127.0.0.1:${port}/`);
    expect(await requestToken(started, key)).toBe(401);
    await expect.poll(() => lastDecision(started)).toContain(words);
  });
});
