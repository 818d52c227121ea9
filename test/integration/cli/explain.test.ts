import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer } from '../token-server/support.ts';
import { credence, temporaryFolder } from './command.ts';

interface Received {
  readonly method: string | undefined;
  readonly url: string | undefined;
  /** In order, names in lower case, without those that only frame the message or name the program. */
  readonly headers: readonly string[];
  readonly body: string;
}

const OWN = ['connection', 'content-length', 'user-agent', 'host'];

let received: Received[] = [];
const server = createServer(async (request, response) => {
  const { method, url, rawHeaders } = request;
  const body = (await buffer(request)).toString('latin1');
  const headers = rawHeaders.flatMap((name, index) => {
    if (index % 2 === 1 || OWN.includes(name.toLowerCase())) return [];
    return [`${name.toLowerCase()}: ${rawHeaders[index + 1]}`];
  });
  received.push({ method, url, headers, body });
  response.end('{}');
});
let origin = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

describe('credence explain -- curl …', () => {
  test.each<{ options: string[] }>([
    { options: ['-d', 'grant_type=client_credentials&client_id=a&client_secret=b'] },
    { options: ['-u', "id:s3cr:et'$&", '-d', 'grant_type=client_credentials', '-d', 'scope=read write'] },
    { options: ['-X', 'PUT', '-H', 'Content-Type: application/json', '--data', '@body.json'] },
    { options: ['--data-binary', '@body.json', '-H', '@headers.txt', '-H', 'Accept:'] },
    { options: ['--json', '{"a":1}', '-H', 'Authorization: Bearer t0ken'] },
    { options: ['-G', '-d', 'a=b', '--data-urlencode', 'c=d e~'] },
    { options: ['--oauth2-bearer', 't0ken', '-e', 'http://ref/', '-b', 'c=d', '-A', 'agent/1'] },
    { options: ['-X', 'DELETE', '-H', 'X-Empty;', '-r', '0-1'] },
  ])('sends what curl sends with $options', async ({ options }) => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'body.json'), '{"a":\n1}\n');
    await writeFile(join(folder, 'headers.txt'), 'X-From-File: yes\n');
    received = [];
    await promisify(execFile)('curl', ['-s', ...options, `${origin}/a/b?c=d`], { cwd: folder });
    await credence(['explain', '--', 'curl', ...options, `${origin}/a/b?c=d`], { cwd: folder });
    const [byCurl, byCredence] = received;
    expect(withoutOrder(byCredence)).toEqual(withoutOrder(byCurl));
  });

  test('shows the response and explains a refusal, without the secret', async () => {
    const { endpoints } = await startServer();
    const words = [
      '-k',
      endpoints.token,
      '-d',
      'grant_type=client_credentials&client_id=server&client_secret=wr0ng-secret',
    ];
    const { exitCode, stdout, stderr } = await credence(['explain', '--', 'curl', ...words]);
    expect([exitCode, stderr]).toEqual([5, '']);
    expect(stdout).toMatch(/^✗ .*Next: .*< 401 Unauthorized.*"error": "invalid_client"/s);
    expect(stdout).not.toContain('wr0ng-secret');
  });

  test('requests a token with --cacert, and masks it unless --reveal is set', async () => {
    const { endpoints, ca } = await startServer();
    const file = join(await temporaryFolder(), 'ca.pem');
    await writeFile(file, ca);
    const words = [
      'curl',
      '--cacert',
      file,
      endpoints.token,
      '-u',
      'server:Secr3t!',
      '-d',
      'grant_type=client_credentials',
    ];
    const masked = await credence(['explain', '--', ...words]);
    expect([masked.exitCode, masked.stdout]).toEqual([
      0,
      expect.stringMatching(/^✓ Token received\n.*"access_token": "•+"/s),
    ]);
    const revealed = await credence(['explain', '--reveal', '--', ...words]);
    expect(revealed.stdout).toMatch(/"access_token": "[\w.-]{8,}"/);
  });

  test('prints one JSON object for scripts', async () => {
    const { stdout } = await credence(['explain', '--output', 'json', '--', 'curl', 'http://127.0.0.1:1/']);
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      exitCode: 4,
      exchange: { response: null, failure: { code: 'connection-refused' } },
    });
  });
});

/** curl's order of its own fields differs between versions; the command's own fields are in order in both. */
function withoutOrder(request: Received | undefined) {
  return request && { ...request, headers: [...request.headers].sort() };
}
