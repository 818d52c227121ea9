import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Journal } from '../../../../../electron/core/history/journal.ts';

let folder: string;
let journal: Journal;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credence-journal-'));
  journal = new Journal(join(folder, 'history.jsonl'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await journal.close();
  await rm(folder, { recursive: true, force: true });
});

/** All file handles share a prototype, on which `sync` can be watched. */
async function watchSync() {
  const handle = await open(join(folder, 'other'), 'w');
  const prototype = Object.getPrototypeOf(handle) as typeof handle;
  await handle.close();
  return vi.spyOn(prototype, 'sync');
}

it('forces many lines to the disk at once, within a second', async () => {
  const sync = await watchSync();
  await journal.load(() => {});
  for (let line = 0; line < 50; line += 1) await journal.append(`line ${line}`);
  expect(sync).not.toHaveBeenCalled();
  await expect.poll(() => sync.mock.calls.length, { timeout: 1_000 }).toBe(1);
});

it('reports with the next line that the disk did not store the last ones', async () => {
  const sync = await watchSync();
  sync.mockRejectedValueOnce(new Error('EIO'));
  await journal.load(() => {});
  await journal.append('first');
  await expect.poll(() => sync.mock.calls.length, { timeout: 1_000 }).toBe(1);
  await expect(journal.append('second')).rejects.toThrow('EIO');
  await journal.append('third');
  expect(await readFile(journal.path, 'utf8')).toBe('first\nsecond\nthird\n');
});
