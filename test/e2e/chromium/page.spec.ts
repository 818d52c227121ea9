import { join } from 'node:path';
import { answering } from '../../fixtures/servers/scripts.ts';
import { expect, test as withApp } from '../app.ts';
import { FlowScreen } from '../screens/flow.ts';
import { issuing, json, withServers } from '../servers.ts';
import { type ChromiumPage, openInChromium } from './page-in-chromium.ts';

/** The page of the build, in the engine that people have it in (the app of the tests may be older). */
const test = withApp.extend<{ chromium: ChromiumPage }>({
  chromium: async ({ credence }, use) => {
    const opened = await openInChromium(credence, join(import.meta.dirname, '../../../out/renderer'));
    await use(opened);
    await opened.close();
  },
});

const startServer = withServers();

test('a token, a refusal and its explanation, without a fault of the page', async ({ chromium }) => {
  const { page, errors } = chromium;
  const flow = new FlowScreen(() => page);
  const server = await startServer({ script: issuing() });
  await flow.addWorkspace('Chromium');
  await flow.fill({ tokenEndpoint: server.url('/token'), clientId: 'orders', secret: 'Secr3t!' });
  await expect(flow.previewText).toContainText('POST /token HTTP/1.1');
  await flow.newToken();
  await expect(flow.tokenValue).toHaveText('a-token-of-a-test');

  const refusing = await startServer({
    script: answering(json({ error: 'invalid_client' }, '401 Unauthorized')),
  });
  await flow.fill({ tokenEndpoint: refusing.url('/token') });
  await flow.getToken();
  await expect(flow.verdict).toContainText('401');
  await expect(flow.diagnosis).toContainText('invalid_client');
  expect(errors).toEqual([]);
});

test('each page opens, in both themes, as wide and high as in Electron', async ({ credence, chromium }) => {
  const { page, errors } = chromium;
  await credence.resize(1280, 800);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const name of ['History', 'Token server', 'Settings', 'Flow']) {
      const open = { name };
      await page.getByRole('navigation', { name: 'Pages' }).getByRole('button', open).click();
      await credence.page.getByRole('navigation', { name: 'Pages' }).getByRole('button', open).click();
      for (const part of ['main', 'banner'] as const) {
        await expect(page.getByRole(part)).toBeVisible();
        const box = await page.getByRole(part).boundingBox();
        expect(box, `${part} of ${name}`).toEqual(await credence.page.getByRole(part).boundingBox());
      }
    }
  }
  expect(errors).toEqual([]);
});

test('the command palette finds and opens by the keyboard', async ({ chromium }) => {
  const { page, errors } = chromium;
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('combobox', { name: 'Search or run' })).toBeFocused();
  await page.keyboard.type('history');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'History' })).toBeVisible();
  expect(errors).toEqual([]);
});
