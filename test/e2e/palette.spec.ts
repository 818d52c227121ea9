import { expectAccessible } from './accessibility.ts';
import { expect, shareApp, test } from './app.ts';

const app = shareApp();

const palette = () => app().page.getByRole('dialog', { name: 'Search or run' });
const query = () => palette().getByRole('combobox', { name: 'Search or run' });

/** Ctrl+K, a few letters, Enter. */
async function run(letters: string): Promise<void> {
  await app().page.keyboard.press('ControlOrMeta+k');
  await expect(query()).toBeFocused();
  await app().page.keyboard.type(letters);
  await app().page.keyboard.press('Enter');
  await expect(palette()).toHaveCount(0);
}

test('a token, a call and the history by the palette, with the keyboard alone', async () => {
  const { flow, page, tokenServer } = app();
  await tokenServer.startUnlessRunning();
  await run('flow');
  await run('get tok');
  await expect(flow.result).toContainText('200 OK');
  await run('hello world');
  await expect(flow.apiUrl).toBeVisible();
  await run('call api');
  await expect(flow.apiResponse).toBeVisible();
  await run('history');
  await expect(page.getByRole('heading', { name: 'History' })).toBeVisible();
  // Tokens are found by their client; choosing one shows it.
  await run('server bearer');
  await expect(flow.accessToken).toBeVisible();
});

test('arrows choose, Enter runs, Esc closes and gives the focus back', async () => {
  const { flow, page } = app();
  await app().open('Flow');
  await page.keyboard.press('Alt+1');
  await flow.clientId.focus();
  await page.keyboard.press('ControlOrMeta+k');
  const options = palette().getByRole('option');
  const active = async () => query().getAttribute('aria-activedescendant');
  await page.keyboard.type('token');
  await expect(options.first()).toHaveAttribute('aria-selected', 'true');
  const first = await active();
  await page.keyboard.press('ArrowDown');
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
  expect(await active()).not.toBe(first);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(options.last()).toHaveAttribute('aria-selected', 'true');
  await expect(options.last()).toBeInViewport();
  await page.keyboard.press('Escape');
  await expect(palette()).toHaveCount(0);
  await expect(flow.clientId).toBeFocused();
});

test('the mouse opens it, chooses, and a recent choice comes first the next time', async () => {
  const { page } = app();
  await page.getByRole('button', { name: /^Search or run/ }).click();
  await query().fill('keyboard');
  await palette()
    .getByRole('option', { name: /^Keyboard shortcuts/ })
    .click();
  await expect(page.getByRole('region', { name: 'Keyboard' })).toBeFocused();
  await expect(page.getByRole('region', { name: 'Keyboard' })).toContainText('Search or run');
  await page.getByRole('button', { name: /^Search or run/ }).click();
  await expect(palette().getByRole('option').first()).toContainText('Keyboard shortcuts');
  await page.keyboard.press('Escape');
});

test('it is accessible in both themes', async () => {
  const { page } = app();
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('tok');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
});

test('the zoom is kept', async () => {
  const { page } = app();
  const factor = () =>
    app().electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor(),
    );
  await page.keyboard.press('ControlOrMeta+=');
  await expect.poll(factor).toBeCloseTo(1.1);
  await app().restart();
  await expect.poll(factor).toBeCloseTo(1.1);
  await app().page.keyboard.press('ControlOrMeta+0');
  await expect.poll(factor).toBe(1);
});
