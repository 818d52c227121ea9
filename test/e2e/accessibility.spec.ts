import { expectAccessible } from './accessibility.ts';
import { expect, test } from './app.ts';
import { freePort } from './screens/token-server.ts';

for (const theme of ['Light', 'Dark'] as const) {
  test(`token server, settings and tutorial are accessible (${theme})`, async ({ credence }) => {
    test.setTimeout(150_000);
    const { page, tokenServer } = credence;
    await credence.open('Settings');
    await page.getByText(theme, { exact: true }).click();
    await expectAccessible(page);

    const baseUrl = await tokenServer.start();
    await expectAccessible(page);
    await tokenServer.showTab('Clients');
    await expectAccessible(page);
    await tokenServer.showTab('Request log');
    await expectAccessible(page);

    await credence.open('Flow');
    await expect(page.getByLabel('Token endpoint')).toHaveValue(`${baseUrl}/oauth/v2/oauth-token`);
    await page.getByRole('button', { name: 'Run the tutorial' }).click();
    const narrator = page.getByRole('region', { name: 'Tutorial' });
    await narrator.getByRole('button', { name: 'Pause' }).click();
    await expectAccessible(page);
    await narrator.getByRole('button', { name: 'Stop' }).click();
    await expect(narrator).toContainText('Stopped');
    await expectAccessible(page);
  });
}

test('the token server is started, read and stopped by the keyboard alone', async ({ credence }) => {
  const { page, tokenServer } = credence;
  await tokenServer.open();
  await tokenServer.setPort(await freePort());
  await page.getByRole('button', { name: 'Start server' }).focus();
  await page.keyboard.press('Enter');
  await expect(tokenServer.status).toContainText('Running at ');
  await page.getByRole('tab', { name: 'Overview' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('table', { name: 'Clients of the token server' })).toBeVisible();
  await page.getByRole('button', { name: 'Stop server' }).focus();
  await page.keyboard.press('Enter');
  await expect(tokenServer.status).toContainText('Stopped');
});
