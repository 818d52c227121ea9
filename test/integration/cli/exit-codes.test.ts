import { writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startServer } from '../token-server/support.ts';
import { aCall, credence, temporaryFolder, writeWorkspace } from './command.ts';

const SECRET = { CREDENCE_SECRET_SERVER: 'Secr3t!' };

async function startHttp(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function tokenServer() {
  const { endpoints } = await startServer({ scheme: 'http' });
  return endpoints;
}

describe('the command ends with', () => {
  test('0 and the token alone on stdout', async () => {
    const file = await writeWorkspace((await tokenServer()).token);
    const bare = await credence(['token', file, '--output', 'bare'], { env: SECRET });
    expect([bare.exitCode, bare.stderr]).toEqual([0, '']);
    expect(bare.stdout).toMatch(/^[\w.-]+\n$/);
    const header = await credence(['token', file, '--output', 'header'], { env: SECRET });
    expect(header.stdout).toMatch(/^Authorization: Bearer [\w.-]+\n$/);
    const env = await credence(['token', file, '--output', 'env'], { env: SECRET });
    expect(env.stdout).toMatch(/^ACCESS_TOKEN='[\w.-]+'\n$/);
  });

  test('0 if a call fails as expected, 1 if an expectation is not met', async () => {
    const { token, api } = await tokenServer();
    const write = new URL('/api/write', api).href;
    const file = await writeWorkspace(token, {
      apiCalls: [
        aCall('Refused', write, [{ kind: 'refused', error: 'insufficient_scope' }]),
        aCall('Written', write, [{ kind: 'status', status: 200 }]),
      ],
    });
    expect((await credence(['call', file, 'Refused'], { env: SECRET })).exitCode).toBe(0);
    const written = await credence(['call', file, 'Written'], { env: SECRET });
    expect([written.exitCode, written.stdout]).toEqual([
      1,
      expect.stringContaining('✗ status is 200: status is 403'),
    ]);
  });

  test.each([
    [['nonsense']],
    [['token']],
    [['token', 'f', '--output', 'xml']],
    [['token', 'f', '--secret', 'Secr3t!']],
    [['explain']],
    [['explain', '--', 'curl', '--digest', 'http://127.0.0.1:1/']],
    [['run', 'f', '--report', 'pdf=x']],
    [['server', '--no-such']],
  ])('2 for the arguments %j, and says why on stderr', async (words) => {
    const { exitCode, stdout, stderr } = await credence(words);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).not.toBe('');
  });

  test('3 for missing input, which the message names', async () => {
    const file = await writeWorkspace((await tokenServer()).token);
    const cases: [string[], Record<string, string>, string][] = [
      [['token', join(await temporaryFolder(), 'none.json')], {}, 'ENOENT'],
      [['token', file], {}, 'CREDENCE_SECRET_SERVER'],
      [['token', file, '--client', 'other'], SECRET, 'other'],
      [['token', file, '--env', 'prod'], SECRET, 'prod'],
      [['token', file, '--secret-env', 'NOT_SET'], {}, 'NOT_SET'],
      [['call', file, 'Nothing'], SECRET, 'Nothing'],
      [['decode', 'opaque'], {}, 'not a JWT'],
    ];
    const damaged = join(await temporaryFolder(), 'damaged.credence.json');
    await writeFile(damaged, '{\n"format": "credence-workspace",\n"version": 2,\n"name": 5\n}');
    cases.push([['token', damaged], {}, 'wrong name.\nLine 4: ']);
    for (const [words, env, named] of cases) {
      const { exitCode, stderr } = await credence(words, { env });
      expect([words, exitCode, stderr]).toEqual([words, 3, expect.stringContaining(named)]);
    }
  });

  test('4 if nothing listens, and for an untrusted certificate', async () => {
    const { endpoints } = await startServer();
    for (const endpoint of ['http://127.0.0.1:1/token', endpoints.token]) {
      const file = await writeWorkspace(endpoint);
      expect((await credence(['token', file], { env: SECRET })).exitCode).toBe(4);
    }
  });

  test('0 with --insecure, with a warning', async () => {
    const { endpoints } = await startServer();
    const file = await writeWorkspace(endpoints.token);
    const { exitCode, stderr } = await credence(['token', file, '--insecure'], { env: SECRET });
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining('TLS verification is OFF')]);
  });

  test('5 if the authorization server rejects the request, with an explanation on stderr', async () => {
    const file = await writeWorkspace((await tokenServer()).token);
    const { exitCode, stdout, stderr } = await credence(['token', file], {
      env: { CREDENCE_SECRET_SERVER: 'wrong-secret' },
    });
    expect([exitCode, stdout]).toEqual([5, '']);
    expect(stderr).toMatch(/^✗ .+\[[\w-]+\]\n.*Next: /s);
    expect(stderr).not.toContain('wrong-secret');
  });

  test('6 if the API rejects the call', async () => {
    const { token, api } = await tokenServer();
    const file = await writeWorkspace(token, { apiCalls: [aCall('Write', new URL('/api/write', api).href)] });
    expect((await credence(['call', file], { env: SECRET })).exitCode).toBe(6);
  });

  test.each([
    [500, 'application/json', '{}'],
    [200, 'text/html', '<!doctype html><title>Login</title>'],
  ])('7 for a token endpoint that answers %s with %s', async (status, type, body) => {
    const origin = await startHttp((_, response) => {
      response.writeHead(status, { 'content-type': type }).end(body);
    });
    const file = await writeWorkspace(`${origin}/token`);
    expect((await credence(['token', file], { env: SECRET })).exitCode).toBe(7);
  });
});
