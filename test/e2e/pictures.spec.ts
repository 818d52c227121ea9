import type { Locator, Page } from '@playwright/test';
import { answering } from '../fixtures/servers/scripts.ts';
import { expect, test } from './app.ts';
import { issuing, json, withServers } from './servers.ts';

/**
 * A few pictures of the window, compared with those beside this file: they guard the layout. Fonts are bundled; what
 * differs from run to run (times, ports) is covered. To take them anew: npm run test:e2e -- pictures -u
 */
test.use({ start: { welcome: true } });

const startServer = withServers();

/** Of all pixels. Text is drawn a little differently by another version of Chromium. */
const TOLERANCE = { maxDiffPixelRatio: 0.02, threshold: 0.25 } as const;

async function expectPicture(page: Page, name: string, covered: readonly Locator[] = []): Promise<void> {
  // It is there on one copy of Electron and not on the other.
  await page
    .getByRole('banner')
    .getByText('Unofficial Electron')
    .evaluateAll((chips) => {
      for (const chip of chips)
        chip.closest<HTMLElement>('button')?.style.setProperty('visibility', 'hidden');
    });
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.fonts.ready);
  await expect(page).toHaveScreenshot(`${name}.png`, {
    ...TOLERANCE,
    animations: 'disabled',
    caret: 'hide',
    mask: [...covered],
    maskColor: '#808080',
  });
}

test('the window looks as it is meant to', async ({ credence }) => {
  const { flow, page, timeline } = credence;
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await credence.resize(1280, 800);
  await expect(page.getByRole('button', { name: 'fill in the request yourself' })).toBeVisible();
  await expectPicture(page, 'first-start');

  await page.getByRole('button', { name: 'fill in the request yourself' }).click();
  await flow.addWorkspace('Pictures');
  await page.emulateMedia({ colorScheme: 'dark' });
  await credence.resize(900, 600);
  await expectPicture(page, 'blank-request-dark-900');

  const server = await startServer({ script: issuing() });
  await page.emulateMedia({ colorScheme: 'light' });
  await credence.resize(1280, 800);
  await flow.fill({ tokenEndpoint: server.url('/token'), clientId: 'orders-batch', secret: 'Secr3t!' });
  await flow.newToken();
  const changing = [
    flow.verdict,
    flow.result.locator('time'),
    flow.result.getByRole('code').first(),
    flow.library('Tokens'),
    timeline.area,
    page.getByText(/localhost:\d+|127\.0\.0\.1:\d+/),
    flow.tokenEndpoint,
  ];
  await expectPicture(page, 'token-received', changing);

  const refusing = await startServer({
    script: answering(json({ error: 'invalid_client' }, '401 Unauthorized')),
  });
  await flow.fill({ tokenEndpoint: refusing.url('/token') });
  await flow.getToken();
  await expect(flow.verdict).toContainText('401');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectPicture(page, 'refused-dark', changing.slice(1));

  await credence.resize(900, 600);
  await expect(page.getByRole('tab', { name: 'Result' })).toHaveAttribute('aria-selected', 'true');
  await page.emulateMedia({ colorScheme: 'light' });
  await expectPicture(page, 'refused-900', changing.slice(1));
});
