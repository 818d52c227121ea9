import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/**
 * What axe finds against WCAG 2.2 A and AA, a line for each rule and element: everything in light, and in dark what a
 * theme changes, which is contrast. The app's theme has to be the system's, as it is at first.
 */
export async function expectAccessible(page: Page): Promise<void> {
  // Electron cannot open the blank page that axe would otherwise finish its work in.
  const builder = () => new AxeBuilder({ page }).setLegacyMode(true);
  await showTheme(page, 'light');
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  await expectNothingFound(builder().withTags(tags), 5);
  await showTheme(page, 'dark');
  await expectNothingFound(builder().withRules(['color-contrast']), 0);
  await showTheme(page, 'light');
}

async function expectNothingFound(builder: AxeBuilder, fewestPasses: number): Promise<void> {
  const { violations, passes } = await builder.analyze();
  expect(passes.length, 'axe looked at the page').toBeGreaterThan(fewestPasses);
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`),
  );
  expect(found).toEqual([]);
}

/** Colours that are on their way to others are neither theme's. */
async function showTheme(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
  await page.evaluate(() => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    return Promise.allSettled(ending.map(({ finished }) => finished));
  });
}
