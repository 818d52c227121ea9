// npm run bench -- history [--entries=10000] [--runs=15]: the History page of the real app over a journal of that
// many exchanges. Times are taken in the page, from the click or key stroke until the frame that shows its effect.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { _electron } from 'playwright';
import { buildAll } from '../../scripts/build/build-all.mjs';
import { openDisplay } from '../../scripts/electron/display.mjs';
import { sandboxArguments } from '../../scripts/electron/launch-arguments.mjs';
import { provisionElectron } from '../../scripts/electron/provision.mjs';
import { root } from '../../scripts/root.mjs';
import { installProbes } from './history/probes.mjs';
import { seedHistory } from './history/seed.mjs';

const AIM_MS = 100;
const option = (name, fallback) =>
  Number(process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? fallback);
const entries = option('entries', 10_000);
const runs = option('runs', 15);

const [{ executable, label }] = await Promise.all([provisionElectron(), buildAll()]);
const display = await openDisplay();
const dataFolder = mkdtempSync(join(tmpdir(), 'credence-bench-'));
seedHistory(dataFolder, entries);
// By this Playwright finds the executable, and attaches before the app is ready.
process.env.ELECTRON_OVERRIDE_DIST_PATH = dirname(executable);
const app = await _electron.launch({
  args: [...sandboxArguments, root, `--user-data-dir=${dataFolder}`, '--log-level=3'],
  env: { ...process.env, ...display.env },
});
try {
  report(await measure(await app.firstWindow()));
} finally {
  await app.close();
  display.close();
  rmSync(dataFolder, { recursive: true, force: true, maxRetries: 3 });
}

async function measure(page) {
  await page.getByRole('navigation', { name: 'Pages' }).waitFor();
  await page.waitForTimeout(2_000);
  await page.evaluate(installProbes);
  const firstOpen = await page.evaluate(() => window.probes.open());
  const list = await repeat(() => page.evaluate(() => window.probes.list()));
  const open = await repeat(async () => {
    await page.evaluate(() => window.probes.leave());
    return page.evaluate(() => window.probes.open());
  });
  const rare = await repeat((run) =>
    page.evaluate((query) => window.probes.search(query), `number${4_000 + run * 10}`),
  );
  const common = await repeat((run) =>
    page.evaluate((query) => window.probes.search(query), ['localhost', 'billing', 'api read'][run % 3]),
  );
  await page.evaluate(() => window.probes.search(''));
  const inspect = await repeat((run) => page.evaluate((row) => window.probes.inspect(row), run % 8));
  await page.evaluate(() => window.probes.closeInspector());
  return {
    firstOpen,
    list,
    open,
    rare,
    common,
    inspect,
    scroll: await page.evaluate(() => window.probes.scroll()),
  };
}

async function repeat(work) {
  const times = [];
  for (let run = 0; run < runs; run += 1) times.push(await work(run));
  return times;
}

function report({ firstOpen, scroll, ...series }) {
  const lines = {
    'open, first time': [firstOpen],
    'open, again': series.open,
    'list over IPC': series.list,
    'search, one match': series.rare,
    'search, many matches': series.common,
    'open an entry': series.inspect,
  };
  const result = { benchmark: 'history', electron: label, cpus: cpus().length, entries, runs, aim: AIM_MS };
  for (const [name, times] of Object.entries(lines)) {
    result[name] = summarise(times);
    const { median: middle, max } = result[name];
    console.log(`history ${name.padEnd(22)} median ${middle} ms, longest ${max} ms`);
  }
  result.scroll = { ...summarise(scroll), frames: scroll.length, p95: Math.round(percentile(scroll, 0.95)) };
  console.log(
    `history scroll, top to bottom   ${scroll.length} frames, median ${result.scroll.median} ms, ` +
      `95 % within ${result.scroll.p95} ms, longest ${result.scroll.max} ms`,
  );
  const file = join(root, 'test-results', 'bench-history.json');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
  console.log(`${entries} entries, aim: each below ${AIM_MS} ms; ${label}\nwritten to ${file}`);
}

function summarise(values) {
  return {
    median: Math.round(percentile(values, 0.5)),
    min: Math.round(Math.min(...values)),
    max: Math.round(Math.max(...values)),
  };
}

function percentile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
