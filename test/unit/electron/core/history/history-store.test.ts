import { appendFile, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HistoryStore } from '../../../../../electron/core/history/history-store.ts';
import { encryptingSeal, plainSeal } from '../../../../../electron/core/history/line-seal.ts';
import type { HistoryEntry } from '../../../../../shared/history/entry.ts';
import { historyEntry, TOKEN } from './history-entry.ts';

const LIMITS = { entries: 100, bytes: 10_000_000 };

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credence-history-'));
  path = join(folder, 'history.jsonl');
});
afterEach(async () => {
  await Promise.all(stores.map((store) => store.close()));
  stores.length = 0;
  await rm(folder, { recursive: true, force: true });
});

const stores: HistoryStore[] = [];

function newStore(limits = LIMITS): HistoryStore {
  const store = new HistoryStore(path, limits);
  stores.push(store);
  return store;
}

async function opened(seal = plainSeal, limits = LIMITS): Promise<HistoryStore> {
  const store = newStore(limits);
  await store.open(seal);
  return store;
}

function withHeaders(entry: HistoryEntry, headers: unknown): unknown {
  return { ...entry, exchange: { ...entry.exchange, request: { ...entry.exchange.request, headers } } };
}

function ids(store: HistoryStore): string[] {
  return store.list().map(({ id }) => id);
}

describe('across restarts', () => {
  it('keeps every exchange, newest first, with its pin', async () => {
    const first = await opened();
    await first.add(historyEntry(1));
    await first.add(historyEntry(2));
    await first.pin(['exchange-1'], true);
    await first.close();

    const second = await opened();
    expect(ids(second)).toEqual(['exchange-2', 'exchange-1']);
    expect(second.list().map(({ pinned }) => pinned)).toEqual([false, true]);
    expect(await second.get('exchange-1')).toMatchObject({ pinned: true, inputs: { id: 'workspace' } });
  });

  it('removes deleted entries', async () => {
    const first = await opened();
    await first.add(historyEntry(1));
    await first.add(historyEntry(2));
    await first.delete(['exchange-1']);
    await first.close();
    expect(ids(await opened())).toEqual(['exchange-2']);
  });

  it.each([
    ['a line that a crash cut off', Buffer.from('{"kind":"entry","entry":{"exch')],
    ['an encrypted line that a crash cut off', Buffer.from('a1:c2VhbGVkIGJ1dCBjdXQ')],
    ['five megabytes of NULs after a power loss', Buffer.alloc(5_000_000)],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x80, 0xc3])],
  ])('keeps aside %s, says so, and loses nothing before it', async (_what, tail) => {
    const first = await opened();
    await first.add(historyEntry(1));
    await first.close();
    await appendFile(path, tail);

    const second = newStore();
    const keptAs = `${path}.damaged`;
    expect(await second.open(plainSeal)).toEqual({ ok: true, value: { locked: 0, damaged: 1, keptAs } });
    expect(Buffer.concat([tail, Buffer.from('\n')]).equals(await readFile(keptAs))).toBe(true);
    await second.add(historyEntry(2));
    await second.close();
    const third = newStore();
    expect(await third.open(plainSeal)).toMatchObject({ value: { damaged: 0 } });
    expect(ids(third)).toEqual(['exchange-2', 'exchange-1']);
  });

  it('keeps a file without any line break, and starts an empty history beside it', async () => {
    const content = Buffer.alloc(3_000_000, 'x');
    await writeFile(path, content);
    const store = newStore();
    expect(await store.open(plainSeal)).toMatchObject({ ok: true, value: { damaged: 1 } });
    expect(content.equals((await readFile(`${path}.damaged`)).subarray(0, content.length))).toBe(true);
  });

  it('reads a last line without its line break', async () => {
    const first = await opened();
    await first.add(historyEntry(1));
    await first.close();
    await truncate(path, (await stat(path)).size - 1);

    const second = newStore();
    expect(await second.open(plainSeal)).toMatchObject({ ok: true, value: { damaged: 0 } });
    await second.add(historyEntry(2));
    await second.close();
    expect(ids(await opened())).toEqual(['exchange-2', 'exchange-1']);
  });

  it('goes on past a line that is damaged', async () => {
    const first = await opened();
    await first.add(historyEntry(1));
    await first.close();
    const broken = [
      '{"kind":"entry","entry":7}',
      'nonsense',
      // In its place, and yet not what it must be.
      JSON.stringify({ kind: 'entry', entry: withHeaders(historyEntry(3), [null]) }),
    ];
    await appendFile(path, broken.map((line) => `${line}\n`).join(''));

    const store = newStore();
    const keptAs = `${path}.damaged`;
    expect(await store.open(plainSeal)).toEqual({ ok: true, value: { locked: 0, damaged: 3, keptAs } });
    expect(ids(store)).toEqual(['exchange-1']);
    expect(await readFile(keptAs, 'utf8')).toBe(`${broken.join('\n')}\n`);
    expect(await store.get('exchange-1')).toMatchObject({ inputs: { id: 'workspace' } });
    await store.add(historyEntry(2));
    await store.close();

    const next = newStore();
    expect(await next.open(plainSeal)).toMatchObject({ value: { damaged: 0 } });
    expect(ids(next)).toEqual(['exchange-2', 'exchange-1']);
  });

  it('accepts entries before it is opened, and writes them afterwards', async () => {
    const store = newStore();
    const added = store.add(historyEntry(1));
    expect(ids(store)).toEqual(['exchange-1']);
    await store.open(plainSeal);
    await added;
    await store.close();
    expect(ids(await opened())).toEqual(['exchange-1']);
  });

  it('writes what it has when it is closed before it was opened, after what was there', async () => {
    const first = await opened();
    await first.add(historyEntry(1));
    await first.close();

    const hurried = newStore();
    void hurried.add(historyEntry(2));
    await hurried.close();
    expect(ids(await opened())).toEqual(['exchange-2', 'exchange-1']);
  });

  it('reads lines longer than one read', async () => {
    const first = await opened();
    await first.add(historyEntry(1, { purpose: 'api', body: 'x'.repeat(3_000_000) }));
    await first.add(historyEntry(2));
    await first.close();
    expect((await (await opened()).get('exchange-1'))?.exchange.response?.body.text).toHaveLength(3_000_000);
  });
});

