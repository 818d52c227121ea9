// npm run bench -- typing [--entries=1000] [--keys=40]: what a key typed in a field costs the main thread of the real app
// over a history of that many exchanges, beside a bare input in the same window in the same run. The cost is Chromium's own
// task time (script, style, layout, paint), so a busy machine does not count.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { _electron } from 'playwright';
import { buildAll } from '../../scripts/build/build-all.mjs';
import { openDisplay } from '../../scripts/electron/display.mjs';
import { sandboxArguments } from '../../scripts/electron/launch-arguments.mjs';
import { provisionElectron } from '../../scripts/electron/provision.mjs';
import { root } from '../../scripts/root.mjs';
import { seedHistory } from './history/seed.mjs';

const { values: options } = parseArgs({
  options: { entries: { type: 'string', default: '1000' }, keys: { type: 'string', default: '40' } },
});
/** Times the bare input, at most. */
const LIMIT = 2;

const [{ executable, label }] = await Promise.all([provisionElectron(), buildAll()]);
const display = await openDisplay();
const dataFolder = mkdtempSync(join(tmpdir(), 'credence-bench-'));
seedHistory(dataFolder, Number(options.entries));
process.env.ELECTRON_OVERRIDE_DIST_PATH = dirname(executable);
const app = await _electron.launch({
  args: [...sandboxArguments, root, `--user-data-dir=${dataFolder}`, '--log-level=3'],
  env: { ...process.env, ...display.env },
});
try {
  const page = await app.firstWindow();
  await page.getByRole('button', { name: 'fill in the request yourself' }).click();
  await page.waitForTimeout(3_000);
  await page.evaluate(() => {
    const bare = document.createElement('input');
    bare.setAttribute('aria-label', 'Bare');
    bare.style.cssText = 'position: fixed; bottom: 0; left: 0; width: 200px';
    document.body.append(bare);
  });
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const field = (name) => page.getByRole('textbox', { name, exact: true }).first();
  const bare = await costOf(page, session, field('Bare'));
  console.log(`${label}, ${options.entries} exchanges in the history, ${options.keys} keys each`);
  console.log(`bare input            ${bare.toFixed(2)} ms per key`);
  await measure('Token endpoint', field('Token endpoint'));
  await measure('Client ID', field('Client ID'));
  await measure('Client secret', field('Client secret'));
  await page.keyboard.press('Alt+2');
  await measure('Add a scope', page.getByLabel('Add scope'));
  await page.keyboard.press('Alt+3');
  await measure('API URL', page.getByLabel('API URL'));

  async function measure(name, target) {
    const cost = await costOf(page, session, target);
    const isSlow = cost > LIMIT * bare;
    if (isSlow) process.exitCode = 1;
    console.log(
      `${name.padEnd(20)}  ${cost.toFixed(2)} ms per key, ${(cost / bare).toFixed(2)} times${isSlow ? ' TOO SLOW' : ''}`,
    );
  }
} finally {
  await app.close();
  display.close();
  rmSync(dataFolder, { recursive: true, force: true, maxRetries: 3 });
}

/** Milliseconds of the page's main thread for each key. */
async function costOf(page, session, target) {
  await target.click();
  await page.keyboard.press('End');
  await page.keyboard.type('abc', { delay: 60 });
  const before = await taskTime(session);
  await page.keyboard.type('x'.repeat(Number(options.keys)), { delay: 60 });
  await page.waitForTimeout(200);
  return ((await taskTime(session)) - before) / Number(options.keys);
}

async function taskTime(session) {
  const { metrics } = await session.send('Performance.getMetrics');
  return 1000 * metrics.find(({ name }) => name === 'TaskDuration').value;
}
