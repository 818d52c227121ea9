import { silent } from '../fixtures/servers/scripts.ts';
import { expectAccessible } from './accessibility.ts';
import { expect, shareApp, test } from './app.ts';
import { withServers } from './servers.ts';

const app = shareApp();
const startServer = withServers();

test('a request is repeated: figures, tokens, one to look at, and by the keyboard alone', async () => {
  const { flow, tokens, page } = app();
  await app().tokenServer.start();
  await app().open('Flow');
  await flow.switchWorkspace('Built-in server');
  await page.getByRole('button', { name: 'More ways to run' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Repeat the token request…' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(tokens.repeatPanel).toContainText('Nothing measured yet');
  await tokens.repeatPanel.getByLabel('Requests', { exact: true }).fill('60');
  await page.keyboard.press('Enter');
  await expect(tokens.repeatResults).toContainText('60 of 60');
  await expect(tokens.repeatResults).toContainText('60 succeeded');
  await expect(tokens.repeatResults.getByLabel('Figures')).toContainText('p99');
  await expect(tokens.repeatResults.getByRole('figure', { name: 'Latency' })).toContainText('60 responses');
  await expect(tokens.repeatResults).toContainText('different tokens');
  await expectAccessible(page);
  await tokens.repeatResults.getByRole('button', { name: 'Inspect one' }).click();
  const inspector = page.getByRole('dialog', { name: 'Inspector' });
  await expect(inspector).toContainText('200 OK');
  await page.keyboard.press('Escape');
  await expect(inspector).toHaveCount(0);
  await expect(tokens.repeatPanel).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(tokens.repeatPanel).toHaveCount(0);
  // Sixty requests, and one line in the history.
  await app().open('History');
  await expect(app().history.rows).toHaveCount(1);
  await app().open('Flow');
});

test('what hangs is cancelled; what fails is told by its diagnosis; another’s server is asked about first', async () => {
  const { flow, tokens, page } = app();
  const server = await startServer({ script: silent });
  await flow.addWorkspace('Hanging');
  await flow.authenticateBy('none');
  await flow.fill({ tokenEndpoint: server.url('/token'), clientId: 'server' });
  await tokens.openRepeat('token request');
  await tokens.repeat(10_000, 64);
  await expect.poll(() => server.peers.length).toBe(64);
  await tokens.repeatPanel.getByRole('button', { name: 'Cancel' }).click();
  await expect(tokens.repeatResults).toContainText('cancelled');
  await expect(tokens.repeatResults).toContainText('0 of 10,000');
  await page.keyboard.press('Escape');

  await server.close();
  await tokens.openRepeat('token request');
  await tokens.repeat(20, 4);
  await expect(tokens.repeatPanel.getByRole('region', { name: 'Failures' })).toContainText(
    /20×.*transport-connection-refused/,
  );
  await page.keyboard.press('Escape');

  await flow.fill({ tokenEndpoint: 'https://id.example.com/token' });
  await tokens.openRepeat('token request');
  await expect(tokens.repeatPanel).toContainText('id.example.com is not this computer');
  const start = tokens.repeatPanel.getByRole('button', { name: 'Start' });
  await expect(start).toBeDisabled();
  await tokens.repeatPanel.getByLabel('I am allowed to load-test id.example.com').check();
  await expect(start).toBeEnabled();
  await page.keyboard.press('Escape');
});
