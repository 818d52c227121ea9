import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { exportWorkspace } from '../../shared/formats/workspace-file/export-workspace.ts';
import { blankWorkspace } from '../../shared/model/blank-workspace.ts';
import { saveWorkspace } from '../../shared/model/saved-workspace.ts';
import { type CredenceApp, expect, test } from './app.ts';

// A new user may open a file first: nothing must keep the welcome page in front of it.
test.use({ start: { welcome: true } });
let folder: string;

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credence-files-'));
});

test.afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function writeWorkspaceFile(name: string): Promise<string> {
  const path = join(folder, `${name}.credence.json`);
  const blank = blankWorkspace({ id: 'exported', clientKey: 'client', name });
  await writeFile(path, exportWorkspace(saveWorkspace(blank)).text);
  return path;
}

test('a workspace file that the file manager opens is opened in place', async ({ credence }) => {
  const { flow, page } = credence;
  const workspace = (name: string) => page.getByRole('button', { name: `Workspace: ${name}` });
  const startAgain = (file: string) => startSecond(credence, file);

  await startAgain(pathToFileURL(await writeWorkspaceFile('From a URL')).href);
  await expect(workspace('From a URL')).toBeVisible();
  await startAgain(await writeWorkspaceFile('From a path'));
  await expect(workspace('From a path')).toBeVisible();
  await expect(flow.tokenEndpoint).toBeVisible();

  await startAgain(join(folder, 'gone.credence.json'));
  await expect(page.getByRole('log', { name: 'Notices' })).toContainText('gone.credence.json');

  // What macOS sends in place of an argument.
  await credence.electron.evaluate(
    ({ app }, path) => {
      app.emit('open-file', { preventDefault: () => {} }, path);
    },
    await writeWorkspaceFile('From the Finder'),
  );
  await expect(workspace('From the Finder')).toBeVisible();
});

test('a workspace file with sealed secrets is offered for import and asks for the passphrase', async ({
  credence,
}) => {
  const { flow, page } = credence;
  await startSecond(credence, join(import.meta.dirname, '../fixtures/installed/workspace.credence.json'));
  await expect(flow.importDialog).toContainText('workspace.credence.json');
  await expect(flow.importDialog.getByLabel('Passphrase of the file')).toBeFocused();
  await page.keyboard.type('installed');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Workspace: Installed' })).toBeVisible();
  await expect(flow.serverCard.getByRole('status', { name: 'Secret storage' })).not.toContainText(
    'No secret',
  );
});

test('a workspace file given at the start is shown once the page is ready', async ({ credence }) => {
  await credence.restart({ args: [await writeWorkspaceFile('At the start')] });
  await expect(credence.page.getByRole('button', { name: 'Workspace: At the start' })).toBeVisible();
});

/** Starts Credence once more with the same data folder, as the system does to open a file. */
async function startSecond(credence: CredenceApp, file: string): Promise<void> {
  const { CREDENCE_ELECTRON: executable, CREDENCE_ELECTRON_ARGS: appArguments } = process.env;
  if (!executable || !appArguments) throw new Error('Run the E2E tests with: npm run test:e2e');
  const args = [...(JSON.parse(appArguments) as string[]), `--user-data-dir=${credence.dataFolder}`, file];
  const child = spawn(executable, args, { stdio: 'ignore' });
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  expect(code).toBe(0);
}
