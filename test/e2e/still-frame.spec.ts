import type { Page } from '@playwright/test';
import { type CredenceApp, expect, test } from './app.ts';

/** What the still picture and the window have in common. */
const PARTS = [
  'aside',
  'aside [data-page="flow"]',
  'aside [data-page="settings"]',
  'aside > :last-child',
  'header',
  'main',
  '[aria-label="Request"]',
  '[role="toolbar"][aria-label="Run"]',
  '[data-pane="result"]',
  'section[aria-label="Timeline"]',
  'h2',
] as const;

/** Where each part stands, as left, top, width and height. Null where it is not shown. */
function measure(page: Page, root: string): Promise<Record<string, readonly number[] | null>> {
  return page.evaluate(
    ([parts, within]) =>
      Object.fromEntries(
        parts.map((part) => {
          const box = document.querySelector(`${within} ${part}`)?.getBoundingClientRect();
          return [part, box && box.width > 0 ? [box.x, box.y, box.width, box.height].map(Math.round) : null];
        }),
      ),
    [PARTS, root] as const,
  );
}

/** The page as the main process serves it now. */
function serve({ electron }: CredenceApp): Promise<string> {
  return electron.evaluate(async ({ net }) => (await net.fetch('app://credence/')).text());
}

/** Lays the still picture over the window and measures both. */
async function measureBoth(credence: CredenceApp) {
  const still = /<div id="root">(.*)<\/div>\s*<\/body>/s.exec(await serve(credence))?.[1];
  if (still === undefined) throw new Error('index.html has no still picture');
  await credence.page.evaluate((content) => {
    const layer = document.createElement('div');
    layer.id = 'still';
    layer.style.cssText = 'position: fixed; inset: 0';
    layer.innerHTML = content;
    document.body.append(layer);
  }, still);
  const boxes = {
    still: await measure(credence.page, '#still'),
    window: await measure(credence.page, '#root'),
  };
  await credence.page.evaluate(() => document.getElementById('still')?.remove());
  return boxes;
}

test('the still picture stands where the window will', async ({ credence }) => {
  const expectSame = async (name: string) => {
    const { still, window } = await measureBoth(credence);
    expect(still, name).toEqual(window);
    expect(window.main).not.toBeNull();
  };
  for (const [width, height] of [
    [1280, 800],
    [900, 600],
    [1700, 900],
  ] as const) {
    await credence.resize(width, height);
    await expectSame(`${width}x${height}`);
  }
  await credence.resize(1280, 800);
  await credence.page.getByRole('button', { name: 'Collapse the sidebar' }).click();
  await credence.page.getByRole('button', { name: 'Collapse the timeline' }).click();
  await expect(credence.page.getByRole('button', { name: 'Open the timeline' })).toBeVisible();
  await expectSame('collapsed');
});

test('the still picture has the theme of the settings, whatever the system has', async ({ credence }) => {
  await credence.open('Settings');
  for (const theme of ['Dark', 'Light']) {
    await credence.page.getByText(theme, { exact: true }).click();
    await expect
      .poll(() => serve(credence))
      .toContain(`<html lang="en" data-mantine-color-scheme="${theme.toLowerCase()}">`);
  }
});

test('nothing moves after the first frame, and the policy refuses nothing', async ({ credence }) => {
  const refused: string[] = [];
  credence.page.on('console', (message) => {
    if (/refuse|violat/i.test(message.text())) refused.push(message.text());
  });
  await credence.page.reload();
  await credence.page.getByRole('navigation', { name: 'Pages' }).waitFor();
  const shift = await credence.page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value;
        }).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(sum), 300);
      }),
  );
  expect(shift).toBeLessThan(0.02);
  expect(refused).toEqual([]);
});
