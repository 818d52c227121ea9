import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findFolderProblem } from '../../../../../electron/core/storage/data-folder.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

it('accepts a folder that can be created and written, and leaves nothing in it', async () => {
  const folder = join(await temporaryFolder(), 'new', 'folder');
  expect(findFolderProblem(folder)).toBeNull();
  expect(await readdir(folder)).toEqual([]);
});

it('names an unusable folder, with the fix', async () => {
  const file = join(await temporaryFolder(), 'file');
  await writeFile(file, '');
  for (const folder of [file, join(file, 'below')]) {
    const problem = findFolderProblem(folder);
    expect(problem?.message).toContain(folder);
    expect(problem?.nextStep).toContain('--user-data-dir');
  }
});
