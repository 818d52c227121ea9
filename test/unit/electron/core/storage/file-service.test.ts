import { readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { type FileDialogs, FileService } from '../../../../../electron/core/storage/file-service.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

function fileService(options: Partial<FileDialogs>): FileService {
  return new FileService({ choosePath: async () => null, chooseFile: async () => null, ...options });
}

it('writes where the user chooses, readable only by its owner', async () => {
  const path = join(await temporaryFolder(), 'mine.har');
  const files = fileService({ choosePath: async () => path });
  expect(await files.save('export.har', '{"log":"ü"}')).toEqual({ ok: true, value: { saved: true } });
  expect(await readFile(path, 'utf8')).toBe('{"log":"ü"}');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

it('writes nothing if the user cancels', async () => {
  const files = fileService({ choosePath: async () => null });
  expect(await files.save('export.har', '{}')).toEqual({ ok: true, value: { saved: false } });
});

it.each([
  ['../../.ssh/authorized_keys', 'authorized_keys'],
  ['C:\\Windows\\system.ini', 'system.ini'],
  ['plain.har', 'plain.har'],
])('proposes a name, never a folder: %s', async (suggested, proposed) => {
  const choosePath = vi.fn(async () => null);
  await fileService({ choosePath }).save(suggested, '');
  expect(choosePath).toHaveBeenCalledWith(proposed);
});

it('reports the cause and the fix', async () => {
  const files = fileService({ choosePath: async () => join(await temporaryFolder(), 'no', 'such.har') });
  expect(await files.save('a.har', '')).toMatchObject({
    ok: false,
    error: { code: 'storage.write-failed', nextStep: expect.stringContaining('another place') },
  });
});

it('opens a chosen file, and returns its name without its folder', async () => {
  const path = join(await temporaryFolder(), 'ours.json');
  await writeFile(path, '\ufeff{"a":"ü"}');
  const opened = await fileService({ chooseFile: async () => path }).open();
  expect(opened).toEqual({ ok: true, value: { file: { name: 'ours.json', text: '{"a":"ü"}' } } });
  expect(await fileService({}).open()).toEqual({ ok: true, value: { file: null } });
});

it.each<[string, (path: string) => Promise<void>, RegExp]>([
  ['is not there', async () => {}, /could not be read/],
  ['is no text', (path) => writeFile(path, Buffer.from([0x1f, 0x8b, 0x00, 0x00])), /is not a text file/],
  [
    'is larger than can be shown',
    async (path) => {
      await writeFile(path, '{');
      await truncate(path, 101 * 1024 * 1024);
    },
    /has 101 MB; up to 100 MB/,
  ],
])('says why a file cannot be opened that %s', async (_name, prepare, message) => {
  const path = join(await temporaryFolder(), 'capture.har');
  await prepare(path);
  const opened = await fileService({ chooseFile: async () => path }).open();
  expect(opened).toMatchObject({ ok: false, error: { code: 'storage.read-failed' } });
  expect(opened.ok ? '' : opened.error.message).toMatch(message);
});
