// The credence command beside others that get a token: whole processes, cold, in turn, in one run.
//
//   node test/bench/command.mjs [--rounds=15] [--peers]
//
// --peers also installs newman, httpyac and Bruno from npm and runs the token request with each that installs.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { buildAll } from '../../scripts/build/build-all.mjs';
import { installNode, npmInstall } from '../../scripts/package/npm-install.mjs';
import { root } from '../../scripts/root.mjs';

const { values: options } = parseArgs({
  options: { rounds: { type: 'string', default: '15' }, peers: { type: 'boolean', default: false } },
});
const BODY = 'grant_type=client_credentials&client_id=server&client_secret=Secr3t!&scope=read';

await buildAll();
const folder = mkdtempSync(join(tmpdir(), 'credence-bench-'));
// One Node for all, and one that the command supports.
const node = await installNode(join(folder, 'node'), 24);
const command = join(root, 'out/cli/credence.js');
const server = spawn(
  node,
  [command, 'server', '--port', '0', '--quiet', '--data-dir', join(folder, 'data')],
  {
    stdio: ['ignore', 'pipe', 'inherit'],
  },
);
try {
  const { url, ca } = await startUp(server);
  const contestants = [
    ['node -e 0', node, ['-e', '0']],
    ['bare node:https POST', node, [barePost(url, ca)]],
    ['credence token', node, [command, 'token', workspaceFile(url, ca)]],
    ['curl', 'curl', ['-s', '--cacert', ca, url, '-d', BODY]],
    ...(options.peers ? await peers(url) : []),
  ];
  const times = contestants.map(() => []);
  for (let round = 0; round < Number(options.rounds); round += 1) {
    for (const [index, [name, program, args, cwd]] of contestants.entries()) {
      const started = process.hrtime.bigint();
      const output = execFileSync(program, args, {
        cwd,
        env: { ...process.env, CREDENCE_SECRET_SERVER: 'Secr3t!', NODE_EXTRA_CA_CERTS: ca, NO_COLOR: '1' },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      times[index].push(Number(process.hrtime.bigint() - started) / 1e6);
      if (name !== 'node -e 0' && output.length === 0) throw new Error(`${name} printed nothing`);
    }
  }
  const medians = times.map((each) => [...each].sort((a, b) => a - b)[Math.floor(each.length / 2)]);
  const [, bare] = medians;
  console.log(`median of ${options.rounds} rounds, whole process; ratio to the bare POST`);
  for (const [index, [name]] of contestants.entries())
    console.log(
      `${name.padEnd(22)} ${medians[index].toFixed(0).padStart(6)} ms  ${(medians[index] / bare).toFixed(2)}`,
    );
} finally {
  server.kill();
  rmSync(folder, { recursive: true, force: true });
}

async function startUp(child) {
  let url = '';
  for await (const line of createInterface({ input: child.stdout })) {
    url ||= /https:\/\/\S+oauth-token/.exec(line)?.[0] ?? '';
    const [ca] = /\S+\.pem/.exec(line) ?? [];
    if (url && ca) return { url, ca };
  }
  throw new Error('The token server did not start');
}

function barePost(url, ca) {
  const file = join(folder, 'bare.mjs');
  writeFileSync(
    file,
    `import { readFileSync } from 'node:fs';
import { request } from 'node:https';
const sent = request(${JSON.stringify(url)}, {
  method: 'POST',
  ca: readFileSync(${JSON.stringify(ca)}),
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
}, (response) => response.pipe(process.stdout));
sent.end(${JSON.stringify(BODY)});
`,
  );
  return file;
}

function workspaceFile(url, ca) {
  const file = join(folder, 'bench.credence.json');
  const pem = readFileSync(ca, 'utf8');
  const client = {
    id: 'c',
    clientId: 'server',
    authMethod: 'client_secret_post',
    request: { scopes: ['read'] },
  };
  writeFileSync(
    file,
    JSON.stringify({
      format: 'credence-workspace',
      version: 2,
      name: 'Bench',
      server: { issuer: '', tokenEndpoint: url },
      tls: { verification: 'on', extraCas: [{ name: 'Bench', pem }] },
      clients: [client],
      apiCalls: [{ id: 'hello', name: 'Hello', method: 'GET', url: new URL('/hello_world', url).href }],
      timeLimitMs: 20_000,
    }),
  );
  return file;
}

/** Those that npm can get, each with the same token request. */
async function peers(url) {
  const found = [];
  /** `prepare` gives the arguments for Node, and where to run if it matters. */
  const add = async (name, packageName, prepare) => {
    const place = join(folder, name);
    try {
      await npmInstall(place, packageName);
      found.push([name, node, ...prepare(place)]);
    } catch (error) {
      console.log(`not run: ${name}: ${error.message.split('\n')[0]}`);
    }
  };
  await add('newman', 'newman', (place) => {
    const collection = join(place, 'collection.json');
    const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
    const urlencoded = [...new URLSearchParams(BODY)].map(([key, value]) => ({ key, value }));
    const request = { method: 'POST', url, body: { mode: 'urlencoded', urlencoded } };
    writeFileSync(
      collection,
      JSON.stringify({ info: { name: 'b', schema }, item: [{ name: 'token', request }] }),
    );
    return [[join(place, 'node_modules/newman/bin/newman.js'), 'run', collection, '--insecure']];
  });
  await add('httpyac', 'httpyac', (place) => {
    const file = join(place, 'token.http');
    writeFileSync(
      file,
      `# @no-reject-unauthorized\nPOST ${url}\nContent-Type: application/x-www-form-urlencoded\n\n${BODY}\n`,
    );
    return [[join(place, 'node_modules/httpyac/bin/httpyac.js'), 'send', file, '--all', '--insecure'], place];
  });
  await add('bru', '@usebruno/cli', (place) => {
    const collection = join(place, 'collection');
    mkdirSync(collection);
    writeFileSync(join(collection, 'bruno.json'), '{"version":"1","name":"b","type":"collection"}');
    const form = [...new URLSearchParams(BODY)].map(([key, value]) => `  ${key}: ${value}`).join('\n');
    writeFileSync(
      join(collection, 'token.bru'),
      `meta {\n  name: token\n  type: http\n  seq: 1\n}\n\npost {\n  url: ${url}\n  body: formUrlEncoded\n  auth: none\n}\n\nbody:form-urlencoded {\n${form}\n}\n`,
    );
    return [
      [join(place, 'node_modules/@usebruno/cli/bin/bru.js'), 'run', 'token.bru', '--insecure'],
      collection,
    ];
  });
  return found;
}
