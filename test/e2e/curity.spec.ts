import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CredenceApp, expect, filesChosen, test } from './app.ts';

/** Answers the next native question: the first button allows, the second refuses. */
async function answerQuestion({ electron }: CredenceApp, allows: boolean): Promise<void> {
  await electron.evaluate(
    ({ dialog }, response) => {
      dialog.showMessageBox = (async () => ({
        response,
        checkboxChecked: false,
      })) as typeof dialog.showMessageBox;
    },
    allows ? 0 : 1,
  );
}

test('clients are exported for Curity without secrets, with them by choice, and imported again', async ({
  credence,
}) => {
  const { page, tokenServer } = credence;
  const { clients } = tokenServer;
  const path = join(tmpdir(), `credence-curity-${randomUUID()}.xml`);
  await filesChosen(credence, path);
  await tokenServer.open();
  await tokenServer.showTab('Clients');
  await clients.startNew('server');
  await clients.editor.getByLabel('Client ID').fill('orders');
  const secret = await clients.makeSecret('Generate a secret');
  await clients.keep();

  const dialog = page.getByRole('dialog', { name: 'Export clients' });
  const chooseXml = async () => {
    await page.getByRole('button', { name: 'Export' }).click();
    await dialog.getByRole('combobox', { name: 'Format' }).click();
    await page.getByRole('option', { name: 'Curity: XML' }).click();
  };
  await chooseXml();
  await expect(dialog.getByRole('checkbox', { name: 'Include secrets' })).not.toBeChecked();
  await dialog.getByRole('button', { name: 'Save file…' }).click();
  await expect(dialog).toHaveCount(0);
  const plain = await readFile(path, 'utf8');
  expect(plain).toContain('<id>orders</id>');
  expect(plain).not.toContain('<secret>');

  await chooseXml();
  await dialog.getByText('Include secrets').click();
  await expect(dialog).toContainText('The file has client secrets in plain text.');
  await answerQuestion(credence, false);
  await dialog.getByRole('button', { name: 'Save file…' }).click();
  await expect(page.getByText('Nothing was saved: you did not allow secrets in the file.')).toBeVisible();
  expect(await readFile(path, 'utf8')).toBe(plain);
  await answerQuestion(credence, true);
  await dialog.getByRole('button', { name: 'Save file…' }).click();
  await expect(dialog).toHaveCount(0);
  expect(await readFile(path, 'utf8')).toContain(`<secret>${secret}</secret>`);

  await page.getByRole('button', { name: 'Import' }).click();
  await page.getByRole('button', { name: 'Choose file…' }).click();
  const imported = page.getByRole('dialog', { name: 'Import clients' });
  await expect(imported.getByRole('status')).toContainText('replacing those with the same ID');
  await expect(imported.getByRole('status')).toContainText('orders: its secret was not');
  await imported.getByRole('button', { name: 'Add to pending changes' }).click();
  await expect(imported).toHaveCount(0);
  await rm(path);
});

test('a Curity that does not know the client offers how to register it', async ({ credence }) => {
  const { flow, page, tokenServer } = credence;
  await tokenServer.start();
  await credence.open('Flow');
  await flow.switchWorkspace('Built-in server');
  await flow.fill({ clientId: 'unregistered', secret: 'Secr3t!' });
  await flow.getToken();
  await page.getByRole('button', { name: 'How to register this client in Curity' }).click();
  const dialog = page.getByRole('dialog', { name: 'Register this client in Curity' });
  await expect(dialog).toContainText('client unregistered capabilities client-credentials');
  await dialog.getByText('RESTCONF').click();
  await expect(dialog).toContainText('/admin/api/restconf/data/');
  await expect(dialog).not.toContainText('Secr3t!');
});
