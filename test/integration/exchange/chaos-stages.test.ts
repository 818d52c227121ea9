import { beforeAll, describe, expect, it } from 'vitest';
import { parseProxyAddress } from '../../../electron/core/exchange/proxy/proxy-route.ts';
import type { Exchange } from '../../../shared/http/exchange.ts';
import { makeTestPki, type TestPki } from '../../fixtures/certificates/test-pki.ts';
import { seededRandom } from '../../fixtures/servers/chaos.ts';
import { type StagedChaos, stagedChaos } from '../../fixtures/servers/chaos-stages.ts';
import { startRawServer } from '../../fixtures/servers/raw-server.ts';
import { alertRecord, answeringHello, TLS_ALERTS } from '../../fixtures/servers/tls-alerts.ts';
import { httpRequest, perform, trusting } from './exchange-bench.ts';

/** Each is a number to look at when it fails. */
const SEEDS = Array.from({ length: 600 }, (_, index) => index + 1);
const AT_ONCE = 48;
/** What leaves the client waiting is to meet its limit; all else comes to an end of its own, however busy the machine is. */
const TIME_LIMIT_MS = { waiting: 400, other: 60_000 };

let pki: TestPki;

beforeAll(async () => {
  pki = await makeTestPki();
});

async function suffer({ stage, waits, script }: StagedChaos): Promise<Exchange> {
  const tls = stage === 'http2' ? { tls: { ...pki.good, ALPNProtocols: ['h2'] } } : {};
  const server = await startRawServer({ script, ...tls });
  try {
    const { exchange } = await perform(httpRequest(urlFor(stage, server.port)), {
      policy: trusting(pki.root.pem),
      timeLimitMs: waits ? TIME_LIMIT_MS.waiting : TIME_LIMIT_MS.other,
      maxResponseBytes: 1024 * 1024,
      ...(stage === 'http2' ? { httpVersion: '2' as const } : {}),
      ...(stage === 'proxy'
        ? { findProxy: async () => parseProxyAddress(`127.0.0.1:${server.port}`, 'workspace') }
        : {}),
    });
    return exchange;
  } finally {
    await server.close();
  }
}

function urlFor(stage: StagedChaos['stage'], port: number): string {
  if (stage === 'proxy') return 'https://api.example/';
  return `${stage === 'http' ? 'http' : 'https'}://localhost:${port}/`;
}

describe('seeded chaos at every stage', () => {
  it('is survived without crash, hang or unexplained failure', async () => {
    const unexplained: string[] = [];
    const outcomes = new Map<string, number>();
    const queue = [...SEEDS];
    const work = async () => {
      for (let seed = queue.shift(); seed !== undefined; seed = queue.shift()) {
        const chaos = stagedChaos(seededRandom(seed));
        const { failure, response } = await suffer(chaos);
        const outcome = `${chaos.stage}: ${failure?.code ?? 'complete'}`;
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        if (failure?.code === 'timeout' && !chaos.waits) unexplained.push(`${seed}: ${chaos.name}: hung`);
        const explained =
          failure === null ? response !== null : failure.code !== 'unknown' && failure.message !== '';
        if (!explained) unexplained.push(`${seed}: ${chaos.name}: ${JSON.stringify(failure)}`);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    expect(unexplained).toEqual([]);
    for (const outcome of [
      'connect: connection-closed',
      'handshake: tls-handshake',
      'handshake: tls-not-tls',
      'proxy: proxy-failed',
      'http: response-too-large',
      'http: headers-too-large',
      'http2: complete',
      'http2: http-malformed',
      'http2: connection-closed',
      'http2: body-truncated',
    ]) {
      expect(outcomes.get(outcome), `${outcome} in ${JSON.stringify([...outcomes])}`).toBeGreaterThan(0);
    }
  }, 120_000);
});

describe('a TLS alert instead of a handshake is explained', () => {
  it.each(TLS_ALERTS)('%i %s', async (code) => {
    const server = await startRawServer({ script: answeringHello(alertRecord(code)) });
    const { exchange } = await perform(httpRequest(`https://localhost:${server.port}/`));
    await server.close();
    expect(exchange.failure).toMatchObject({ code: 'tls-handshake', stage: 'tls' });
    expect(exchange.failure?.message).toContain(`alert number ${code}`);
  });
});
