import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInBash } from '../unit/security/shells.ts';
import { copiedBy, expect, filesChosen, shareApp, test } from './app.ts';
import { issuing, withServers } from './servers.ts';

const app = shareApp();
const startServer = withServers();

test('long words widen no page and no dialog', async () => {
  const { flow, page, electron } = app();
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(900, 600));
  const name = 'W'.repeat(80);
  await flow.addWorkspace(name);
  await flow.fill({
    tokenEndpoint: `https://${'a'.repeat(63)}.example/${'p'.repeat(4_000)}`,
    clientId: 'c'.repeat(2_000),
  });
  await flow.addScope('s'.repeat(400));
  await flow.getToken();
  await expect(flow.diagnosis).toContainText(/The host name does not exist|The DNS lookup failed/);
  for (const place of ['Flow', 'History', 'Settings'] as const) {
    await app().open(place);
    await expect(page.getByRole('button', { name: 'TLS verification on' })).toBeVisible();
    expect(await page.locator('main').evaluate(overflow), place).toBe(0);
  }
  for (const item of ['Export workspace…', 'Import…']) {
    await flow.chooseInWorkspaceMenu(item);
    expect(await page.getByRole('dialog').evaluate(overflow), item).toBe(0);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: `Workspace: ${name}` })).toBeFocused();
  }
});

test('what no form can show or keep is cut or refused, in words', async () => {
  const { flow, page } = app();
  await app().open('Flow');
  await flow.addWorkspace('Too much');
  const headers = Array.from({ length: 5_000 }, (_, index) => `-H 'X-${index}: ${'v'.repeat(40)}'`).join(' ');
  await flow.pasteCurl(`curl https://login.example/token -d grant_type=client_credentials ${headers}`);
  await expect(flow.importDialog).toContainText('Of 5,000 header fields the first 100 are taken over.');
  await flow.importDialog.getByRole('button', { name: 'Fill the form' }).click();
  await expect(flow.tokenEndpoint).toHaveValue('https://login.example/token');

  await flow.apiUrl.fill('https://api.example/');
  await flow.apiRequestBody.fill('x'.repeat(1_000_001));
  await expect(page.getByRole('log', { name: 'Notices' })).toContainText(
    'Shorten it: at most 1,000,000 characters are taken.',
  );
});

test('characters that hide or reverse text are written out, and copied as they are', async () => {
  const { flow, page } = app();
  const server = await startServer({
    script: issuing({ scope: 'read\u202eetirw \u2066x', note: 'a\u202eb\u200bc' }),
  });
  await app().open('Flow');
  await flow.addWorkspace('Hidden text');
  await flow.fill({
    tokenEndpoint: `http://127.0.0.1:${server.port}/token`,
    clientId: 'c\u202ed',
    secret: 'a-secret',
  });
  await flow.getToken();
  await expect(flow.accessToken).toBeVisible();
  await flow.showResultTab('Body');
  await expect(page.locator('main')).toContainText('a\\u202Eb\\u200Bc');
  await expect(page.locator('main')).toContainText('read\\u202Eetirw');
  expect(await page.locator('body').innerText()).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b]/);
  const copied = await copiedBy(
    app(),
    () => page.getByRole('button', { name: 'Copy response body' }).first().click(),
    /access_token/,
  );
  expect(copied).toContain('a\u202eb\u200bc');
});

test('a HAR with a command in its method is left out; one with commands elsewhere is copied as one curl', async () => {
  const { flow, history } = app();
  const folder = await mkdtemp(join(tmpdir(), 'credence-hostile-'));
  try {
    const path = join(folder, 'hostile.har');
    const commands = "';touch x;'$(touch x)`touch x`\n!!";
    const entry = (method: string) => ({
      startedDateTime: '2025-06-01T12:00:00Z',
      request: {
        method,
        url: 'https://api.example/orders;touch x;#?$(touch x)',
        headers: [
          { name: 'X-Evil', value: "';touch x;'$(touch x)`touch x`" },
          { name: '@/etc/passwd', value: 'x' },
        ],
        postData: { mimeType: 'text/plain', text: commands },
      },
      response: { status: 200, headers: [], content: {} },
    });
    const methods = ['GET https://api.example/orders;touch x;#', '`touch$IFS.x`', 'PUT'];
    await writeFile(path, JSON.stringify({ log: { version: '1.2', entries: methods.map(entry) } }));
    await filesChosen(app(), path);
    await app().open('Flow');
    await flow.openImport();
    await flow.importDialog.getByRole('button', { name: 'Open a file…' }).click();
    await expect(flow.importDialog).toContainText('is not a request method');
    await flow.importDialog.getByRole('button', { name: /^Add .*to the history$/ }).click();
    await history.open();
    await history.search.fill('touch');
    await expect(history.rows).toHaveCount(1);
    await history.rows.first().click();
    const copied = await copiedBy(
      app(),
      () => history.inspector.getByRole('button', { name: 'Copy curl' }).click(),
      /(^|\n)curl /,
    );
    const run = runInBash([copied], {});
    expect(run).toMatchObject({ stderr: '', files: [] });
    expect(run.calls).toHaveLength(1);
    expect(run.calls[0]).toContain('PUT');
    expect(run.calls[0]).toContain(commands);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

function overflow(element: Element): number {
  return Math.max(0, element.scrollWidth - element.clientWidth);
}
