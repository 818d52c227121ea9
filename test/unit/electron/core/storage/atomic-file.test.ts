import { chmod, mkdir, readdir, readFile, rmdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AtomicFile } from '../../../../../electron/core/storage/atomic-file.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

describe('AtomicFile', () => {
  it('reads null if there is no file, and otherwise what was written', async () => {
    const file = new AtomicFile(join(await temporaryFolder(), 'a.json'));
    expect(await file.read()).toBeNull();
    await file.write('one');
    expect(await file.read()).toBe('one');
  });

  it('creates the folder, with only the file in it, readable only by its owner', async () => {
    const folder = join(await temporaryFolder(), 'new', 'deep');
    const file = new AtomicFile(join(folder, 'a.json'));
    await file.write('one');
    expect(await readdir(folder)).toEqual(['a.json']);
    if (process.platform !== 'win32') expect((await stat(file.path)).mode & 0o777).toBe(0o600);
  });

  it('ignores leftovers of a crash, whatever their mode', async () => {
    const folder = await temporaryFolder();
    const leftover = join(folder, '.a.json.tmp');
    await writeFile(leftover, 'half');
    await chmod(leftover, 0o444);
    const file = new AtomicFile(join(folder, 'a.json'));
    await file.write('whole');
    expect(await file.read()).toBe('whole');
    expect(await readdir(folder)).toEqual(['a.json']);
  });

  it('ends with the newest content after any number of concurrent writes', async () => {
    const file = new AtomicFile(join(await temporaryFolder(), 'a.json'));
    const writes = Array.from({ length: 50 }, (_, index) => file.write(`content ${index}`));
    await Promise.all(writes);
    expect(await file.read()).toBe('content 49');
  });

  it('a resolved write is on the disk, even while newer ones follow', async () => {
    const file = new AtomicFile(join(await temporaryFolder(), 'a.json'));
    const first = file.write('1');
    const second = file.write('2');
    await first;
    expect(['1', '2']).toContain(await readFile(file.path, 'utf8'));
    await second;
    expect(await readFile(file.path, 'utf8')).toBe('2');
  });

  it('flush waits for all writes, including failed ones', async () => {
    const folder = await temporaryFolder();
    const file = new AtomicFile(join(folder, 'a.json'));
    const writes = ['1', '2', '3'].map((content) => file.write(content));
    await file.flush();
    expect(await file.read()).toBe('3');
    await Promise.all(writes);

    const blocked = new AtomicFile(join(folder, 'a.json', 'under-a-file.json'));
    const failed = expect(blocked.write('x')).rejects.toThrow();
    await blocked.flush();
    await failed;
  });

  it('keeps the old content if a write fails, reports it to each caller, and then works again', async () => {
    const folder = await temporaryFolder();
    const file = new AtomicFile(join(folder, 'a.json'));
    await file.write('good');
    // A folder in the temporary file's place cannot be opened for writing.
    const obstacle = join(folder, '.a.json.tmp');
    await mkdir(obstacle);
    const [first, second] = await Promise.allSettled([file.write('lost 1'), file.write('lost 2')]);
    expect([first.status, second.status]).toEqual(['rejected', 'rejected']);
    expect(await file.read()).toBe('good');
    await rmdir(obstacle);
    await file.write('better');
    expect(await file.read()).toBe('better');
  });

  it('sets a file aside under a name with the reason', async () => {
    const file = new AtomicFile(join(await temporaryFolder(), 'a.json'));
    await file.write('odd');
    const kept = await file.setAside('damaged', '2026-01-02T03-04-05');
    expect(kept).toBe(`${file.path}.damaged-2026-01-02T03-04-05`);
    expect(await readFile(kept, 'utf8')).toBe('odd');
    expect(await file.read()).toBeNull();
  });
});
