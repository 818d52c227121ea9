import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, filesChosen, shareApp, test } from './app.ts';
import { byKeyboard, byMouse, keyTo, runByPalette } from './effort.ts';
import { issuing, withServers } from './servers.ts';

/** Tasks that set something up: by the mouse, and some by the keyboard alone, in so many clicks or keys at most. */
const app = shareApp();
const startServer = withServers();

test.beforeAll(async () => {
  await app().tokenServer.startUnlessRunning();
  await app().open('Flow');
});

test('a new client of the built-in server gets a token: eight clicks', async () => {
  const { flow, page, tokenServer } = app();
  const { clients } = tokenServer;
  await byMouse(page, 8, async () => {
    await app().open('Token server');
    await tokenServer.showTab('Clients');
    await clients.startNew('from-nothing');
    await clients.makeSecret('Generate a secret');
    await clients.keep();
    await clients.commit();
    await page.getByRole('button', { name: 'Use in the Flow: from-nothing' }).click();
    await flow.getToken();
    await expect(flow.verdict).toContainText('Token received');
  });
  await expect(flow.clientId).toHaveValue('from-nothing');
});

test('another environment: three clicks, or three keys', async () => {
  const { flow, page, variables } = app();
  const hosts = new Map<string, string>();
  for (const name of ['dev', 'prod']) {
    const server = await startServer({ script: issuing({ access_token: `token-of-${name}` }) });
    hosts.set(name, new URL(server.url('/')).host);
  }
  await flow.addWorkspace('Environments');
  await variables.open();
  await variables.add('host');
  await variables.nameEnvironments('dev', 'prod');
  for (const [name, host] of hosts) await variables.value('host', name).fill(host);
  await variables.close();
  await flow.fill({ tokenEndpoint: 'http://{{host}}/token', clientId: 'server' });
  await flow.authenticateBy('none');
  await byMouse(page, 3, async () => {
    await variables.switchTo('prod');
    await flow.getToken();
    await expect(flow.verdict).toContainText('Token received');
  });
  await expect(flow.tokenValue).toHaveText('token-of-prod');
  await byKeyboard(page, 3, async () => {
    await runByPalette(page, 'dev environment');
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(flow.tokenValue).toHaveText('token-of-dev');
  });
});

test('find two requests, export and compare them: five clicks, or a few keys', async () => {
  const { flow, history, page } = app();
  const folder = await mkdtemp(join(tmpdir(), 'credence-tasks-'));
  const exported = (path: string) =>
    expect.poll(() => readFile(path, 'utf8').catch(() => '')).toContain('"entries"');
  await app().open('Flow');
  await flow.switchWorkspace('Built-in server');
  await flow.switchClient('server');
  await flow.newToken();
  await flow.newToken();
  await filesChosen(app(), join(folder, 'mouse.har'));
  const save = page.getByRole('button', { name: 'Save as HAR' });
  const compare = page.getByRole('button', { name: 'Compare', exact: true });
  await byMouse(page, 5, async () => {
    await history.open();
    await history.search.fill('oauth-token');
    await history.rows.nth(0).click();
    await history.rows.nth(1).click({ modifiers: ['ControlOrMeta'] });
    await save.click();
    await exported(join(folder, 'mouse.har'));
    await compare.click();
    await expect(history.comparison).toBeVisible();
  });

  await page.keyboard.press('Escape');
  await expect(history.comparison).toHaveCount(0);
  await history.search.fill('');
  await app().open('Flow');
  await filesChosen(app(), join(folder, 'keys.har'));
  await byKeyboard(page, 24, async () => {
    await page.keyboard.press('ControlOrMeta+2');
    await page.keyboard.press('ControlOrMeta+f');
    await page.keyboard.type('oauth-token');
    await keyTo(page, history.list);
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+ArrowDown');
    await keyTo(page, save, 'Shift+Tab');
    await page.keyboard.press('Enter');
    await exported(join(folder, 'keys.har'));
    await keyTo(page, compare, 'Shift+Tab');
    await page.keyboard.press('Enter');
    await expect(history.comparison).toBeVisible();
  });
  await rm(folder, { recursive: true, force: true });
});

