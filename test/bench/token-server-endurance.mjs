// The token server for longer: a minute of full load, a million tokens, and honest clients beside slow ones. Ends with
// exit code 1 where something that must not happen did: a refusal, a connection lost, growth beyond the bound.
//
//   node test/bench/token-server-endurance.mjs [--runtime=node|electron] [--seconds=60] [--tokens=1000000] [--slow=500]
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildCli, findRuntime } from './token-server/build.mjs';
import { startContender } from './token-server/contenders.mjs';
import { load } from './token-server/load.mjs';
import { openSlowClients } from './token-server/slow-clients.mjs';

const { values: options } = parseArgs({
  options: {
    runtime: { type: 'string', default: 'node' },
    seconds: { type: 'string', default: '60' },
    tokens: { type: 'string', default: '1000000' },
    slow: { type: 'string', default: '500' },
  },
});

/**
 * What a million tokens may add to the process. The 250,000 that are kept take 43 MB after a collection; the rest is what
 * V8 lets lie under load, which grows up to some 300,000 tokens and then goes up and down.
 */
const GROWTH_BOUND_MIB = 400;

const temporary = mkdtempSync(join(tmpdir(), 'credence-endurance-'));
let server = null;
try {
  const dataDir = join(temporary, 'data');
  const runtime = await findRuntime(options.runtime);
  const script = await buildCli(join(temporary, 'out'));
  const config = join(temporary, 'config.json');
  const client = { clientId: 'server', secret: 'Secr3t!', scopes: ['read'], tokenLifetime: 3600 };
  writeFileSync(config, JSON.stringify({ clients: [client] }));
  const args = ['--port', '0', '--quiet', '--data-dir', dataDir, '--config', config];
  server = await startContender({ ...runtime, name: 'ours', script, args });
  const ca = readFileSync(join(dataDir, 'ca.pem'));
  const ask = (connections, durationMs, mostRequests) =>
    load({ port: server.port, ca, request: server.request, connections, durationMs, mostRequests });
  console.log(`token server on ${runtime.label}`);

  await ask(16, 2_000);
  const before = server.memoryMiB();
  const minute = await ask(64, Number(options.seconds) * 1000);
  tell(`${options.seconds} s at 64 connections`, minute);

  const wanted = Number(options.tokens);
  let issued = minute.requests;
  let peak = server.memoryMiB();
  while (issued < wanted) {
    const { requests, failures } = await ask(64, 60_000, Math.min(100_000, wanted - issued));
    if (failures > 0) fail(`${failures} requests were refused`);
    issued += requests;
    const memory = server.memoryMiB();
    console.log(`  ${issued} tokens: ${memory.toFixed(0)} MiB`);
    peak = Math.max(peak, memory);
  }
  const growth = peak - before;
  console.log(
    `${issued} tokens of one hour: ${before.toFixed(0)} MiB before, ${peak.toFixed(0)} MiB at most`,
  );
  if (growth > GROWTH_BOUND_MIB) fail(`it grew by ${growth.toFixed(0)} MiB, more than ${GROWTH_BOUND_MIB}`);

  const alone = await ask(16, 5_000);
  const slow = await openSlowClients({ port: server.port, ca, count: Number(options.slow) });
  const beside = await ask(16, 5_000);
  console.log(`${slow.open()} slow clients were still connected at the end`);
  slow.close();
  tell('16 connections alone', alone);
  tell(`16 connections beside ${options.slow} slow clients`, beside);
} finally {
  server?.stop();
  rmSync(temporary, { recursive: true, force: true });
}

function tell(what, { requests, failures, perSecond, p50, p99 }) {
  const rate = `${perSecond.toFixed(0)} per second, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`;
  console.log(`${what}: ${requests} requests, ${failures} refused, ${rate}`);
  if (failures > 0) fail(`${failures} requests were refused`);
}

function fail(why) {
  console.error(`FAILED: ${why}`);
  process.exitCode = 1;
}
