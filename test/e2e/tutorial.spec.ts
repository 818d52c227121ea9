import { expect, test } from './app.ts';

/** Twelve steps, one of which waits five seconds for a token to expire: half a minute, and more on a busy machine. */
const WHOLE_TUTORIAL_MS = 100_000;

test.describe('the tutorial', () => {
  test('walks the steps to the end, and gives the form back as it was', async ({ credence }) => {
    const { flow, page } = credence;
    await flow.apiUrl.fill('https://example.com/mine');
    await credence.runTutorial();
    const narrator = page.getByRole('region', { name: 'Tutorial' });
    await narrator.getByText('Fast', { exact: true }).click();
    await expect(narrator).toContainText('Step 1 of 12');

    await expect(narrator).toContainText('That is the whole flow', { timeout: WHOLE_TUTORIAL_MS });
    await expect(flow.apiUrl).toHaveValue('https://example.com/mine');
    await narrator.getByRole('button', { name: 'Close the tutorial' }).click();
    await expect(narrator).toHaveCount(0);

    await credence.restart();
    await expect(flow.apiUrl).toHaveValue('https://example.com/mine');
  });

  test('pauses, goes step by step, and is stopped by Escape', async ({ credence }) => {
    const { page } = credence;
    await credence.tokenServer.start();
    await credence.open('Flow');
    await credence.runTutorial();
    const narrator = page.getByRole('region', { name: 'Tutorial' });
    await narrator.getByRole('button', { name: 'Pause' }).click();
    await expect(narrator).toContainText('Step 1 of 12');
    await narrator.getByRole('button', { name: 'Next' }).click();
    await expect(narrator).toContainText('It runs at');
    await narrator.getByRole('button', { name: 'Next' }).click();
    await expect(narrator).toContainText('Step 2 of 12');
    await page.keyboard.press('Escape');
    await expect(narrator).toContainText('Stopped');
    await expect(narrator.getByRole('button', { name: 'Run it again' })).toBeVisible();
  });
});

test.describe('started by --tutorial --tutorial-report', () => {
  test.use({ start: { args: ['--tutorial', '--tutorial-report'] } });

  test('it tells each step on stdout and quits with 0; asked for less motion, it types at once', async ({
    credence,
  }) => {
    const quit = credence.untilQuit();
    await credence.page.emulateMedia({ reducedMotion: 'reduce' });
    await credence.page.getByRole('region', { name: 'Tutorial' }).getByText('Fast', { exact: true }).click();
    const { exitCode, stdout } = await quit;
    expect(stdout).toContain('tutorial: 12. ');
    expect(stdout).toContain('tutorial: passed: ');
    expect(exitCode).toBe(0);
  });
});
