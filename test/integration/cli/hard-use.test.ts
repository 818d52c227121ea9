import { execFile, spawn } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startServer } from '../token-server/support.ts';
import { aCall, COMMAND, credence, temporaryFolder, writeWorkspace } from './command.ts';

// What people do to a command: slips of the hand, pipes, Ctrl+C, full disks, hostile files.

const SECRET = { CREDENCE_SECRET_SERVER: 'Secr3t!' };
const NOWHERE = 'http://127.0.0.1:1/token';

/** Starts the command with streams of its own. */
function start(words: readonly string[], stdio: 'pipe' | ['pipe', number, 'pipe'] = 'pipe') {
  const env = { PATH: process.env.PATH ?? '', ELECTRON_RUN_AS_NODE: '1', ...SECRET };
  const child = spawn(process.execPath, [COMMAND, ...words], { stdio, env });
  let [stdout, stderr] = ['', ''];
  child.stdout?.on('data', (bytes: Buffer) => {
    stdout += bytes.toString();
  });
  child.stderr?.on('data', (bytes: Buffer) => {
    stderr += bytes.toString();
  });
  const finished = new Promise<{ exitCode: number | null; stdout: string; stderr: string }>((resolve) => {
    child.on('close', (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
  return { child, finished };
}

describe('a name that the workspace does not have', () => {
  test.each([
    [['token', '--client', 'servr'], 'Did you mean “server”? It has: server.'],
    [['call', 'helo world'], 'Did you mean “Hello world”? It has: Hello world.'],
    [['run', 'Orders'], 'It has: Hello world.'],
    [['token', '--env', 'stagin'], 'Did you mean “staging”? It has: dev, staging.'],
    [['token', '--var', 'hots=a'], 'Did you mean “host”? It has: host.'],
    [['token', '--key', 'x=y'], 'names no key of the workspace.\nIt has none.'],
  ])('%j: says which ones it has', async ([command = '', ...words], said) => {
    const file = await writeWorkspace(NOWHERE, {
      variables: {
        environments: ['dev', 'staging'].map((name) => ({ id: name, name })),
        activeEnvironmentId: 'dev',
        items: [{ id: 'v', name: 'host', secret: false, values: {} }],
      },
    });
    const { exitCode, stderr } = await credence([command, file, ...words], { env: SECRET });
    expect([exitCode, stderr]).toEqual([3, expect.stringContaining(said)]);
    expect(stderr.includes('Did you mean')).toBe(said.includes('Did you mean'));
  });
});

describe('options that do not go together', () => {
  test.each([
    [['token', 'f', '--concurrency', '2'], '--concurrency has no effect without --repeat'],
    [['token', 'f', '--repeat', '0'], 'whole number'],
    [['token', 'f', '--repeat', '2', '--find-out-why'], '--find-out-why'],
    [['token', 'f', '--repeat', '2', '--output', 'bare'], '--output bare'],
    [['run', 'f', '--report', 'junit=-', '--report', 'json=-'], 'Only one report'],
    [['explain', '--', 'wget', 'http://127.0.0.1:1/'], 'wget'],
    [['explain', '--', 'curl', '-u', 'id', 'http://127.0.0.1:1/'], '--user without a password'],
  ])('%j: exits with 2 before it opens a file', async (words, said) => {
    const { exitCode, stdout, stderr } = await credence(words);
    expect([exitCode, stdout, stderr]).toEqual([2, '', expect.stringContaining(said)]);
  });
});

describe('a secret that is empty', () => {
  test.each<[string, string[], Record<string, string>, string]>([
    [
      'in its own variable',
      [],
      { CREDENCE_SECRET_SERVER: '' },
      'CREDENCE_SECRET_SERVER is not set, or empty',
    ],
    ['in a named variable', ['--secret-env', 'S'], { S: '' }, 'S is empty'],
    ['on standard input', ['--secret-file', '-'], {}, 'Standard input has no secret'],
  ])('%s: is not sent', async (_, words, env, said) => {
    const file = await writeWorkspace(NOWHERE);
    const { exitCode, stderr } = await credence(['token', file, ...words], { env });
    expect([exitCode, stderr]).toEqual([3, expect.stringContaining(said)]);
  });
});

describe('a file that an option names', () => {
  test('exits with 3 if it is missing, or not what it should be', async () => {
    const binary = join(await temporaryFolder(), 'binary');
    await writeFile(binary, Buffer.from([0xff, 0xfe, 0x00]));
    const file = await writeWorkspace(NOWHERE);
    const cases: [string[], string][] = [
      [['explain', '--', 'curl', '-d', '@none', 'http://127.0.0.1:1/'], 'none'],
      [['explain', '--', 'curl', '-d', `@${binary}`, 'http://127.0.0.1:1/'], 'not UTF-8'],
      [['token', file, '--cacert', 'none'], 'none'],
      [['token', file, '--cacert', binary], 'no certificate'],
    ];
    for (const [words, said] of cases) {
      const { exitCode, stderr } = await credence(words, { env: SECRET });
      expect([words, exitCode, stderr]).toEqual([words, 3, expect.stringContaining(said)]);
    }
  });

  test('--cacert trusts the CAs in it', async () => {
    const { endpoints, ca } = await startServer();
    const pem = join(await temporaryFolder(), 'ca.pem');
    await writeFile(pem, ca);
    const file = await writeWorkspace(endpoints.token);
    expect((await credence(['token', file], { env: SECRET })).exitCode).toBe(4);
    const trusted = await credence(['token', file, '--cacert', pem, '--output', 'bare'], { env: SECRET });
    expect([trusted.exitCode, trusted.stderr]).toEqual([0, '']);
  });
});

describe('standard input', () => {
  test('is awaited: a slow writer is not an error', async () => {
    const { child, finished } = start(['decode', '-']);
    await sleep(500);
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    child.stdin?.end(`${part({ alg: 'RS256' })}.${part({ sub: 'server' })}.c2ln\n`);
    const { exitCode, stdout } = await finished;
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining('server')]);
  });

  test('is the body of curl -d @-', async () => {
    const words = ['explain', '--output', 'json', '--', 'curl', '--data-binary', '@-', 'http://127.0.0.1:1/'];
    const { stdout } = await credence(words, { stdin: '\uFEFF{"a":\n1}' });
    expect(JSON.parse(stdout).exchange.request.body).toBe('\uFEFF{"a":\n1}');
  });
});

test('Ctrl+C ends a request with 130, and no tick', async () => {
  const silent = createServer(() => started());
  let started = () => {};
  const isWaiting = new Promise<void>((resolve) => {
    started = resolve;
  });
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    silent.closeAllConnections();
    silent.close();
  });
  const { child, finished } = start([
    'explain',
    '--',
    'curl',
    `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`,
  ]);
  await isWaiting;
  child.kill('SIGINT');
  const { exitCode, stdout } = await finished;
  expect([exitCode, stdout]).toEqual([130, expect.stringMatching(/^✗ .*cancelled/)]);
});

