import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConnectionPool } from '../../../electron/core/exchange/connection/connection-pool.ts';
import { FAILURE_CODES } from '../../../shared/http/exchange.ts';
import { type ChaosAnswer, chaosAnswer, seededRandom } from '../../fixtures/servers/chaos.ts';
import { type RawServer, startRawServer } from '../../fixtures/servers/raw-server.ts';
import { httpRequest, perform } from './exchange-bench.ts';

/** Each is a number to look at when it fails. */
const SEEDS = Array.from({ length: 2000 }, (_, index) => index + 1);
const AT_ONCE = 48;

let server: RawServer;
let pool: ConnectionPool;
const answers = new Map<number, ChaosAnswer>();

beforeAll(async () => {
  pool = new ConnectionPool();
  server = await startRawServer({
    // The answer is chosen by the request, so that a reused connection gets the one that was asked for.
    script: async (peer) => {
      const seed = Number(/^GET \/(\d+)/.exec((await peer.peekRequest())?.toString('latin1') ?? '')?.[1]);
      await answers.get(seed)?.script(peer);
    },
  });
});

afterAll(async () => {
  pool.close();
  await server.close();
});

describe('seeded chaos', () => {
  it('is survived without crash, hang or unexplained failure', async () => {
    const unexplained: string[] = [];
    const outcomes = new Map<string, number>();
    const queue = [...SEEDS];
    const work = async () => {
      for (let seed = queue.shift(); seed !== undefined; seed = queue.shift()) {
        const chaos = chaosAnswer(seededRandom(seed));
        answers.set(seed, chaos);
        const { exchange } = await perform(httpRequest(server.url(`/${seed}`)), { pool, timeLimitMs: 400 });
        const { failure, response } = exchange;
        const outcome = failure?.code ?? 'complete';
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        const explained =
          failure === null
            ? response !== null
            : FAILURE_CODES.includes(failure.code) && failure.code !== 'unknown' && failure.message !== '';
        if (!explained) unexplained.push(`${seed}: ${chaos.name}: ${JSON.stringify(failure)}`);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    expect(unexplained).toEqual([]);
    // It was chaos indeed, and not all of it fatal.
    for (const outcome of ['complete', 'body-truncated', 'http-malformed', 'connection-closed', 'timeout']) {
      expect(outcomes.get(outcome), outcome).toBeGreaterThan(0);
    }
  }, 120_000);
});