test('a DPoP-bound token: four clicks, or a few keys', async () => {
  const { flow, page } = app();
  await app().open('Flow');
  await flow.switchClient('server');
  await page.keyboard.press('Alt+1');
  await byMouse(page, 4, async () => {
    await flow.constrainBy('DPoP', 'Generate key');
    await flow.getToken();
    await expect(flow.verdict).toContainText('bound to key “DPoP key” (DPoP)');
  });

  await flow.switchClient('short-lived');
  const fold = page.getByRole('button', { name: /^Token binding/ });
  await byKeyboard(page, 8, async () => {
    await runByPalette(page, 'token binding');
    if ((await fold.getAttribute('aria-expanded')) === 'false') {
      await expect(fold).toBeFocused();
      await page.keyboard.press('Enter');
    }
    await keyTo(page, page.getByRole('radio', { name: 'none' }));
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(flow.verdict).toContainText('(DPoP)');
  });
});

test('private_key_jwt from nothing: four clicks, or a few keys, to a public key to register', async () => {
  const { flow, keys, page } = app();
  await flow.addWorkspace('By a key');
  await byMouse(page, 4, async () => {
    await flow.authenticateBy('private_key_jwt');
    await flow.serverCard.getByRole('button', { name: 'Generate a key' }).click();
    await expect(keys.privateKey).toHaveValue('Signing key (EC P-256)');
    await flow.serverCard.getByRole('button', { name: 'Show public key' }).click();
  });
  expect(await keys.readJwks()).toMatchObject({ keys: [{ kty: 'EC', crv: 'P-256' }] });
  await keys.close();

  await flow.addWorkspace('By a key, by keys');
  await byKeyboard(page, 24, async () => {
    await runByPalette(page, 'client authentication');
    await expect(page.getByRole('combobox', { name: 'Client authentication' })).toBeFocused();
    const chosen = page.getByRole('option', { name: /^private_key_jwt/ });
    await page.keyboard.press('ArrowDown');
    for (let moves = 0; moves < 8 && !(await chosen.getAttribute('data-combobox-selected')); moves += 1) {
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Enter');
    await keyTo(page, page.getByRole('button', { name: 'Generate a key' }));
    await page.keyboard.press('Enter');
    await expect(keys.privateKey).toHaveValue('Signing key (EC P-256)');
    await keyTo(page, page.getByRole('button', { name: 'Show public key' }));
    await page.keyboard.press('Enter');
  });
  expect(await keys.readJwks()).toMatchObject({ keys: [{ kty: 'EC' }] });
  await keys.close();
});

test('share a workspace and import it: seven clicks, or a few keys', async () => {
  const { flow, page } = app();
  const folder = await mkdtemp(join(tmpdir(), 'credence-tasks-'));
  await filesChosen(app(), join(folder, 'shared.credence.json'));
  await flow.addWorkspace('To share');
  await flow.fill({ tokenEndpoint: 'https://login.example.com/token', clientId: 'shared' });
  const exporting = page.getByRole('dialog', { name: /^Export “To share/ });
  const save = exporting.getByRole('button', { name: 'Save file…' });
  const open = flow.importDialog.getByRole('button', { name: 'Open a file…' });
  const take = flow.importDialog.getByRole('button', { name: 'Import as a new workspace' });
  await byMouse(page, 7, async () => {
    await flow.chooseInWorkspaceMenu('Export workspace…');
    await save.click();
    await expect(exporting).toHaveCount(0);
    await flow.chooseInWorkspaceMenu('Import…');
    await open.click();
    await take.click();
    await expect(flow.importDialog).toHaveCount(0);
  });
  await expect(flow.clientId).toHaveValue('shared');
  await byKeyboard(page, 40, async () => {
    await runByPalette(page, 'export workspace');
    await keyTo(page, save);
    await page.keyboard.press('Enter');
    await expect(exporting).toHaveCount(0);
    await page.keyboard.press('ControlOrMeta+Shift+v');
    await keyTo(page, open);
    await page.keyboard.press('Enter');
    await expect(take).toBeVisible();
    await keyTo(page, take);
    await page.keyboard.press('Enter');
    await expect(flow.importDialog).toHaveCount(0);
  });
  await expect(flow.clientId).toHaveValue('shared');
  await rm(folder, { recursive: true, force: true });
});
