import { type ChildProcess, spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fetch } from 'undici';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { viewClient } from '../../../shared/token-server/client-view.ts';
import { formatClientsFile } from '../../../shared/token-server/clients-file.ts';
import { CONFIG, GRANT, makeTemporaryFolder, startServer } from './support.ts';

const CLI = fileURLToPath(new URL('../../../electron/token-server/alone.ts', import.meta.url));
const FOLLOW_CHILD = new URL('../../../scripts/follow-child.mjs', import.meta.url).href;

/** The command as a process of its own; what it prints, and how it ends. */
function runCli(...args: string[]) {
  const child: ChildProcess = spawn(process.execPath, [CLI, ...args], { env: process.env });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { child, exited, output: () => output };
}

/** The same, once it serves; with the address that its start has printed for tokens. */
async function serveCli(...args: string[]) {
  const cli = runCli(...args);
  await expect.poll(cli.output).toContain('Ctrl+C stops it.');
  return { ...cli, url: /token\s+(http:\S+)/.exec(cli.output())?.[1] ?? '' };
}

/** Over HTTP on a free port, with a folder of its own. */
async function serveHttp() {
  return serveCli('--port', '0', '--http', '--data-dir', await makeTemporaryFolder());
}

function post(url: string, body: string) {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body,
  });
}

/** Whoever of it is left. */
function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody, as it should be.
  }
}

describe('the token server alone', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)(
    'prints its addresses, serves, and stops cleanly on %s',
    async (signal) => {
      const { child, exited, output, url } = await serveHttp();
      const response = await post(url, GRANT);
      expect(await response.json()).toMatchObject({ expires_in: 299 });
      await expect.poll(output).toContain('"server": token issued without scope');
      child.kill(signal);
      expect(await exited).toBe(0);
      expect(output()).toMatch(/Stopped\.\n$/);
    },
  );

  test('keeps serving if nobody reads its output', async () => {
    const { child, exited, output } = await serveHttp();
    child.stdout?.destroy();
    const url = /demo API\s+(http:[^\s,]+)/.exec(output())?.[1] ?? '';
    let answers = 0;
    // What it says of the first ones, nobody takes; the others are answered after that.
    await expect.poll(async () => (answers += (await fetch(url)).status === 401 ? 1 : 0)).toBeGreaterThan(9);
    child.kill('SIGTERM');
    expect(await exited).toBe(0);
  });

  test('stops when npm is stopped, even though its shell exits silently', async () => {
    const folder = await makeTemporaryFolder();
    const script = join(folder, 'script.mjs');
    await writeFile(
      script,
      `import { spawn } from 'node:child_process';
      import { followChild } from ${JSON.stringify(FOLLOW_CHILD)};
      await followChild(spawn(process.execPath, process.argv.slice(2), { stdio: 'inherit' }));`,
    );
    const server = `"${CLI}" --port 0 --http --data-dir "${folder}"`;
    // As npm runs a script; the second command keeps shells that could become the first from doing so.
    const shell = spawn('sh', ['-c', `"${process.execPath}" "${script}" ${server}; :`], {
      env: { ...process.env, npm_lifecycle_event: 'token-server' },
      detached: true,
    });
    const { pid } = shell;
    onTestFinished(() => void (pid !== undefined && killGroup(pid)));
    let output = '';
    shell.stdout.on('data', (chunk) => (output += chunk));
    // When nobody holds its pipes any more: the server neither.
    const ended = new Promise<void>((resolve) => shell.once('close', () => resolve()));
    await expect.poll(() => output, { timeout: 20_000 }).toContain('Ctrl+C stops it.');
    shell.kill('SIGTERM');
    await ended;
    expect(output).toMatch(/Stopped\.\n$/);
  });

  test('reports in one line that the port is taken, and suggests another', async () => {
    const { port } = await startServer({ scheme: 'http' });
    const { exited, output } = runCli('--port', String(port), '--http');
    expect(await exited).toBe(1);
    expect(output()).toMatch(
      new RegExp(`^token-server: Port ${port} is already in use.* Try --port \\d+\\.\n$`),
    );
  });

  test('explains what to change if mutual TLS has no port', async () => {
    const { port } = await startServer({ scheme: 'http' });
    const folder = await makeTemporaryFolder();
    const file = join(folder, 'config.json');
    await writeFile(file, `{"port":0,"clients":[],"mutualTls":{"mode":"separate-port","port":${port}}}`);
    const { exited, output } = runCli('--config', file, '--data-dir', folder);
    expect(await exited).toBe(1);
    expect(output()).toMatch(/Port \d+ is free\. Name it as mutualTls\.port in the configuration\.\n$/);
  });

  test('serves the clients of a file', async () => {
    const folder = await makeTemporaryFolder();
    const file = join(folder, 'config.json');
    await writeFile(
      file,
      '{"scheme":"http","port":0,"clients":[{"clientId":"server","secret":"Secr3t!","tokenLifetime":7}]}',
    );
    const { url } = await serveCli('--config', file);
    const response = await post(url, GRANT);
    expect(await response.json()).toMatchObject({ expires_in: 7 });
  });

  test('serves clients as the window exports them: with a secret of the environment, or not at all', async () => {
    const file = join(await makeTemporaryFolder(), 'clients.json');
    await writeFile(file, formatClientsFile(CONFIG.clients.map(viewClient)));
    vi.stubEnv('TOKEN_SERVER_SECRET_SERVER', 'Secr3t!');
    const { output, url } = await serveCli('--port', '0', '--http', '--config', file);
    expect((await post(url, GRANT)).status).toBe(200);
    expect(output()).not.toContain('TOKEN_SERVER_SECRET_SERVER');
    expect(output()).toContain('"short-lived": set TOKEN_SERVER_SECRET_SHORT_LIVED');
    const other = GRANT.replace('server', 'short-lived');
    expect((await post(url, other)).status).toBe(401);
    await expect.poll(output).toContain('"short-lived": invalid_client: the client has no secret yet');
  });

  test('serves ten thousand clients of a file at once', async () => {
    const file = join(await makeTemporaryFolder(), 'config.json');
    const clients = Array.from({ length: 10_000 }, (_, index) => ({
      clientId: `c${index}`,
      secret: `s${index}`,
    }));
    await writeFile(file, JSON.stringify({ scheme: 'http', port: 0, clients }));
    const { url } = await serveCli('--config', file);
    for (const [id, status] of [
      ['client_id=c9999&client_secret=s9999', 200],
      ['client_id=c9999&client_secret=s9998', 401],
    ] as const) {
      const body = `grant_type=client_credentials&${id}`;
      expect((await post(url, body)).status).toBe(status);
    }
  });

  test.each([
    [['--port', 'x'], 'not "x"'],
    [['--config', '/nowhere/config.json'], 'could not be read'],
  ])('explains %j without a stack', async (args, words) => {
    const { exited, output } = runCli(...args);
    expect(await exited).toBe(1);
    expect(output()).toContain(words);
    expect(output()).not.toMatch(/\n\s+at /);
  });

  test.each([
    ['its certificate', '{"method":"secret"}', 'The certificate in'],
    ['the key for secrets', '{"method":"client_secret_jwt","secret":"s"}', 'could not be sealed'],
  ])('says what to do where %s cannot be kept', async (_name, authentication, words) => {
    const file = join(await makeTemporaryFolder(), 'config.json');
    await writeFile(file, `{"port":0,"clients":[{"clientId":"a","authentication":${authentication}}]}`);
    // Its folder is to be where a file is.
    const { exited, output } = runCli('--config', file, '--data-dir', file);
    expect(await exited).toBe(1);
    expect(output()).toContain(words);
    expect(output()).toMatch(/--data-dir\.\n$/);
    expect(output()).not.toMatch(/\n\s+at /);
  });
});

