import { expectAccessible } from './accessibility.ts';
import { expect, test } from './app.ts';
import { freePort } from './screens/token-server.ts';

test('token server, settings and tutorial are accessible', async ({ credence }) => {
  const { page, tokenServer } = credence;
  await expectAccessible(page);

  const baseUrl = await tokenServer.start();
  await expectAccessible(page);
  await tokenServer.showTab('Clients');
  await tokenServer.clients.choose('short-lived', 'Disable');
  await expectAccessible(page);
  await tokenServer.clients.startNew('server');
  await tokenServer.clients.makeSecret('Generate a secret');
  await tokenServer.clients.editor.getByText('JWT', { exact: true }).click();
  await tokenServer.clients.keep();
  await expect(tokenServer.clients.editor).toContainText('There is another client');
  await expectAccessible(page);
  await tokenServer.clients.editor.getByRole('button', { name: 'Cancel' }).click();
  await tokenServer.showTab('Settings');
  await page.getByText('Second port', { exact: true }).click();
  await expectAccessible(page);
  await tokenServer.showTab('Faults');
  await tokenServer.faults.armPreset('Clock 10 minutes ahead');
  await expect(tokenServer.faults.armed).toHaveCount(1);
  await expectAccessible(page);
  await tokenServer.faults.disarmAll();
  await tokenServer.showTab('Request log');
  await expectAccessible(page);

  await credence.open('Flow');
  await expect(page.getByLabel('Token endpoint')).toHaveValue(`${baseUrl}/oauth/v2/oauth-token`);
  await credence.runTutorial();
  const narrator = page.getByRole('region', { name: 'Tutorial' });
  await narrator.getByRole('button', { name: 'Pause' }).click();
  await expectAccessible(page);
  await narrator.getByRole('button', { name: 'Stop' }).click();
  await expect(narrator).toContainText('Stopped');
  await expectAccessible(page);
});

test('the flow in each of its states, and the history, are accessible', async ({ credence }) => {
  const { flow, page } = credence;
  const baseUrl = await credence.tokenServer.start();
  await credence.open('Flow');
  await flow.discover();
  await flow.openFold('Endpoints');
  await expectAccessible(page);
  await flow.showMetadata();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await credence.variables.open();
  await credence.variables.add('key');
  await credence.variables.nameEnvironments('dev', 'staging');
  await credence.variables.dialog.getByRole('button', { name: 'Keep key secret' }).click();
  await expectAccessible(page);
  await credence.variables.close();

  await flow.askFor('read');
  await flow.addField('parameter', 'note', 'one');
  await flow.authenticateBy('client_secret_basic');
  await flow.newToken();
  await flow.callApi();
  await expect(flow.apiResponse).toContainText('200 OK');
  await flow.showPreview('curl');
  await flow.showResultTab('Headers');
  await expectAccessible(page);

  // What is wrong has the loudest colours: a missing scope, verification off, warnings, a refused client.
  await flow.apiUrl.fill(`${baseUrl}/api/write`);
  await flow.callApi();
  await expect(flow.diagnosis).toContainText('insufficient_scope');
  await flow.verification.click();
  await flow.secret.fill('wrong');
  await flow.fill({ tokenEndpoint: `${baseUrl}/oauth/v2/oauth-token` });
  await flow.addField('parameter', 'note', 'two');
  await flow.addField('header', 'X-Key', '{{key}}');
  await expect(credence.variables.missing).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Send header 1').first().uncheck();
  await page.getByLabel('Send parameter 2').uncheck();
  await flow.getToken();
  await expect(flow.diagnosis).toContainText('invalid_client');
  await expectAccessible(page);

  await flow.pasteCurl('curl --unknown https://localhost/token -d grant_type=client_credentials');
  await expect(flow.importDialog).toContainText('Not taken over');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(flow.importDialog).toHaveCount(0);

  await credence.open('History');
  await expect(credence.history.rows.first()).toBeVisible();
  await expectAccessible(page);
  await credence.history.rows.first().click();
  await expect(credence.history.panel).toBeVisible();
  await expectAccessible(page);
});

test('the token server is started, read and stopped by the keyboard alone', async ({ credence }) => {
  const { page, tokenServer } = credence;
  await tokenServer.open();
  await tokenServer.setPort(await freePort());
  await page.getByRole('button', { name: 'Start server' }).focus();
  await page.keyboard.press('Enter');
  await expect(tokenServer.status).toContainText('Running at ');
  await page.getByRole('tab', { name: 'Overview' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(tokenServer.clients.list).toBeVisible();
  await page.getByRole('button', { name: 'Stop server' }).focus();
  await page.keyboard.press('Enter');
  await expect(tokenServer.status).toContainText('Stopped');
});
