import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type DocumentFormat, DocumentStore } from '../../../../../electron/core/storage/document-store.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

interface Notes {
  readonly titles: readonly string[];
}

const FORMAT: DocumentFormat<Notes> = {
  title: 'Your notes',
  version: 3,
  schema: z.object({ titles: z.array(z.string()) }),
  migrations: {
    // Version 1 was one string, version 2 a list.
    1: (data) => z.string().parse(data).split(','),
    2: (data) => ({ titles: data }),
  },
};

const AT = Date.UTC(2026, 0, 2, 3, 4, 5);

async function storeWith(content: string | null) {
  const folder = await temporaryFolder();
  const path = join(folder, 'notes.json');
  if (content !== null) await writeFile(path, content);
  return { folder, path, store: new DocumentStore(path, FORMAT, () => AT) };
}

describe('DocumentStore', () => {
  it('starts empty, and returns what was saved', async () => {
    const { store, path } = await storeWith(null);
    expect(await store.load()).toEqual({ value: null, notice: null });
    expect(await store.save({ titles: ['a'] })).toEqual({ ok: true, value: null });
    expect(await new DocumentStore(path, FORMAT).load()).toEqual({ value: { titles: ['a'] }, notice: null });
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ version: 3, data: { titles: ['a'] } });
  });

  it.each([
    ['version 1', { version: 1, data: 'a,b' }],
    ['version 2', { version: 2, data: ['a', 'b'] }],
    ['today’s version', { version: 3, data: { titles: ['a', 'b'] } }],
  ])('brings %s up to date', async (_name, document) => {
    const { store } = await storeWith(JSON.stringify(document));
    expect(await store.load()).toEqual({ value: { titles: ['a', 'b'] }, notice: null });
  });

  it.each([
    ['cut off', '{"version":3,"data":{"titles":["a"', 'damaged'],
    ['empty', '', 'damaged'],
    ['not a document', '[]', 'damaged'],
    ['of another shape', '{"version":3,"data":{"titles":"a"}}', 'damaged'],
    ['of a version that cannot be migrated', '{"version":1,"data":7}', 'damaged'],
    ['from a later Credence', '{"version":4,"data":{}}', 'newer'],
  ])('a file that is %s is kept aside and named, and the store works on', async (_name, content, kind) => {
    const { store, folder } = await storeWith(content);
    const { value, notice } = await store.load();
    const keptName = `notes.json.${kind}-2026-01-02T03-04-05`;
    expect(value).toBeNull();
    expect(notice).toMatchObject({ code: 'storage.damaged' });
    expect(notice?.nextStep).toContain(keptName);
    expect(await readdir(folder)).toEqual([keptName]);
    expect(await readFile(join(folder, keptName), 'utf8')).toBe(content);
    await store.save({ titles: ['new'] });
    expect((await store.load()).value).toEqual({ titles: ['new'] });
  });

  it('the notice gives the location of the error, not the content', async () => {
    const { store } = await storeWith('{"version":3,"data":{"titles":[{"secret":"canary-7f3a"}]}}');
    const { notice } = await store.load();
    expect(notice?.detail).toContain('titles.0');
    expect(JSON.stringify(notice)).not.toContain('canary-7f3a');
  });

  it('does not overwrite a file that it could not read', async () => {
    const { store, path } = await storeWith(null);
    // A folder of that name: neither missing nor readable.
    await mkdir(path);
    const { value, notice } = await store.load();
    expect(value).toBeNull();
    expect(notice?.code).toBe('storage.read-failed');
    expect(await store.save({ titles: [] })).toEqual({ ok: false, error: notice });
  });

  it('a failed write is reported with its reason and consequence', async () => {
    const { folder } = await storeWith(null);
    await writeFile(join(folder, 'file'), '');
    const store = new DocumentStore(join(folder, 'file', 'notes.json'), FORMAT);
    const result = await store.save({ titles: [] });
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'storage.write-failed', message: expect.stringContaining('Your notes') },
    });
  });
});
