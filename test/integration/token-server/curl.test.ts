import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { makeTemporaryFolder, SECRET, startServer } from './support.ts';

const run = promisify(execFile);
/** A command as it is typed into a terminal. */
const shell = async (command: string) => (await run('bash', ['-c', command])).stdout;

/** The tutorial's commands to the letter; only the port is the test's own, and the API's address the server's. */
const tokenCommand = (
  port: number,
  scope: string,
) => `curl -k -X POST https://localhost:${port}/oauth/v2/oauth-token \\
      -H 'content-type: application/x-www-form-urlencoded' \\
      -d 'grant_type=client_credentials&client_id=server&client_secret=Secr3t!${scope}'`;
const apiCommand = (port: number, token: string) =>
  `curl -k -X GET https://localhost:${port}/hello_world -H 'Authorization: Bearer ${token}'`;

describe('the tutorial’s commands in a terminal', () => {
  test.each([
    ['&scope=read', '"scope":"read",'],
    ['', ''],
  ])('get a token and call the API: %j', async (scope, member) => {
    const { port } = await startServer();
    const answer = await shell(tokenCommand(port, scope));
    const token = JSON.parse(answer).access_token;
    expect(token).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(answer).toBe(`{"access_token":"${token}",${member}"token_type":"bearer","expires_in":299}`);
    expect(JSON.parse(await shell(apiCommand(port, token)))).toMatchObject({ message: 'Hello, world!' });
  });

  test('and a token that has expired gets 401', async () => {
    let now = Date.now();
    const { port } = await startServer({}, { clock: () => now });
    const token = JSON.parse(await shell(tokenCommand(port, ''))).access_token;
    now += 299_000;
    const answer = await shell(`${apiCommand(port, token)} -i`);
    expect(answer).toMatch(/^HTTP\/1\.1 401 Unauthorized\r\n/);
    expect(answer).toMatch(/\r\nWWW-Authenticate: Bearer .*error="invalid_token".*expired/);
  });
});

describe('curl with verification on', () => {
  test.each(['localhost', '127.0.0.1', '[::1]'])('accepts the certificate for %s', async (host) => {
    const { ca, port } = await startServer();
    const caFile = join(await makeTemporaryFolder(), 'ca.pem');
    await writeFile(caFile, ca);
    const url = `https://${host}:${port}/oauth/v2/oauth-token`;
    const command = `curl -sS --cacert '${caFile}' '${url}' -u 'server:${SECRET}' -d grant_type=client_credentials`;
    expect(JSON.parse(await shell(command))).toMatchObject({ token_type: 'bearer' });
  });

  test('curl rejects it without our CA, and the log says what to do', async () => {
    const { port, server } = await startServer();
    await expect(shell(`curl -sS https://localhost:${port}/`)).rejects.toMatchObject({ code: 60 });
    await expect
      .poll(() => server.log.map(({ decision }) => decision).join())
      .toContain('give it the local CA');
  });

  test('explains plain HTTP at the HTTPS port, in the response and in the log', async () => {
    const { port, server } = await startServer();
    expect(JSON.parse(await shell(`curl -sS http://localhost:${port}/`))).toEqual({
      error: 'invalid_request',
      error_description: 'The client speaks plain HTTP at the HTTPS port; use an https URL',
    });
    await expect.poll(() => server.log.map(({ decision }) => decision).join()).toContain('use an https URL');
  });
});

test('curl over plain HTTP', async () => {
  const { endpoints } = await startServer({ scheme: 'http' });
  expect(endpoints.token).toMatch(/^http:\/\/localhost:\d+\/oauth\/v2\/oauth-token$/);
  const answer = await shell(
    `curl -sS ${endpoints.token} -u server:Secr3t%21 -d grant_type=client_credentials`,
  );
  expect(JSON.parse(answer)).toMatchObject({ expires_in: 299 });
});