test('a reader that closes early changes nothing', async () => {
  const { child, finished } = start(['decode', '--help']);
  child.stdout?.destroy();
  expect(await finished).toMatchObject({ exitCode: 0, stderr: '' });
});

test.runIf(existsSync('/dev/full'))(
  'a full disk is an error: for the result, and for one of two reports',
  async () => {
    const { endpoints } = await startServer({ scheme: 'http' });
    const file = await writeWorkspace(endpoints.token, {
      apiCalls: [aCall('Hello world', new URL('/hello_world', endpoints.api).href)],
    });
    const printed = await start(['token', file], ['pipe', openSync('/dev/full', 'w'), 'pipe']).finished;
    expect(printed).toMatchObject({
      exitCode: 3,
      stderr: expect.stringContaining('Cannot write the result'),
    });
    const good = join(await temporaryFolder(), 'good.json');
    const reported = await credence(
      ['run', file, '--report', 'junit=/dev/full', '--report', `json=${good}`],
      {
        env: SECRET,
      },
    );
    expect([reported.exitCode, reported.stderr]).toEqual([
      3,
      expect.stringContaining('Cannot write the report'),
    ]);
    expect(JSON.parse(await readFile(good, 'utf8'))).toMatchObject({ passed: 1 });
  },
);

test('names in a workspace file cannot steer the terminal', async () => {
  const clear = '\u001B[2J';
  const file = await writeWorkspace(NOWHERE, {
    name: clear,
    [`x${clear}`]: 1,
    clients: [{ id: 'c1', clientId: `a${clear}`, authMethod: 'client_secret_basic' }],
    apiCalls: [aCall(`Hello${clear}`, 'http://127.0.0.1:1/')],
  });
  const env = { CREDENCE_SECRET_A__2J: 'x' };
  const runs: string[][] = [
    ['token', file],
    ['token', file, '--client', 'b'],
    ['call', file, 'Hello'],
    ['call', file],
    ['run', file],
  ];
  for (const words of runs) {
    const { stdout, stderr } = await credence(words, { env });
    expect([words, `${stdout}${stderr}`.includes('\u001B')]).toEqual([words, false]);
  }
});

