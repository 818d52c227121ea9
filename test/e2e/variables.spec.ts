import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectAccessible } from './accessibility.ts';
import { expect, test } from './app.ts';
import { issuing, lastBody, lastHeader, withServers } from './servers.ts';

const startServer = withServers();

const CANARY = 'canary-0f-a-variable';

test('one form for two environments: each with its server and its secret, and again after a restart', async ({
  credence,
}) => {
  const { flow, variables } = credence;
  const dev = await startServer({ script: issuing({ access_token: 'token-of-dev' }) });
  const staging = await startServer({ script: issuing({ access_token: 'token-of-staging' }) });
  await flow.addWorkspace('Environments');

  await variables.open();
  await expect(variables.dialog).toContainText('No variables yet');
  await variables.add('host');
  await variables.nameEnvironments('dev', 'staging');
  await variables.value('host', 'dev').fill(new URL(dev.url('/')).host);
  await variables.value('host', 'staging').fill(new URL(staging.url('/')).host);
  await variables.add('key');
  await variables.dialog.getByRole('button', { name: 'Keep key secret' }).click();
  await variables.value('key', 'dev').fill(`${CANARY}-dev`);
  await expectAccessible(credence.page);
  await variables.close();
  // What opened the dialog has become a menu meanwhile.
  await expect(variables.environment).toBeFocused();

  // While a reference is typed, those that may stand there are offered; undo takes back what was taken.
  const { keyboard } = credence.page;
  const offered = credence.page.getByRole('listbox', { name: 'Variables' }).getByRole('option');
  await flow.tokenEndpoint.click();
  await keyboard.type('http://{{');
  await expect(offered).toHaveText([/^host/]);
  await expectAccessible(credence.page);
  await keyboard.press('Enter');
  await expect(flow.tokenEndpoint).toHaveValue('http://{{host}}');
  await expect(offered).toHaveCount(0);
  await keyboard.press('ControlOrMeta+z');
  await expect(flow.tokenEndpoint).toHaveValue('http://{{');

  await flow.fill({ tokenEndpoint: 'http://{{host}}/token', clientId: 'server' });
  await flow.authenticateBy('none');
  await flow.addField('header', 'X-Key', '{{key}}');
  await expect(flow.previewText).toContainText(`host: ${new URL(dev.url('/')).host}`);
  await expect(flow.previewText).toContainText('X-Key: ••••••••');
  await flow.tokenEndpoint.hover();
  await expect(credence.page.getByRole('tooltip')).toHaveText(dev.url('/token'));
  await flow.getToken();
  await expect(flow.accessToken).toContainText('token-of-dev');
  expect(lastHeader(dev, 'X-Key')).toBe(`${CANARY}-dev`);

  // What the other environment lacks is said before sending, and nothing is sent.
  await variables.switchTo('staging');
  await expect(variables.missing).toContainText('{{key}} has no value in environment staging. Header X-Key');
  await expect(flow.previous).toContainText('Since then: ');
  await expectAccessible(credence.page);
  await flow.getToken();
  await expect(flow.result).toContainText('{{key}} has no value in environment staging.');
  expect(staging.peers).toHaveLength(0);

  await variables.missing.getByRole('button', { name: 'Give key a value' }).click();
  await expect(variables.value('key', 'staging')).toBeFocused();
  await credence.page.keyboard.type(`${CANARY}-staging`);
  await credence.page.keyboard.press('Escape');
  await expect(variables.missing).toHaveCount(0);
  await flow.getToken();
  await expect(flow.accessToken).toContainText('token-of-staging');
  expect(lastHeader(staging, 'X-Key')).toBe(`${CANARY}-staging`);

  // The form refers to a variable by whatever name it has.
  await variables.environment.click();
  await credence.page.getByRole('menuitem', { name: 'Variables…' }).click();
  await variables.dialog.getByLabel('Name of host').fill('server.host');
  await variables.close();
  await expect(flow.tokenEndpoint).toHaveValue('http://{{server.host}}/token');

  await credence.restart();
  await expect(variables.environment).toContainText('staging');
  await expect(flow.tokenEndpoint).toHaveValue('http://{{server.host}}/token');
  await expect(flow.previewText).toContainText(`host: ${new URL(staging.url('/')).host}`);
  await flow.openFold('Headers and raw body');
  await credence.page.getByRole('switch', { name: 'Edit the raw body' }).click();
  await credence.page.getByLabel('Raw body', { exact: true }).fill('a={{server.host}}&b=\\{{server.host}}');
  await credence.page.getByLabel('Send header 1').uncheck();
  await flow.getToken();
  await expect(flow.accessToken).toContainText('token-of-staging');
  expect(lastBody(staging)).toBe(`a=${encodeURIComponent(new URL(staging.url('/')).host)}&b={{server.host}}`);

  const kept = await readdir(credence.dataFolder, { recursive: true, withFileTypes: true });
  const own = kept.filter((entry) => entry.isFile() && /\.(json|jsonl|log)$/.test(entry.name));
  const texts = await Promise.all(own.map((entry) => readFile(join(entry.parentPath, entry.name), 'utf8')));
  expect(texts.join('\n')).toContain('{{server.host}}');
  expect(texts.join('\n')).not.toContain(CANARY);
});
