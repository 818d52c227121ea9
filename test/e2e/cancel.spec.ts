import { silent } from '../fixtures/servers/scripts.ts';
import { expect, shareApp, test } from './app.ts';
import { issuing, withServers } from './servers.ts';

const app = shareApp();
const startServer = withServers();

async function pointAtSilence(name: string): Promise<void> {
  const { flow } = app();
  const server = await startServer({ script: silent });
  await flow.addWorkspace(name);
  await flow.fill({ tokenEndpoint: server.url('/token'), clientId: 'server', secret: 'Secr3t!' });
  await flow.apiUrl.fill(server.url('/api'));
}

test('Esc ends a token request that hangs, and it can be run again', async () => {
  const { flow, page } = app();
  await pointAtSilence('Esc');
  await flow.getToken();
  await expect(flow.result).toContainText('Waiting for the response');
  await page.keyboard.press('Escape');
  await expect(flow.result).not.toContainText('Waiting for the response');
  await expect(flow.tokenResponse).toContainText('Cancelled');
  await expect(flow.diagnosis).toContainText('The run was cancelled');
  await expect(flow.diagnosis).toContainText('The server may still have processed it');

  const answering = await startServer({ script: issuing() });
  await flow.tokenEndpoint.fill(answering.url('/token'));
  await flow.result.getByRole('button', { name: 'Retry' }).click();
  await expect(flow.result).toContainText('200 OK');
  await expect(flow.accessToken).toContainText('a-token-of-a-test');
});

test('the button Cancel does the same, and only while there is something to cancel', async () => {
  const { flow } = app();
  await pointAtSilence('Cancel');
  const cancel = flow.result.page().getByRole('button', { name: /^Cancel/ });
  await expect(cancel).toHaveCount(0);
  await flow.getToken();
  await cancel.click();
  await expect(flow.tokenResponse).toContainText('Cancelled');
  await expect(cancel).toHaveCount(0);
});

test('Esc ends an API call, too', async () => {
  const { flow, page } = app();
  await pointAtSilence('API');
  await flow.apiUrl.press('ControlOrMeta+Shift+Enter');
  await expect(flow.result).toContainText('Waiting for the response');
  await page.keyboard.press('Escape');
  await expect(flow.apiResponse).toContainText('Cancelled');
});

test('Esc in a dialog closes the dialog, and the request goes on', async () => {
  const { flow, page } = app();
  await pointAtSilence('Dialog');
  await flow.getToken();
  await flow.pasteCurl('curl ');
  await page.keyboard.press('Escape');
  await expect(flow.importDialog).toHaveCount(0);
  await expect(flow.result).toContainText('Waiting for the response');
  await page.keyboard.press('Escape');
  await expect(flow.tokenResponse).toContainText('Cancelled');
});

test('the time limit ends it too, says where it waited, and offers to wait longer', async () => {
  const { flow, page } = app();
  await pointAtSilence('Time limit');
  const limit = flow.timeLimit;
  await limit.fill('0.5');
  await limit.blur();
  await flow.getToken();
  await expect(flow.tokenResponse).toContainText('Timed out');
  await expect(flow.diagnosis).toContainText('The request timed out');
  await expect(flow.diagnosis).toContainText('ran out while the server worked on its answer');
  await flow.result.getByRole('button', { name: 'Wait up to 10 s and retry' }).click();
  await expect(limit).toHaveValue('10 s');
  await expect(flow.result).toContainText('Waiting for the response');
  await page.keyboard.press('Escape');
  await expect(flow.tokenResponse).toContainText('Cancelled');
});
