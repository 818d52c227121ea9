import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';

/** In place of the dialog, which nobody can close here: prints what it would say. */
const STUB = `const { dialog } = require('electron');
dialog.showErrorBox = (title, content) => console.log('DIALOG ' + title + ' ' + content);`;

test('a data folder that cannot be used is named in a dialog and on stderr, and the exit code says so', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'credence-e2e-'));
  const stub = join(folder, 'stub.cjs');
  await writeFile(stub, STUB);
  // A file where the folder would be: unusable for every user, root included.
  const dataFolder = join(folder, 'file');
  await writeFile(dataFolder, '');
  const { code, stdout, stderr } = await run(['-r', stub, `--user-data-dir=${dataFolder}`]);
  await rm(folder, { recursive: true, force: true });

  expect(code).toBe(1);
  for (const text of [stderr, stdout]) {
    expect(text).toContain(`cannot use its data folder ${dataFolder}`);
    expect(text).toContain('start Credence with --user-data-dir=');
  }
  expect(stdout).toContain('DIALOG');
});

async function run(
  args: readonly string[],
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const { CREDENCE_ELECTRON: executable, CREDENCE_ELECTRON_ARGS: appArguments } = process.env;
  if (!executable || !appArguments) throw new Error('Run the E2E tests by: npm run test:e2e');
  const [root = '', ...launch] = (JSON.parse(appArguments) as string[]).reverse();
  const child = spawn(executable, [...launch, ...args, root], { stdio: 'pipe' });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { code, stdout, stderr };
}
