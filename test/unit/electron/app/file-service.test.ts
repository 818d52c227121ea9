import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { FileService } from '../../../../electron/app/file-service.ts';
import { temporaryFolder } from '../temporary-folder.ts';

it('writes to where the person says, readable by its owner alone', async () => {
  const path = join(await temporaryFolder(), 'mine.har');
  const files = new FileService({ choosePath: async () => path });
  expect(await files.save('export.har', '{"log":"ü"}')).toEqual({ ok: true, value: { saved: true } });
  expect(await readFile(path, 'utf8')).toBe('{"log":"ü"}');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

it('writes nothing when the person thought better of it', async () => {
  const files = new FileService({ choosePath: async () => null });
  expect(await files.save('export.har', '{}')).toEqual({ ok: true, value: { saved: false } });
});

it.each([
  ['../../.ssh/authorized_keys', 'authorized_keys'],
  ['C:\\Windows\\system.ini', 'system.ini'],
  ['plain.har', 'plain.har'],
])('proposes a name, never a folder: %s', async (suggested, proposed) => {
  const choosePath = vi.fn(async () => null);
  await new FileService({ choosePath }).save(suggested, '');
  expect(choosePath).toHaveBeenCalledWith(proposed);
});

it('says what stopped it and what to do', async () => {
  const files = new FileService({ choosePath: async () => join(await temporaryFolder(), 'no', 'such.har') });
  expect(await files.save('a.har', '')).toMatchObject({
    ok: false,
    error: { code: 'storage.write-failed', nextStep: expect.stringContaining('another place') },
  });
});
