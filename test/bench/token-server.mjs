// Token issuing side by side in one run: a bare node:https handler, which signs where we do, the token server, and
// other servers that developers test against (oidc-provider for opaque tokens, oauth2-mock-server for RS256).
//
//   node test/bench/token-server.mjs [--runtime=node|electron] [--seconds=3] [--rounds=5] [--connections=1,16,64]
//     [--tokens=opaque,ES256,RS256] [--against=name=script,…] [--json=file]
//
// --against also measures other builds of the token server (their token-server-cli.js), so that the cost of a change is
// a ratio within one run.
//
// The token server is built first, as the app and `npm run token-server` build it, so what is measured is what is
// shipped. --runtime=electron runs both servers on Electron's own Node, as the app does. The rounds alternate between
// the servers, so that whatever else the machine does falls on both; the medians are compared.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildCli, findRuntime } from './token-server/build.mjs';
import { OTHER_SERVERS, scripts, startContender } from './token-server/contenders.mjs';
import { load } from './token-server/load.mjs';

const { values: options } = parseArgs({
  options: {
    runtime: { type: 'string', default: 'node' },
    seconds: { type: 'string', default: '3' },
    rounds: { type: 'string', default: '5' },
    connections: { type: 'string', default: '1,16,64' },
    tokens: { type: 'string', default: 'opaque,ES256,RS256' },
    against: { type: 'string', default: '' },
    json: { type: 'string' },
  },
});

const temporary = mkdtempSync(join(tmpdir(), 'credence-bench-'));
const contenders = [];
try {
  const cli = await buildCli(join(temporary, 'out'));
  const dataDir = join(temporary, 'data');
  const runtime = await findRuntime(options.runtime);
  const args = ['--port', '0', '--quiet', '--data-dir', dataDir, '--config', writeConfig(temporary)];
  const versions = options.against.split(',').filter((version) => version !== '');
  const ours = [];
  for (const version of [...versions, `ours=${cli}`]) {
    const [name, script] = version.split('=');
    const contender = await startContender({ ...runtime, name, script, args });
    contenders.push(contender);
    ours.push(contender);
  }
  const ca = readFileSync(join(dataDir, 'ca.pem'));
  const results = [];
  for (const tokens of options.tokens.split(',')) {
    // With the certificate that the token server has just made: the same handshakes for all.
    const start = (name, script) => startContender({ ...runtime, name, script, args: [dataDir, tokens] });
    const others = await Promise.all([
      start('bare', scripts.bare),
      ...(OTHER_SERVERS[tokens] ?? []).map((name) => start(name, scripts[name])),
    ]);
    contenders.push(...others);
    for (const connections of options.connections.split(',').map(Number)) {
      const servers = await compare(
        [...others, ...ours.map((one) => one.withClient(tokens))],
        connections,
        ca,
      );
      results.push({ tokens, connections, servers });
    }
    for (const other of others) other.stop();
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

/** By name, the bare handler first. */
async function compare(servers, connections, ca) {
  const rounds = Object.fromEntries(servers.map(({ name }) => [name, []]));
  const durationMs = Number(options.seconds) * 1000;
  for (const server of servers) await measure(server, connections, ca, 1000);
  for (let round = 0; round < Number(options.rounds); round += 1) {
    // Whoever goes last finds a warmer machine: take turns in that too.
    const order = round % 2 === 0 ? servers : servers.toReversed();
    for (const server of order) {
      rounds[server.name].push(await measure(server, connections, ca, durationMs));
    }
  }
  return Object.fromEntries(Object.entries(rounds).map(([name, measured]) => [name, summarize(measured)]));
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
  // Of the bare handler's: above 1 is faster, or cheaper.
  columns.push('rate ratio', 'CPU ratio', 'p99 ratio');
  const write = (cells) =>
    console.log(
      cells
        .map((cell) => cell.padStart(13))
        .join('')
        .trimEnd(),
    );
  write(columns);
  for (const { tokens, connections, servers } of results) {
    const { bare } = servers;
    for (const [name, result] of Object.entries(servers)) {
      write([
        tokens,
        String(connections),
        name.slice(0, 12),
        result.perSecond.toFixed(0),
        result.p50.toFixed(2),
        result.p99.toFixed(2),
        result.cpuMicros.toFixed(0),
        (result.perSecond / bare.perSecond).toFixed(2),
        (bare.cpuMicros / result.cpuMicros).toFixed(2),
        (result.p99 / bare.p99).toFixed(2),
      ]);
    }
  }
  const json = JSON.stringify({ benchmark: 'token-server', runtime: label, results });
  if (options.json) writeFileSync(options.json, `${json}\n`);
  else console.log(json);
}
