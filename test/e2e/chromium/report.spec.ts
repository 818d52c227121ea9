import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContextOptions, chromium, type Page } from '@playwright/test';
import { type CredenceApp, expect, filesChosen, test } from '../app.ts';

/** Shares a refusal, a token and an API call with a self-signed certificate as one report. */
async function shareReport(credence: CredenceApp, file: string): Promise<void> {
  const { flow, history, page, tokenServer } = credence;
  await filesChosen(credence, file);
  await tokenServer.start();
  await credence.open('Flow');
  await flow.fill({ secret: 'not the secret' });
  await flow.getToken();
  await expect(flow.verdict).toContainText('401');
  await flow.fill({ secret: 'Secr3t!' });
  await flow.newToken();
  await flow.callApi();
  await expect(flow.verdict).toContainText('The API call succeeded');
  await history.open();
  await history.list.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.getByRole('button', { name: 'Share report…' }).click();
  await expect(page.getByRole('status', { name: 'Just done' })).toContainText('Saved to');
}

/** The report in a browser of the shipped Electron's branch, every part of it unfolded. */
async function openReport(browser: Browser, file: string, options: BrowserContextOptions): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 900, height: 600 }, ...options });
  await page.goto(pathToFileURL(file).href);
  const folded = page.locator('details:not([open]) > summary');
  while ((await folded.count()) > 0) await folded.first().click();
  return page;
}

async function violationsOf(page: Page): Promise<readonly string[]> {
  const { passes, violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(passes.length, 'axe looked at the page').toBeGreaterThan(5);
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
}

test('a report is readable with scripting off, asks the network for nothing, and is accessible', async ({
  credence,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'credence-report-'));
  const file = join(folder, 'report.html');
  await shareReport(credence, file);
  const browser = await chromium.launch({ executablePath: process.env.CREDENCE_CHROMIUM ?? '' });
  try {
    const plain = await openReport(browser, file, { javaScriptEnabled: false });
    const asked: string[] = [];
    plain.on('request', (request) => asked.push(request.url()));
    await plain.reload();
    expect(asked).toEqual([pathToFileURL(file).href]);
    await expect(plain.getByRole('heading', { name: 'Built-in server: 1 of 3 failed' })).toBeVisible();
    await expect(plain.getByRole('heading', { name: 'The client secret is wrong' })).toBeVisible();
    const refusal = plain.getByRole('group').filter({ hasText: '401' });
    const response = refusal.getByText('error_description');
    await expect(response).toBeHidden();
    // Paper cannot be unfolded.
    await plain.emulateMedia({ media: 'print' });
    await expect(response).toBeVisible();
    await plain.emulateMedia({ media: 'screen' });
    await refusal.locator('summary').click();
    await expect(response).toBeVisible();
    await expect(refusal).toContainText('CN=localhost');

    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await openReport(browser, file, { colorScheme });
      expect(await violationsOf(page)).toEqual([]);
      const isWider = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      expect(isWider, 'wider than the window').toBe(false);
    }
  } finally {
    await browser.close();
    await rm(folder, { recursive: true });
  }
});
