// Token issuing against a bare node:https handler, which signs where we do, side by side in one run.
//
//   node test/bench/token-server.mjs [--runtime=node|electron] [--seconds=3] [--rounds=5] [--connections=1,16,64]
//     [--tokens=opaque,ES256,RS256] [--json=file]
//
// The token server is built first, as the app and `npm run token-server` build it, so what is measured is what is
// shipped. --runtime=electron runs both servers on Electron's own Node, as the app does. The rounds alternate between
// the servers, so that whatever else the machine does falls on both; the medians are compared.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { mainConfig, mainEntries } from '../../scripts/build/main.mjs';
import { provisionElectron } from '../../scripts/electron/provision.mjs';
import { root } from '../../scripts/root.mjs';
import { bareHandler, startContender } from './token-server/contenders.mjs';
import { load } from './token-server/load.mjs';

const { values: options } = parseArgs({
  options: {
    runtime: { type: 'string', default: 'node' },
    seconds: { type: 'string', default: '3' },
    rounds: { type: 'string', default: '5' },
    connections: { type: 'string', default: '1,16,64' },
    tokens: { type: 'string', default: 'opaque,ES256,RS256' },
    json: { type: 'string' },
  },
});

const temporary = mkdtempSync(join(tmpdir(), 'credence-bench-'));
const contenders = [];
try {
  const cli = await buildCli(join(temporary, 'out'));
  const dataDir = join(temporary, 'data');
  const runtime = await findRuntime(options.runtime);
  const ours = await startContender({
    ...runtime,
    name: 'ours',
    script: cli,
    args: ['--port', '0', '--quiet', '--data-dir', dataDir, '--config', writeConfig(temporary)],
  });
  contenders.push(ours);
  const ca = readFileSync(join(dataDir, 'ca.pem'));
  const results = [];
  for (const tokens of options.tokens.split(',')) {
    // With the certificate that the token server has just made: the same handshakes for both.
    const bare = await startContender({
      ...runtime,
      name: 'bare',
      script: bareHandler,
      args: [dataDir, tokens],
    });
    contenders.push(bare);
    for (const connections of options.connections.split(',').map(Number)) {
      results.push({ tokens, ...(await compare(bare, ours.withClient(tokens), connections, ca)) });
    }
    bare.stop();
  }
  report(results, runtime.label);
} finally {
  for (const contender of contenders) contender.stop();
  rmSync(temporary, { recursive: true, force: true });
}

/** A client for each kind of token, named after it. */
function writeConfig(folder) {
  const file = join(folder, 'config.json');
  const common = { secret: 'Secr3t!', scopes: ['read', 'write'] };
  const signed = ['ES256', 'RS256'].map((algorithm) => ({
    ...common,
    clientId: algorithm,
    tokenFormat: 'jwt',
    jwt: { profile: 'rfc9068', algorithm },
  }));
  writeFileSync(file, JSON.stringify({ clients: [{ ...common, clientId: 'opaque' }, ...signed] }));
  return file;
}

async function buildCli(outDir) {
  const config = mainConfig(outDir);
  config.build.rolldownOptions.input = { 'token-server-cli': join(root, mainEntries['token-server-cli']) };
  await build(config);
  // Without a package.json beside it, Node would have to guess that it is a module.
  writeFileSync(join(outDir, 'package.json'), '{"type":"module"}');
  return join(outDir, 'token-server-cli.js');
}

async function findRuntime(name) {
  if (name === 'node') return { node: process.execPath, env: process.env, label: `Node ${process.version}` };
  if (name !== 'electron') throw new Error(`--runtime takes node or electron, not ${name}`);
  const { executable, label } = await provisionElectron();
  return { node: executable, env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, label };
}

async function compare(bare, ours, connections, ca) {
  const rounds = { [bare.name]: [], [ours.name]: [] };
  const durationMs = Number(options.seconds) * 1000;
  for (const contender of [bare, ours]) await measure(contender, connections, ca, 1000);
  for (let round = 0; round < Number(options.rounds); round += 1) {
    // Whoever goes second finds a warmer machine: take turns in that too.
    const order = round % 2 === 0 ? [bare, ours] : [ours, bare];
    for (const contender of order) {
      rounds[contender.name].push(await measure(contender, connections, ca, durationMs));
    }
  }
  return { connections, bare: summarize(rounds[bare.name]), ours: summarize(rounds[ours.name]) };
}

async function measure(contender, connections, ca, durationMs) {
  const cpuBefore = contender.cpuSeconds();
  const result = await load({
    port: contender.port,
    ca,
    request: contender.request,
    connections,
    durationMs,
  });
  if (result.failures > 0)
    throw new Error(`${contender.name}: ${result.failures} requests were not answered with 200`);
  return { ...result, cpuMicros: ((contender.cpuSeconds() - cpuBefore) * 1e6) / result.requests };
}

function summarize(rounds) {
  const medianOf = (key) =>
    rounds.map((round) => round[key]).sort((a, b) => a - b)[Math.floor(rounds.length / 2)];
  return {
    perSecond: medianOf('perSecond'),
    p50: medianOf('p50'),
    p99: medianOf('p99'),
    cpuMicros: medianOf('cpuMicros'),
    requests: rounds.reduce((sum, { requests }) => sum + requests, 0),
  };
}

function report(results, label) {
  console.log(
    `token issuing over HTTPS, on ${label}, ${options.rounds} rounds of ${options.seconds} s, medians`,
  );
  const columns = ['tokens', 'connections', 'server', 'per second', 'p50 ms', 'p99 ms', 'CPU µs'];
  columns.push('rate ratio', 'CPU ratio');
  console.log(columns.map((column) => column.padStart(12)).join(''));
  for (const { bare, connections, ours, tokens } of results) {
    const ratios = [ours.perSecond / bare.perSecond, bare.cpuMicros / ours.cpuMicros];
    for (const [name, result, shown] of [
      ['bare', bare, []],
      ['ours', ours, ratios],
    ]) {
      const cells = [
        tokens,
        String(connections),
        name,
        result.perSecond.toFixed(0),
        result.p50.toFixed(2),
        result.p99.toFixed(2),
        result.cpuMicros.toFixed(0),
        ...shown.map((ratio) => ratio.toFixed(2)),
      ];
      console.log(cells.map((cell) => cell.padStart(12)).join(''));
    }
  }
  const json = JSON.stringify({
    benchmark: 'token-server',
    runtime: label,
    results: results.map((result) => ({ ...result, ratio: result.ours.perSecond / result.bare.perSecond })),
  });
  if (options.json) writeFileSync(options.json, `${json}\n`);
  else console.log(json);
}
