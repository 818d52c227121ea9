import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

type AxeResult = Awaited<ReturnType<AxeBuilder['analyze']>>['incomplete'][number];

/**
 * What axe finds against WCAG 2.2 A and AA, a line for each rule and element: everything in light, and in dark what a
 * theme changes, which is contrast. The app's theme has to be the system's, as it is at first.
 */
export async function expectAccessible(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  // Electron cannot open the blank page that axe would otherwise finish its work in.
  // Of what passes only the rules are of interest: naming each element takes axe most of its time.
  const builder = () =>
    new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations', 'incomplete'] });
  await showTheme(page, 'light');
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  await expectNothingFound(page, () => builder().withTags(tags), 5);
  await showTheme(page, 'dark');
  await expectNothingFound(page, () => builder().withRules(['color-contrast']), 0);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: null });
}

async function expectNothingFound(
  page: Page,
  builder: () => AxeBuilder,
  fewestPasses: number,
): Promise<void> {
  const first = await builder().analyze();
  const { violations, passes } = first.incomplete.some(wasStopped)
    ? await lookFromTheTop(page, builder)
    : first;
  expect(passes.length, 'axe looked at the page').toBeGreaterThan(fewestPasses);
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`),
  );
  expect(found).toEqual([]);
}

/** Whether axe met an error of its own and left a rule: a tall line that two scrolled regions cut off does that to it. */
function wasStopped({ nodes }: AxeResult): boolean {
  return nodes.some(stopsAxe);
}

function stopsAxe({ none }: AxeResult['nodes'][number]): boolean {
  return none.some(({ id }) => id === 'error-occurred');
}

async function lookFromTheTop(page: Page, builder: () => AxeBuilder): ReturnType<AxeBuilder['analyze']> {
  await page.evaluate(() => {
    for (const each of document.querySelectorAll('main, main *'))
      if (each.scrollTop > 0) each.scrollTo({ top: 0, behavior: 'instant' });
  });
  // What it cannot place even so is left out, or the rule would see nothing at all. It stops at one after the other.
  let left = builder();
  for (let tries = 0; ; tries += 1) {
    const found = await left.analyze();
    const stopping = found.incomplete.flatMap(({ nodes }) => nodes.filter(stopsAxe));
    if (stopping.length === 0 || tries === MOST_LEFT_OUT) return found;
    left = stopping.reduce((rest, { target }) => rest.exclude(target.map(String)), left);
  }
}

const MOST_LEFT_OUT = 10;

/**
 * Colours that are on their way to others are neither theme's. What starts from here on is there at once, being asked
 * for less motion (a tooltip may open while axe looks); what had started before is waited for.
 */
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
