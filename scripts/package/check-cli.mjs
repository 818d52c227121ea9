// Installs the command's package into an empty folder, as a user does, and uses it on this Node, on Electron's, and on
// those that the npm registry has. Older ones must be refused in words.
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Advice } from '../advice.mjs';
import { provisionElectron } from '../electron/provision.mjs';
import { writeFact } from '../stages/facts.mjs';
import { OLDEST_NODE, supportsCommand } from '../supports-command.mjs';
import { installNode, npmInstall } from './npm-install.mjs';

/** Majors of Node that the command promises to run on (package.json of the package: >=22.19). */
const MAJORS = [22, 24];
const SECRET = 'Secr3t!';

/** @param {string} tgz path of the package */
export async function checkCli(tgz, log) {
  const folder = mkdtempSync(join(tmpdir(), 'credence-package-'));
  try {
    await npmInstall(folder, '--offline', tgz);
    const command = join(folder, 'node_modules/credence/lib/credence.js');
    const { nodes, missing } = await findNodes(folder);
    const ran = [];
    for (const node of nodes) {
      await (node.isSupported ? checkUse(node, command, folder) : checkRefusal(node, command));
      ran.push(node.isSupported ? node.label : `${node.label} (refused, in words)`);
      log(`command: ${ran.at(-1)}`);
    }
    writeFact(
      'command-package',
      `command line out of its package: ${[ran.join(', '), ...missing].join('; not run: ')}`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function findNodes(folder) {
  const { executable } = await provisionElectron({ quiet: true });
  const nodes = [
    { path: process.execPath, env: {} },
    { path: executable, env: { ELECTRON_RUN_AS_NODE: '1' } },
  ];
  const missing = [];
  for (const major of MAJORS) {
    try {
      nodes.push({ path: await installNode(join(folder, `node-${major}`), major), env: {} });
    } catch {
      missing.push(`Node ${major}, which npm could not get`);
    }
  }
  return { nodes: await Promise.all(nodes.map(describe)), missing };
}

async function describe(node) {
  const { stdout } = await run(node, ['-p', 'process.versions.node']);
  const version = stdout.trim();
  return {
    ...node,
    label: `${'ELECTRON_RUN_AS_NODE' in node.env ? 'Electron’s ' : ''}Node ${version}`,
    isSupported: supportsCommand(version),
  };
}

async function checkRefusal(node, command) {
  const { code, stderr } = await run(node, [command, '--version']);
  expect(
    node,
    'refusal',
    code === 3 && stderr.includes(`needs Node.js ${OLDEST_NODE.join('.')} or newer`),
    stderr,
  );
}

/** The package's own server, and the package as its client. */
async function checkUse(node, command, folder) {
  const credence = (args, env = {}) =>
    run(node, [command, ...args], { CREDENCE_SECRET_SERVER: SECRET, ...env });
  const version = await credence(['--version']);
  expect(node, '--version', version.code === 0, version.stderr);
  const server = spawn(
    node.path,
    [command, 'server', '--http', '--port', '0', '--data-dir', join(folder, 'data')],
    {
      env: { ...process.env, ...node.env },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  try {
    const workspace = join(folder, 'package.credence.json');
    writeFileSync(workspace, JSON.stringify(workspaceAt(await firstUrl(server))));
    const token = await credence(['token', workspace, '--output', 'bare']);
    expect(node, 'token', token.code === 0 && token.stdout.trim() !== '', token.stderr);
    const report = join(folder, 'results.xml');
    const tests = await credence(['run', workspace, '--report', `junit=${report}`]);
    expect(node, 'run', tests.code === 0, tests.stdout + tests.stderr);
    const refused = await credence(['token', workspace], { CREDENCE_SECRET_SERVER: 'wrong' });
    expect(node, 'exit code of a refusal', refused.code === 5, refused.stderr);
  } finally {
    server.kill();
  }
}

async function firstUrl(server) {
  for await (const line of createInterface({ input: server.stdout })) {
    const [url] = /http:\/\/\S+/.exec(line) ?? [];
    if (url) return url;
  }
  throw new Advice('The token server of the package did not start.');
}

function workspaceAt(origin) {
  return {
    format: 'credence-workspace',
    version: 2,
    name: 'Package',
    server: { issuer: '', tokenEndpoint: `${origin}/oauth/v2/oauth-token` },
    tls: { verification: 'on' },
    clients: [{ id: 'server', clientId: 'server', authMethod: 'client_secret_basic' }],
    apiCalls: [{ id: 'hello', name: 'Hello world', method: 'GET', url: `${origin}/hello_world` }],
    timeLimitMs: 20_000,
  };
}

function expect(node, what, isMet, output) {
  if (!isMet) throw new Advice(`The package fails on ${node.label}: ${what}\n${output}`);
}

/** Resolves for any exit code. */
function run({ path, env }, args, more = {}) {
  return new Promise((resolve) => {
    execFile(path, args, { env: { ...process.env, ...env, ...more } }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : error.code, stdout, stderr }),
    );
  });
}
