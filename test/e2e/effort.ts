import { expect, type Locator, type Page } from '@playwright/test';

/** What a task costs a person: clicks, and keys other than typed text. */
interface Effort {
  readonly clicks: number;
  readonly keys: number;
}

type Counting = typeof globalThis & { credenceEffort?: { clicks: number; keys: number } };

/** Counts what reaches the page while `act` runs. Waits, assertions and `fill` cost nothing. */
async function effortOf(page: Page, act: () => Promise<void>): Promise<Effort> {
  await page.evaluate(() => {
    const state = globalThis as Counting;
    const isFirst = state.credenceEffort === undefined;
    state.credenceEffort = { clicks: 0, keys: 0 };
    if (!isFirst) return;
    const count = (kind: 'clicks' | 'keys') => {
      if (state.credenceEffort) state.credenceEffort[kind] += 1;
    };
    addEventListener('pointerdown', () => count('clicks'), { capture: true });
    addEventListener(
      'keydown',
      ({ key, ctrlKey, altKey, metaKey, target }) => {
        if (['Control', 'Shift', 'Alt', 'Meta'].includes(key)) return;
        const isTyping = (target as Element).matches('input, textarea, [contenteditable="true"]');
        if (key.length > 1 || ctrlKey || altKey || metaKey || !isTyping) count('keys');
      },
      { capture: true },
    );
  });
  await act();
  return page.evaluate(() => (globalThis as Counting).credenceEffort ?? { clicks: 0, keys: 0 });
}

/** Does a task with the mouse, in at most so many clicks and without a key. */
export async function byMouse(page: Page, clicks: number, act: () => Promise<void>): Promise<void> {
  const effort = await effortOf(page, act);
  expect(effort.clicks, 'clicks').toBeLessThanOrEqual(clicks);
  // A task that cost nothing was not done by the mouse.
  expect(effort.clicks, 'clicks').toBeGreaterThan(0);
  expect(effort.keys, 'keys').toBe(0);
}

/** Does a task with the keyboard alone, in at most so many keys, typed text aside. */
export async function byKeyboard(page: Page, keys: number, act: () => Promise<void>): Promise<void> {
  const effort = await effortOf(page, act);
  expect(effort.keys, 'keys').toBeLessThanOrEqual(keys);
  expect(effort.keys, 'keys').toBeGreaterThan(0);
  expect(effort.clicks, 'clicks').toBe(0);
}

/** Presses Tab, or another key, until the keyboard is there. */
export async function keyTo(page: Page, target: Locator, key = 'Tab'): Promise<void> {
  for (let stops = 0; stops < 60; stops += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`The keyboard does not come to ${target}`);
}

/** Ctrl+K, a few letters, Enter. */
export async function runByPalette(page: Page, letters: string): Promise<void> {
  const palette = page.getByRole('dialog', { name: 'Search or run' });
  await page.keyboard.press('ControlOrMeta+k');
  await expect(palette.getByRole('combobox', { name: 'Search or run' })).toBeFocused();
  await page.keyboard.type(letters);
  await page.keyboard.press('Enter');
  await expect(palette).toHaveCount(0);
}
