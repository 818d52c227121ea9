import { afterEach, describe, expect, it } from 'vitest';
import { lazyExchangeEngine } from '../../electron/core/requests/exchange-engine.ts';
import { checkForUpdate } from '../../electron/core/update-check.ts';
import { type RawServer, startRawServer } from '../fixtures/servers/raw-server.ts';
import { answer, answering } from '../fixtures/servers/scripts.ts';

const engine = lazyExchangeEngine();
const servers: RawServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** What the check finds where the releases page gives this response. */
async function check(body: string, { version = '0.9.10', status = '200 OK' } = {}) {
  const server = await startRawServer({ script: answering(answer(body, { status })) });
  servers.push(server);
  const releases = { api: server.url('/latest'), page: 'https://releases.example/', version };
  const result = await checkForUpdate(releases, {
    engine,
    proxies: { resolveSystemProxy: async () => 'DIRECT', environment: {} },
    trust: { extraCas: [], pins: [] },
  });
  return { result, request: server.peers.at(0)?.received.toString('latin1') ?? '' };
}

describe('the check for updates', () => {
  it.each([
    ['0.9.9', false],
    ['0.9.10', false],
    ['0.9.11', true],
    ['0.10.0', true],
    ['1.0.0', true],
  ])('release %s is newer than 0.9.10: %s', async (latest, isNewer) => {
    const { result } = await check(JSON.stringify({ tag_name: `v${latest}` }));
    expect(result).toEqual({ ok: true, value: { latest, isNewer, page: 'https://releases.example/' } });
  });

  it('sends nothing but the version of the app', async () => {
    const { request } = await check('{"tag_name":"v1.0.0"}');
    expect(request).toMatch(/^GET \/latest HTTP\/1\.1\r\n/);
    expect(request).toContain('User-Agent: Credence/0.9.10\r\n');
    expect(request).not.toMatch(/cookie|authorization/i);
  });

  it.each([
    ['a pre-release', '{"tag_name":"v1.0.0-beta.1"}', '200 OK', 'the response names no version'],
    ['no JSON', '<html>', '200 OK', 'the response names no version'],
    ['no release', '{"message":"Not Found"}', '404 Not Found', 'status 404'],
    ['a redirect', '', '302 Found', 'status 302'],
  ])('%s is no version', async (_, body, status, detail) => {
    const { result } = await check(body, { status });
    expect(result).toMatchObject({ ok: false, error: { code: 'update.failed', detail } });
  });
});
