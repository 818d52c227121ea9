import { expect, shareApp, test } from './app.ts';

const app = shareApp();

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
  await expect(flow.diagnosis).toContainText('There is no host of that name');
  for (const place of ['Flow', 'History', 'Settings'] as const) {
    await app().open(place);
    await expect(page.getByRole('button', { name: 'TLS verified' })).toBeVisible();
    expect(await page.locator('main').evaluate(overflow), place).toBe(0);
  }
  for (const item of ['Export workspace…', 'Delete workspace', 'Import…']) {
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

function overflow(element: Element): number {
  return Math.max(0, element.scrollWidth - element.clientWidth);
}