describe('tokens and secrets', () => {
  it('are in the session whole, and on a disk without encryption not at all', async () => {
    const store = await opened();
    await store.add(historyEntry(1));
    await store.close();

    expect((await store.get('exchange-1'))?.exchange.response?.body.text).toContain(TOKEN);
    const file = await readFile(path, 'utf8');
    expect(file).toContain('exchange-1');
    expect(file).not.toContain(TOKEN);
    expect(file).not.toContain('canary');
  });

  it('survive a restart only under the keychain’s key', async () => {
    const key = Buffer.alloc(32, 7);
    const first = await opened(encryptingSeal(key));
    await first.add(historyEntry(1));
    await first.close();

    expect(await readFile(path, 'utf8')).not.toContain('exchange-1');
    const second = await opened(encryptingSeal(key));
    expect((await second.get('exchange-1'))?.exchange.response?.body.text).toContain(TOKEN);
    expect(JSON.stringify(await second.get('exchange-1'))).not.toContain('canary');
  });

  it('stay in the file for the day when the key is back', async () => {
    const key = Buffer.alloc(32, 7);
    const first = await opened(encryptingSeal(key));
    await first.add(historyEntry(1));
    await first.close();

    const locked = newStore();
    expect(await locked.open(plainSeal)).toMatchObject({ ok: true, value: { locked: 1, damaged: 0 } });
    await locked.add(historyEntry(2));
    await locked.close();
    expect(ids(await opened(encryptingSeal(key)))).toEqual(['exchange-2', 'exchange-1']);
  });

  it('are in a file that only its owner reads', async () => {
    const store = await opened();
    await store.add(historyEntry(1));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });
});

describe('bounds', () => {
  it('drops the oldest first, and keeps pinned entries', async () => {
    const store = await opened(plainSeal, { entries: 2, bytes: 10_000_000 });
    await store.add(historyEntry(1));
    await store.pin(['exchange-1'], true);
    await store.add(historyEntry(2));
    expect(await store.add(historyEntry(3))).toEqual({ ok: true, value: ['exchange-2'] });
    expect(ids(store)).toEqual(['exchange-3', 'exchange-1']);
    await store.close();
    expect(ids(await opened())).toEqual(['exchange-3', 'exchange-1']);
  });

  it('keeps the file small by rewriting it', async () => {
    const store = await opened(plainSeal, { entries: 3, bytes: 10_000_000 });
    for (let number = 1; number <= 12; number += 1) {
      await store.add(historyEntry(number, { purpose: 'api', body: 'x'.repeat(400_000) }));
    }
    await store.pin(['exchange-11'], true);
    await store.close();
    expect((await stat(path)).size).toBeLessThan(3_500_000);
    const again = await opened();
    expect(ids(again)).toEqual(['exchange-12', 'exchange-11', 'exchange-10']);
    expect((await again.get('exchange-10'))?.exchange.response?.body.text).toHaveLength(400_000);
  });

  it('is bounded by size as well', async () => {
    const store = await opened(plainSeal, { entries: 100, bytes: 1_000_000 });
    for (let number = 1; number <= 4; number += 1) {
      await store.add(historyEntry(number, { purpose: 'api', body: 'x'.repeat(400_000) }));
    }
    expect(ids(store)).toEqual(['exchange-4', 'exchange-3']);
  });
});

describe('search', () => {
  it.each([
    ['a word of the URL', 'oauth-token', ['exchange-1']],
    ['a header', 'no-store', ['exchange-1']],
    ['several words anywhere, in any case', 'PORTRAIT client-7', ['exchange-1']],
    ['nothing that is there', 'absent', []],
    ['an empty query', '', ['exchange-1']],
  ])('finds %s', async (_what, query, expected) => {
    const store = await opened();
    await store.add(historyEntry(1, { body: 'a portrait', clientId: 'client-7' }));
    expect(store.search(query)).toEqual(expected);
  });
});