describe('expectations of clients', () => {
  const serve = async (expected: object, more: object = {}) => {
    const folder = await makeTemporaryFolder();
    const file = join(folder, 'config.json');
    const clients = [{ clientId: 'server', secret: 'Secr3t!', scopes: ['read', 'write'] }];
    await writeFile(file, JSON.stringify({ scheme: 'http', port: 0, clients, expect: [expected], ...more }));
    return serveCli('--config', file, '--data-dir', folder);
  };

  test.each([
    ['hold: exit code 0', { clientId: 'server', tokenRequests: 1, method: 'client_secret_post' }, 1, 0],
    ['fail: exit code 2 and the requests', { clientId: 'server', cached: true }, 2, 2],
    ['see plain HTTP', { encrypted: true }, 1, 2],
  ])('%s', async (_name, expected, requests, code) => {
    const { child, exited, output, url } = await serve(expected);
    for (let count = 0; count < requests; count += 1) await post(url, GRANT);
    child.kill('SIGTERM');
    expect(await exited).toBe(code);
    expect(output()).toContain(code === 0 ? 'All expectations hold.' : '1 of 1 expectations failed.');
  });

  test('see whether a client waits after 429', async () => {
    const effect = { kind: 'status', status: 429, retryAfter: 30 };
    const faults = [{ endpoint: 'token', effect, occurrence: { mode: 'next', count: 1 } }];
    const { child, exited, output, url } = await serve({ clientId: 'server', backsOff: true }, { faults });
    expect((await post(url, GRANT)).status).toBe(429);
    expect((await post(url, GRANT)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await exited).toBe(2);
    expect(output()).toMatch(/came (29|30) s too early/);
  });
});
