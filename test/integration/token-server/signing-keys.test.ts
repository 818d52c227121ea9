import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRemoteJWKSet, customFetch, decodeProtectedHeader, type JWTPayload, jwtVerify } from 'jose';
import { fetch as undiciFetch } from 'undici';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createKeyRing } from '../../../electron/token-server/keys/key-ring.ts';
import type { TokenServerConfig } from '../../../shared/token-server/config.ts';
import { CONFIG, GRANT, makeTemporaryFolder, type StartedServer, startServer } from './support.ts';

const CLIENTS: TokenServerConfig['clients'] = CONFIG.clients.map((client) => ({
  ...client,
  tokenFormat: 'jwt',
  jwt: { profile: 'rfc9068', algorithm: 'ES256', audience: ['https://api.example'], claims: {} },
}));
const HTTP = { scheme: 'http', clients: CLIENTS } as const;
const DAY_MS = 86_400_000;

async function requestToken({ endpoints }: StartedServer): Promise<string> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const response = await undiciFetch(endpoints.token, { method: 'POST', headers, body: GRANT });
  return ((await response.json()) as { access_token: string }).access_token;
}

/** As a resource server does that knows nothing but the key set's address. */
async function verify(token: string, { endpoints }: StartedServer): Promise<JWTPayload> {
  const keySet = createRemoteJWKSet(new URL(endpoints.jwks), {
    [customFetch]: async (url) => new Response(await (await undiciFetch(url)).text()),
  });
  return (await jwtVerify(token, keySet, { issuer: endpoints.issuer, audience: 'https://api.example' }))
    .payload;
}

const keysOf = async ({ endpoints }: StartedServer) =>
  ((await (await undiciFetch(endpoints.jwks)).json()) as { keys: { alg: string; kid: string }[] }).keys;

describe('signing keys', () => {
  test('are generated on first use, readable only by their owner, and kept', async () => {
    const dataDir = await makeTemporaryFolder();
    const first = await startServer(HTTP, { dataDir });
    const token = await requestToken(first);
    expect((await verify(token, first)).sub).toBe('server');
    expect((await stat(join(dataDir, 'signing-keys.json'))).mode & 0o777).toBe(0o600);
    await first.server.stop();
    const second = await startServer({ ...HTTP, port: first.port }, { dataDir });
    expect((await verify(token, second)).sub).toBe('server');
    expect(decodeProtectedHeader(await requestToken(second)).kid).toBe(decodeProtectedHeader(token).kid);
  });

  test('are not generated for opaque tokens', async () => {
    const dataDir = await makeTemporaryFolder();
    const started = await startServer({ scheme: 'http' }, { dataDir });
    await requestToken(started);
    expect(await readdir(dataDir)).toEqual([]);
  });

  test('hold the one for introspection before the first answer is signed by it: RFC 9701 §7', async () => {
    const started = await startServer({ scheme: 'http' });
    const published = await keysOf(started);
    const response = await undiciFetch(started.endpoints.introspection, {
      method: 'POST',
      headers: {
        accept: 'application/token-introspection+jwt',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: `${GRANT}&token=x`,
    });
    expect(published).toMatchObject([
      { alg: 'RS256', kid: decodeProtectedHeader(await response.text()).kid },
    ]);
  });

  test('are in the key set as soon as a client is configured to need them', async () => {
    const started = await startServer({ scheme: 'http' });
    await started.server.configure({ ...CONFIG, ...HTTP, port: 0 });
    expect(await keysOf(started)).toMatchObject([
      { kty: 'EC', alg: 'ES256', use: 'sig' },
      { kty: 'RSA', alg: 'RS256', use: 'sig' },
    ]);
  });

  test('are rotated: new tokens by a new key, old ones still valid', async () => {
    const started = await startServer(HTTP);
    const before = await requestToken(started);
    await started.server.rotateKeys();
    const after = await requestToken(started);
    expect(decodeProtectedHeader(after).kid).not.toBe(decodeProtectedHeader(before).kid);
    expect((await keysOf(started)).filter(({ alg }) => alg === 'ES256')).toHaveLength(2);
    await verify(before, started);
    await verify(after, started);
    const call = await undiciFetch(started.endpoints.api, { headers: { authorization: `Bearer ${before}` } });
    // The key is known, and the token is for another API.
    expect([call.status, await call.json()]).toEqual([
      401,
      expect.objectContaining({ error_description: expect.stringContaining('for another audience') }),
    ]);
  });

  test('stay for tokens of a lifetime that was configured before, and leave while the server runs', async () => {
    vi.useFakeTimers({ toFake: ['setInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    let now = Date.now();
    const clients = CLIENTS.map((client) => ({ ...client, tokenLifetime: 86_400 }));
    const started = await startServer({ ...HTTP, clients }, { clock: () => now });
    const old = decodeProtectedHeader(await requestToken(started)).kid;
    await started.server.configure({ ...CONFIG, ...HTTP, port: started.port });
    await started.server.rotateKeys();
    const isPublished = async () => (await keysOf(started)).some(({ kid }) => kid === old);
    now += DAY_MS - 1;
    vi.advanceTimersByTime(30_000);
    expect(await isPublished()).toBe(true);
    now += 1;
    vi.advanceTimersByTime(30_000);
    expect(await isPublished()).toBe(false);
  });

  test('leave the key set when no token of theirs can live any more', async () => {
    let now = 0;
    const ring = createKeyRing({ folder: await makeTemporaryFolder(), clock: () => now });
    const old = await ring.active('EdDSA');
    await ring.rotate(DAY_MS);
    now = DAY_MS - 1;
    await ring.load();
    expect(ring.find(old.kid)).toBeDefined();
    now = DAY_MS;
    ring.sweep();
    expect(ring.find(old.kid)).toBeUndefined();
    expect(ring.jwks).not.toContain(old.kid);
    await ring.load();
    expect(ring.find(old.kid)).toBeUndefined();
    expect((await ring.active('EdDSA')).kid).not.toBe(old.kid);
  });

  test('are generated once, even by concurrent requests and processes', async () => {
    const folder = await makeTemporaryFolder();
    const rings = [1, 2].map(() => createKeyRing({ folder, clock: Date.now }));
    const made = await Promise.all(rings.flatMap((ring) => [ring.active('ES256'), ring.active('ES256')]));
    expect(new Set(made.map(({ kid }) => kid)).size).toBe(1);
  });

  test.each(['{', '{"version":1,"keys":[{"kid":1}]}'])(
    'that are damaged are kept aside: %s',
    async (damage) => {
      const dataDir = await makeTemporaryFolder();
      await writeFile(join(dataDir, 'signing-keys.json'), damage);
      const started = await startServer(HTTP, { dataDir });
      await verify(await requestToken(started), started);
      const aside = (await readdir(dataDir)).find((name) => name.includes('.damaged-')) ?? '';
      expect(await readFile(join(dataDir, aside), 'utf8')).toBe(damage);
      expect(started.server.state).toMatchObject({ notices: [expect.stringContaining(aside)] });
    },
  );
});