test('credence run does not compare different calls: nobody changed anything between them', async () => {
  const { endpoints } = await startServer({ scheme: 'http' });
  const apiCalls = ['/hello_world', '/api/write'].map((path) =>
    aCall(path, new URL(path, endpoints.api).href),
  );
  const file = await writeWorkspace(endpoints.token, { apiCalls });
  const { exitCode, stdout } = await credence(['run', file], { env: SECRET });
  expect([exitCode, stdout]).toEqual([6, expect.stringContaining('The token lacks the scope')]);
  expect(stdout).not.toContain('since then');
});

test('decode names what is wrong with a hostile JWT', async () => {
  const encode = (text: string) => Buffer.from(text).toString('base64url');
  const jwt = (header: string, claims: string) => `${encode(header)}.${encode(claims)}.`;
  const cases: [string, string, string][] = [
    ['{"alg":"HS256","alg":"none"}', '{"exp":1}', '“alg” is in the header more than once'],
    ['{"alg":"none"}', '{"exp":1}', 'not signed'],
    ['{"alg":"RS256"}', '{"exp":1}', 'signature is missing'],
    ['{}', '{"exp":1}', 'does not name the signature algorithm'],
    ['{"alg":"RS256","crit":["b64"]}', '{}', 'understands: b64'],
    ['{"alg":"RS256"}', '{"exp":1e400}', 'exp is not a time'],
    ['{"alg":"RS256"}', '{"nbf":"tomorrow"}', 'nbf is not a time'],
    ['{"alg":"RS256"}', '{"sub":"a","sub":"b"}', '“sub” is in the claims more than once'],
  ];
  for (const [header, claims, said] of cases) {
    const { exitCode, stdout } = await credence(['decode', jwt(header, claims)]);
    expect([header, claims, exitCode, stdout]).toEqual([header, claims, 0, expect.stringContaining(said)]);
    expect(stdout).not.toMatch(/Infinity|NaN|undefined/);
  }
});

test('bash completes commands, options and workspace files, also without the package bash-completion', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'orders.credence.json'), '{}');
  await writeFile(
    join(folder, 'credence'),
    `#!/bin/sh\nELECTRON_RUN_AS_NODE=1 exec '${process.execPath}' '${COMMAND}' "$@"\n`,
    { mode: 0o755 },
  );
  const script = `
    source <(credence complete bash)
    compopt() { :; }
    try() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); __credence_complete; echo "\${COMPREPLY[@]}"; }
    try credence to; try credence token ord; try credence token --out; try credence token --output h
  `;
  const { stdout, stderr } = await promisify(execFile)('bash', ['--norc', '--noprofile', '-c', script], {
    cwd: folder,
    env: { PATH: `${folder}${delimiter}${process.env.PATH ?? ''}` },
  });
  expect([stderr, stdout]).toEqual(['', 'token\norders.credence.json\n--output\nheader\n']);
});
