import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { seededRandom } from '../../fixtures/servers/chaos.ts';
import { openStores } from './open-stores.ts';

const WRITER = fileURLToPath(new URL('./write-until-killed.ts', import.meta.url));

/** Each kill has a seed, which is a number to look at when it fails. */
const KILLS = process.env.CREDENCE_SECURITY_FULL === '1' ? 200 : 20;
/** Kills in one data folder: each process goes on with what the one before left. */
const KILLS_OF_A_FOLDER = 5;
/** Milliseconds after the first write began: long enough for dozens of them. */
const LATEST_KILL = 150;

interface Acknowledged {
  readonly kind: string;
  readonly id: string;
  readonly revision: number;
}

/** Starts the writer, kills it at a random moment, and resolves to what it had been told is saved. */
async function writeAndKill(folder: string, first: number, seed: number): Promise<Acknowledged[]> {
  const child = spawn(process.execPath, [WRITER, folder, `${first}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  const started = new Promise<void>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      if (output.startsWith('ready\n')) resolve();
    });
    child.once('close', () => reject(new Error(`seed ${seed}: the writer ended by itself`)));
  });
  await started;
  await delay(seededRandom(seed)() * LATEST_KILL);
  child.kill('SIGKILL');
  await once(child, 'close');
  // A line that was not written to its end was not acknowledged.
  return output
    .split('\n')
    .slice(1, -1)
    .map((line) => {
      const [kind = '', id = '', revision] = line.split(' ');
      return { kind, id, revision: Number(revision) };
    });
}

/** What was acknowledged and is not there, and what cannot be read. Empty, or the product has lost something. */
async function findLosses(folder: string, acknowledged: readonly Acknowledged[]): Promise<string[]> {
  const { workspaces, secrets, history, notices, unread } = await openStores(folder);
  const losses = notices.map(({ message }) => message);
  const entries = new Set(history.list().map(({ id }) => id));
  if (unread?.locked) losses.push('a locked line in the history');
  for (const { kind, id, revision } of acknowledged) {
    if (kind === 'history') {
      if (!entries.has(id) || (await history.get(id)) === null) losses.push(`history ${id}`);
      continue;
    }
    const secret = await secrets.get(id);
    const kept =
      kind === 'workspace' ? workspaces.find(id)?.name : secret.ok ? secret.value : secret.error.code;
    // A newer one may be there too: it was saved, and killed before it said so.
    if (!(Number(kept) >= revision)) losses.push(`${kind} ${id}: ${kept} instead of ${revision}`);
  }
  await history.close();
  return losses;
}

it(`${KILLS} kills while writing lose nothing that was acknowledged, and leave nothing unreadable`, async () => {
  const losses: string[] = [];
  let count = 0;
  const folders = Array.from({ length: KILLS / KILLS_OF_A_FOLDER }, (_, index) => index * KILLS_OF_A_FOLDER);
  const work = async () => {
    for (let start = folders.shift(); start !== undefined; start = folders.shift()) {
      const folder = await mkdtemp(join(tmpdir(), 'credence-kill-'));
      const acknowledged: Acknowledged[] = [];
      for (let seed = start + 1; seed <= start + KILLS_OF_A_FOLDER; seed += 1) {
        // A process that was killed may have saved up to one revision more than it said.
        const first = Math.max(-2, ...acknowledged.map(({ revision }) => revision)) + 2;
        acknowledged.push(...(await writeAndKill(folder, first, seed)));
        losses.push(...(await findLosses(folder, acknowledged)).map((loss) => `seed ${seed}: ${loss}`));
      }
      count += acknowledged.length;
      await rm(folder, { recursive: true, force: true });
    }
  };
  await Promise.all([work(), work()]);
  expect(losses).toEqual([]);
  // It did write meanwhile.
  expect(count).toBeGreaterThan(KILLS);
}, 900_000);
