import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectAccessible } from './accessibility.ts';
import { expect, filesChosen, shareApp, test } from './app.ts';

const app = shareApp();

const toast = () => app().page.getByRole('status', { name: 'Just done' });
const undo = () => toast().getByRole('button', { name: 'Undo' }).click();

test('a token, a client with its secret and a header come back by Undo', async () => {
  const { flow, page, tokenServer } = app();
  await tokenServer.startUnlessRunning();
  await app().open('Flow');
  const token = await flow.newToken();
  const tokens = flow.library('Tokens').getByRole('listitem');
  const before = await tokens.count();
  await tokens.first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(tokens).toHaveCount(before - 1);
  await undo();
  await expect(tokens).toHaveCount(before);
  await tokens.first().getByRole('button').first().click();
  await expect(flow.tokenValue).toHaveText(token);

  const clients = flow.library('Clients');
  await clients
    .getByRole('listitem')
    .filter({ hasText: /^server/ })
    .click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(clients.getByRole('button', { name: /^server/ })).toHaveCount(0);
  await undo();
  await clients.getByRole('button', { name: /^server/ }).click();
  await flow.getToken();
  await expect(flow.verdict).toContainText('200 OK');

  await flow.addField('header', 'X-Trace', 'on');
  await flow.requestCard.getByRole('button', { name: 'Remove header 1' }).click();
  await expect(flow.requestCard.getByLabel('Header 1 name')).toHaveCount(0);
  await undo();
  await expect(flow.requestCard.getByLabel('Header 1 name')).toHaveValue('X-Trace');
});

test('a cleared secret and a deleted workspace come back by Undo, and still get a token', async () => {
  const { flow, tokenServer } = app();
  await tokenServer.startUnlessRunning();
  await app().open('Flow');
  const state = flow.serverCard.getByRole('status', { name: 'Secret storage' });
  await flow.serverCard.getByRole('button', { name: 'Clear secret' }).click();
  await expect(state).toContainText('No secret yet');
  await undo();
  await expect(state).not.toContainText('No secret yet');
  await flow.getToken();
  await expect(flow.verdict).toContainText('200 OK');

  const endpoint = await flow.tokenEndpoint.inputValue();
  await flow.addWorkspace('Deleted');
  await flow.fill({ tokenEndpoint: endpoint, clientId: 'server', secret: 'Secr3t!' });
  await flow.verification.click();
  await flow.chooseInWorkspaceMenu('Delete workspace');
  await expect(app().page.getByRole('button', { name: 'Workspace: Deleted' })).toHaveCount(0);
  await undo();
  await expect(app().page.getByRole('button', { name: 'Workspace: Deleted' })).toBeVisible();
  await flow.getToken();
  await expect(flow.verdict).toContainText('200 OK');
  await flow.switchWorkspace('Built-in server');
});

test('a right click on an exchange of the history copies, saves and says where', async () => {
  const { flow, history, page, tokenServer } = app();
  await tokenServer.startUnlessRunning();
  await app().open('Flow');
  await flow.newToken();
  const folder = await mkdtemp(join(tmpdir(), 'credence-saved-'));
  const path = join(folder, 'one.har');
  await filesChosen(app(), path);
  await app().electron.evaluate(({ shell }) => {
    const state = globalThis as typeof globalThis & { shownInFolder?: string };
    shell.showItemInFolder = (shown) => {
      state.shownInFolder = shown;
    };
  });
  await app().open('History');
  await history.rows.first().click({ button: 'right' });
  await expectAccessible(page);
  await page.getByRole('menuitem', { name: 'Copy as curl' }).click();
  await expect(toast()).toContainText('Copied.');
  await history.rows.first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Save as HAR…' }).click();
  await expect(toast()).toContainText(`Saved to ${path}`);
  expect(await readFile(path, 'utf8')).toContain('"entries"');
  await toast().getByRole('button', { name: 'Show in folder' }).click();
  await expect
    .poll(() =>
      app().electron.evaluate(
        () => (globalThis as typeof globalThis & { shownInFolder?: string }).shownInFolder,
      ),
    )
    .toBe(path);
  await rm(folder, { recursive: true, force: true });
});

test('a right click on a field offers cut, copy and paste', async () => {
  const { flow } = app();
  await app().open('Flow');
  await app().electron.evaluate(({ Menu }) => {
    const state = globalThis as typeof globalThis & { offered?: string[] };
    const build = Menu.buildFromTemplate.bind(Menu);
    Menu.buildFromTemplate = (template) => {
      state.offered = template.flatMap(({ role }) => role ?? []);
      const menu = build(template);
      menu.popup = () => {};
      return menu;
    };
  });
  await flow.apiUrl.click({ button: 'right' });
  await expect
    .poll(() =>
      app().electron.evaluate(() => (globalThis as typeof globalThis & { offered?: string[] }).offered),
    )
    .toEqual(['cut', 'copy', 'paste', 'selectAll']);
});

test('diagnostics are copied from the settings', async () => {
  const { electron, page } = app();
  await app().open('Settings');
  await page.getByRole('button', { name: 'Copy diagnostics' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await electron.evaluate(({ clipboard }) => clipboard.readText())).toMatch(
    /^Credence: .+\nelectron: /,
  );
});
