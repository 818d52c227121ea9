// npm run bench -- startup [--runs=11]: process start until the window can be used, against a blank Electron
// window and a bare page of React and Mantine, alternating in one run so that all meet the same machine. Ours starts as a user's second start does:
// with a profile that exists. The median counts; the first pair warms the file cache and is left out.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { buildAll } from '../../scripts/build/build-all.mjs';
import { openDisplay } from '../../scripts/electron/display.mjs';
import { sandboxArguments } from '../../scripts/electron/launch-arguments.mjs';
import { provisionElectron } from '../../scripts/electron/provision.mjs';
import { timeToUsable } from '../../scripts/electron/usable.mjs';
import { root } from '../../scripts/root.mjs';

const AIMS = { blank: 1.5, bare: 0.95 };
const runs = Number(process.argv.find((arg) => arg.startsWith('--runs='))?.slice('--runs='.length) ?? 11);

const [{ executable, label }] = await Promise.all([provisionElectron(), buildAll(), buildBare()]);
const display = await openDisplay();
const profiles = mkdtempSync(join(tmpdir(), 'credence-bench-'));
const contestants = {
  blank: join(root, 'test/bench/startup/blank.mjs'),
  bare: join(root, 'test/bench/startup/bare.mjs'),
  credence: root,
};

const times = { blank: [], bare: [], credence: [] };
try {
  for (let run = 0; run <= runs; run += 1) {
    for (const [name, app] of Object.entries(contestants)) {
      const args = [...sandboxArguments, app, `--user-data-dir=${join(profiles, name)}`];
      const ms = await timeToUsable(executable, args, { env: display.env });
      if (run > 0) times[name].push(ms);
    }
  }
} finally {
  display.close();
  rmSync(profiles, { recursive: true, force: true, maxRetries: 3 });
}
report();

function report() {
  const result = {
    benchmark: 'startup',
    electron: label,
    node: process.version,
    cpus: cpus().length,
    runs,
    blank: summarise(times.blank),
    bare: summarise(times.bare),
    credence: summarise(times.credence),
    ratios: { blank: ratioTo(times.blank), bare: ratioTo(times.bare) },
    aims: AIMS,
  };
  const file = join(root, 'test-results', 'bench-startup.json');
  mkdirSync(join(root, 'test-results'), { recursive: true });
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
  for (const name of Object.keys(contestants)) {
    const { median: middle, min, max } = result[name];
    console.log(`startup ${name.padEnd(9)} median ${middle} ms (${min}–${max} ms, ${runs} runs)`);
  }
  for (const [name, aim] of Object.entries(AIMS)) {
    console.log(`startup ratio to ${name} ${result.ratios[name]} (aim: at most ${aim}), ${label}`);
  }
  console.log(`written to ${file}`);
}

function ratioTo(values) {
  return Number((median(times.credence) / median(values)).toFixed(2));
}

async function buildBare() {
  await build({
    root: join(root, 'test/bench/startup/bare'),
    base: './',
    logLevel: 'error',
    build: { outDir: join(root, 'test-results/bench-bare'), emptyOutDir: true },
  });
}

function summarise(values) {
  return {
    median: Math.round(median(values)),
    min: Math.round(Math.min(...values)),
    max: Math.round(Math.max(...values)),
  };
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
