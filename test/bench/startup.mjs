// npm run bench -- startup [--runs=11]: process start until the window shows something (first contentful paint) and until
// it can be used, and its memory then (proportional set size of all its processes, Linux only), against a blank Electron
// window and a bare page of React and Mantine, alternating in one run so that all meet the same machine. Ours starts as a user's second start does:
// with a profile that exists. The median counts; the first pair warms the file cache and is left out.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { build } from 'vite';
import { buildAll } from '../../scripts/build/build-all.mjs';
import { openDisplay } from '../../scripts/electron/display.mjs';
import { sandboxArguments } from '../../scripts/electron/launch-arguments.mjs';
import { provisionElectron } from '../../scripts/electron/provision.mjs';
import { measureStart } from '../../scripts/electron/usable.mjs';
import { root } from '../../scripts/root.mjs';
import { measureMemory } from './startup/memory.mjs';

/** What is measured, in which unit, and the aims as ratios to the other contestants. */
const MEASURES = {
  painted: { unit: 'ms', aims: { bare: 0.95 } },
  usable: { unit: 'ms', aims: { blank: 1.5, bare: 0.95 } },
  memory: { unit: 'MiB', aims: { bare: 1.05 } },
};
const runs = Number(process.argv.find((arg) => arg.startsWith('--runs='))?.slice('--runs='.length) ?? 11);

const [{ executable, label }] = await Promise.all([provisionElectron(), buildAll(), buildBare()]);
const display = await openDisplay();
const profiles = mkdtempSync(join(tmpdir(), 'credence-bench-'));
const contestants = {
  blank: join(root, 'test/bench/startup/blank.mjs'),
  bare: join(root, 'test/bench/startup/bare.mjs'),
  credence: root,
};

const SETTLE_MS = 2_000;

const results = { blank: [], bare: [], credence: [] };
try {
  for (let run = 0; run <= runs; run += 1) {
    for (const [name, app] of Object.entries(contestants)) {
      const args = [...sandboxArguments, app, `--user-data-dir=${join(profiles, name)}`];
      const { end: memory, ...times } = await measureStart(executable, args, {
        env: display.env,
        atEnd: async (pid) => {
          await setTimeout(SETTLE_MS);
          return measureMemory(pid);
        },
      });
      if (run > 0) results[name].push({ ...times, memory });
    }
  }
} finally {
  display.close();
  rmSync(profiles, { recursive: true, force: true, maxRetries: 3 });
}
report();

function report() {
  const measures = Object.fromEntries(Object.keys(MEASURES).map((name) => [name, summariseAll(name)]));
  const result = {
    benchmark: 'startup',
    electron: label,
    node: process.version,
    cpus: cpus().length,
    runs,
    measures,
    aims: MEASURES,
  };
  const file = join(root, 'test-results', 'bench-startup.json');
  mkdirSync(join(root, 'test-results'), { recursive: true });
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
  for (const [measure, { unit, aims }] of Object.entries(MEASURES)) {
    for (const [name, summary] of Object.entries(measures[measure])) {
      if (summary === null) continue;
      const { median: middle, min, max } = summary;
      console.log(
        `${measure.padEnd(8)}${name.padEnd(9)} median ${middle} ${unit} (${min}–${max} ${unit}, ${runs} runs)`,
      );
    }
    for (const [name, aim] of Object.entries(aims)) {
      console.log(
        `${measure.padEnd(8)}ratio to ${name} ${ratioTo(measure, name)} (aim: at most ${aim}), ${label}`,
      );
    }
  }
  console.log(`written to ${file}`);
}

/** The median of the ratios of each round: what else the machine does in a round falls on both. */
function ratioTo(measure, contestant) {
  const ratios = results.credence.map((each, round) => each[measure] / results[contestant][round][measure]);
  return Number(median(ratios).toFixed(2));
}

function summariseAll(measure) {
  return Object.fromEntries(
    Object.entries(results).map(([name, rounds]) => {
      const values = rounds.map((each) => each[measure]).filter((value) => value !== undefined);
      return [name, values.length > 0 ? summarise(values) : null];
    }),
  );
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
