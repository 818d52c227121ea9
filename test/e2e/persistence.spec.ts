import { spawn } from 'node:child_process';
import { appendFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CredenceApp, expect, test } from './app.ts';

function windowBounds({ electron }: CredenceApp) {
  return electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
}

test.describe('what is kept', () => {
  test('what was typed is there again, even when the window is closed at once', async ({ credence }) => {
    await credence.page.getByLabel('Token endpoint').fill('https://login.example.com/token');
    await credence.page.getByLabel('Client ID').fill('my client');
    await credence.restart();
    await expect(credence.page.getByLabel('Token endpoint')).toHaveValue('https://login.example.com/token');
    await expect(credence.page.getByLabel('Client ID')).toHaveValue('my client');
  });

  test('workspaces, clients and requests are all there after a restart, secrets by name only', async ({
    credence,
  }) => {
    const { flow, page } = credence;
    await flow.addWorkspace('At work');
    await flow.fill({
      tokenEndpoint: 'https://login.example.com/token',
      clientId: 'first',
      secret: 'canary-0f-a-restart',
    });
    await flow.authenticateBy('client_secret_basic');
    await flow.encodeCredentials('Raw');
    await flow.verification.click();
    await flow.addScope('read');
    await flow.addField('parameter', 'audience', 'one');
    await flow.addField('parameter', 'audience', 'two');
    await page.getByLabel('Send parameter 2').uncheck();
    await flow.addField('header', 'X-Trace', 'on');
    await flow.apiMethod.fill('POST');
    await flow.apiUrl.fill('https://api.example.com/things');
    await flow.apiRequestBody.fill('{"a":1}');
    await flow.library('Clients').getByRole('button', { name: 'Add client' }).click();
    await flow.clientId.fill('second');
    await flow.switchWorkspace('Local Curity');
    await flow.clientId.fill('another');
    await flow.switchWorkspace('At work');
    await flow.switchClient('first');

    await credence.restart();
    await expect(credence.page.getByRole('button', { name: 'Workspace: At work' })).toBeVisible();
    await expect(flow.tokenEndpoint).toHaveValue('https://login.example.com/token');
    await expect(flow.clientId).toHaveValue('first');
    await expect(flow.secret).toHaveValue('');
    await expect(flow.authentication).toHaveValue('client_secret_basic');
    await expect(flow.serverCard.getByRole('radio', { name: 'Raw' })).toBeChecked();
    await expect(flow.verification).not.toBeChecked();
    await expect(flow.scope('read')).toHaveAttribute('aria-pressed', 'true');
    await flow.openFold('More parameters');
    await expect(flow.requestCard.getByLabel('Parameter 2 value')).toHaveValue('two');
    await expect(credence.page.getByLabel('Send parameter 1')).toBeChecked();
    await expect(credence.page.getByLabel('Send parameter 2')).not.toBeChecked();
    await flow.openFold('Headers and raw body');
    await expect(flow.requestCard.getByLabel('Header 1 name')).toHaveValue('X-Trace');
    await expect(flow.apiMethod).toHaveValue('POST');
    await expect(flow.apiUrl).toHaveValue('https://api.example.com/things');
    await expect(flow.apiRequestBody).toHaveValue('{"a":1}');
    await flow.switchClient('second');
    await expect(flow.clientId).toHaveValue('second');
    await flow.switchWorkspace('Local Curity');
    await expect(flow.clientId).toHaveValue('another');
  });

  test('the page says where a secret is kept, and a restart is as it said', async ({ credence }) => {
    const { flow } = credence;
    await flow.addWorkspace('Secret');
    await flow.fill({ tokenEndpoint: 'https://login.example.com/token', clientId: 'a', secret: 'canary' });
    const storage = () => flow.serverCard.getByRole('status', { name: 'Secret storage' });
    await expect(storage()).toContainText(/Stored in keychain|Not saved/);
    const isKept = (await storage().innerText()).includes('Stored in keychain');
    await credence.restart();
    await expect(storage()).toContainText(isKept ? 'Stored in keychain' : 'No secret yet');
  });

  test('the window is as large as it was, and where it was', async ({ credence }) => {
    const bounds = { x: 60, y: 40, width: 1010, height: 720 };
    await credence.electron.evaluate(
      ({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setBounds(wanted),
      bounds,
    );
    await expect.poll(() => windowBounds(credence)).toEqual(bounds);
    await credence.restart();
    await expect.poll(() => windowBounds(credence)).toEqual(bounds);
  });

  test('a damaged file is kept aside and named, and Credence starts', async ({ credence }) => {
    const file = join(credence.dataFolder, 'workspaces.json');
    await credence.page.getByLabel('Token endpoint').fill('https://login.example.com/token');
    await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toContain('login.example.com');
    // As a failing disk or an editor leaves it.
    await writeFile(file, '{"version":1,"data":{"work');
    await appendFile(join(credence.dataFolder, 'history.jsonl'), 'nonsense\n');
    await credence.restart();
    await expect(credence.page.getByText('Your workspaces could not be understood')).toBeVisible();
    await expect(credence.page.getByText(/of the history is damaged/)).toBeVisible();
    await expect(credence.page.getByLabel('Token endpoint')).toHaveValue(/localhost/);
    const files = await readdir(credence.dataFolder);
    expect(files.filter((name) => name.startsWith('workspaces.json.damaged-'))).toHaveLength(1);
  });

  test('a disk that cannot be written is told, and nothing is lost while Credence runs', async ({
    credence,
  }) => {
    // A folder in the temporary file's place: the same to us as a full disk.
    const obstacle = join(credence.dataFolder, '.workspaces.json.tmp');
    await mkdir(obstacle);
    await credence.page.getByLabel('Client ID').fill('kept in memory');
    await expect(credence.page.getByText('Your workspaces could not be saved')).toBeVisible();
    await expect(credence.page.getByLabel('Client ID')).toHaveValue('kept in memory');
    await rm(obstacle, { recursive: true });
    await credence.page.getByLabel('Client ID').fill('kept for good');
    await credence.restart();
    await expect(credence.page.getByLabel('Client ID')).toHaveValue('kept for good');
  });
});

test('a second start with the same data shows the first window instead', async ({ credence }) => {
  await credence.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  const { exitCode } = await startAgain(credence.dataFolder);
  expect(exitCode).toBe(0);
  await expect
    .poll(() =>
      credence.electron.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map((window) => !window.isMinimized() && window.isVisible()),
      ),
    )
    .toEqual([true]);
});

async function startAgain(dataFolder: string): Promise<{ exitCode: number | null }> {
  const executable = process.env.CREDENCE_ELECTRON ?? '';
  const args = JSON.parse(process.env.CREDENCE_ELECTRON_ARGS ?? '[]') as string[];
  const child = spawn(executable, [...args, `--user-data-dir=${dataFolder}`], { stdio: 'ignore' });
  const exitCode = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { exitCode };
}
