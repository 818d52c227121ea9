import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../../..');
const START_LIMIT_MS = 60_000;

/** Plain Node, as a script or a CI job would start it: not Electron's, on which these tests run. */
const environment = { ...process.env };
delete environment.ELECTRON_RUN_AS_NODE;

let dataFolder: string;
let child: ChildProcess;
let stdout = '';

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'credence-cli-'));
  child = spawn('node', ['scripts/token-server.mjs', '--port', '0', '--data-dir', dataFolder], {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!child.stdout) throw new Error('no output to read');
  for await (const line of createInterface({ input: child.stdout })) {
    stdout += `${line}\n`;
    if (line.startsWith('Ctrl+C')) break;
  }
}, START_LIMIT_MS);

afterAll(async () => {
  child.kill('SIGKILL');
  await rm(dataFolder, { recursive: true, force: true });
});

it('what npm run token-server prints works in a terminal, with the certificate verified', async () => {
  const command = stdout.slice(stdout.indexOf('curl --cacert'), stdout.indexOf('Ctrl+C'));
  const { stdout: answer } = await run('bash', ['-c', `${command.trim()} --silent --show-error`]);
  expect(JSON.parse(answer)).toEqual({
    access_token: expect.stringMatching(/^[0-9a-f-]{36}$/),
    scope: 'read',
    token_type: 'bearer',
    expires_in: 299,
  });
});

it('and one signal stops it cleanly', async () => {
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await exited).toEqual([0, null]);
});
