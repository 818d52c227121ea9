import { expect, shareApp, test } from './app.ts';
import { byKeyboard, byMouse } from './effort.ts';

/** The first tasks of a new user: each by the mouse and by the keyboard alone, in so many clicks or keys at most. */
const SIZES = [
  { width: 1280, height: 800 },
  { width: 900, height: 600 },
] as const;

for (const { width, height } of SIZES) {
  test.describe(`the first token and API response at ${width} × ${height}`, () => {
    const app = shareApp({ welcome: true });

    test('take two clicks, and the response is in sight without scrolling', async () => {
      const { flow, page } = app();
      await app().resize(width, height);
      await byMouse(page, 2, async () => {
        await page.getByRole('button', { name: /^Try it with the built-in server/ }).click();
        await expect(flow.verdict).toContainText('200 OK');
      });
      await expect(flow.apiResponse).toBeVisible();
      await expect(flow.verdict).toBeInViewport({ ratio: 1 });
      await expect(flow.result.getByRole('textbox', { name: 'Response body' })).toBeInViewport();
    });

    test('take two keys after that, too', async () => {
      const { flow, page } = app();
      await byKeyboard(page, 2, async () => {
        await page.keyboard.press('ControlOrMeta+Enter');
        await expect(flow.verdict).toContainText('Token received');
        await page.keyboard.press('ControlOrMeta+Shift+Enter');
        await expect(flow.verdict).toContainText('The API call succeeded');
      });
      await expect(flow.verdict).toBeInViewport({ ratio: 1 });
    });
  });
}
