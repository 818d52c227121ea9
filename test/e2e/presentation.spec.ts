import { expectAccessible } from './accessibility.ts';
import { expect, shareApp, test } from './app.ts';

const app = shareApp();

const room = () => app().page.locator('[data-presenting]');
const pressed = () => app().page.locator('[data-pressed-keys]');
const zoomFactor = () =>
  app().electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor(),
  );

test('three shortcuts show a room the flow: large, without credentials, with the keys that were pressed', async () => {
  const { flow, page, tokenServer } = app();
  await tokenServer.startUnlessRunning();
  await app().open('Flow');
  await page.keyboard.press('ControlOrMeta+Shift+p');
  await expect(room()).toBeVisible();
  await expect.poll(zoomFactor).toBeCloseTo(1.5);
  await expect(page.getByRole('navigation', { name: 'Pages' })).toHaveCount(0);
  await expect(room()).toContainText('Secrets are masked');

  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(pressed()).toContainText('Get token');
  await expect(flow.verdict).toContainText('200 OK');
  await expect(flow.verdict).toBeInViewport();
  await page.keyboard.press('ControlOrMeta+Shift+Enter');
  await expect(pressed()).toContainText('Call API');
  await expect(room().getByRole('heading', { name: 'API call', exact: true })).toBeVisible();
  await expect(flow.verdict).toContainText('200 OK');
  await expect(flow.verdict).toBeInViewport();
  await page.keyboard.press('Escape');
  await expect(room()).toHaveCount(0);
  await expect.poll(zoomFactor).toBe(1);
});

test('a token is neither on the screen nor on the clipboard, in any tab', async () => {
  const { electron, flow, page, tokenServer } = app();
  await tokenServer.startUnlessRunning();
  await app().open('Flow');
  await page.keyboard.press('ControlOrMeta+Shift+p');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(flow.result.getByRole('tab', { name: 'Token' })).toBeVisible();
  await flow.result.getByRole('button', { name: 'Copy token' }).click();
  await expect.poll(() => electron.evaluate(({ clipboard }) => clipboard.readText())).toMatch(/^•+$/);
  const seen: string[] = [];
  for (const tab of await flow.result.getByRole('tab').all()) {
    await tab.click();
    await expect(tab).toHaveAttribute('aria-selected', 'true');
    await page.waitForTimeout(300);
    seen.push(await page.locator('body').innerText());
  }
  await page.keyboard.press('Escape');
  await expect(room()).toHaveCount(0);
  await expect.poll(zoomFactor).toBe(1);
  // Outside the presentation the token is there again, and was in none of the tabs.
  await flow.result.getByRole('tab', { name: 'Token' }).click();
  const token = (await flow.tokenValue.innerText()).trim();
  expect(token.length).toBeGreaterThan(8);
  expect(seen.length).toBeGreaterThan(2);
  for (const text of seen) expect(text).not.toContain(token);
});

test('it is accessible, and ends where another page is opened', async () => {
  const { page } = app();
  await page.getByRole('button', { name: 'Present', exact: true }).click();
  await expect(room()).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('ControlOrMeta+2');
  await expect(room()).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'History' })).toBeVisible();
  await expect.poll(zoomFactor).toBe(1);
});
