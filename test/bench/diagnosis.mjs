// The diagnosis beside a former one in the same run: all recorded answers, and hostile bodies of five megabytes beside
// JSON.parse of as many bytes. Ends with exit code 1 where a hostile body takes more than so many times that.
//
//   node test/bench/diagnosis.mjs [--former=<commit>] [--rounds=7] [--most=<times JSON.parse>]
//
// --former takes shared/ of a commit, for example the one before the doctor weighed causes (c946b50~1).
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { importBundled } from '../../scripts/build/bundle.mjs';
import { root } from '../../scripts/root.mjs';

const { values: options } = parseArgs({
  options: {
    former: { type: 'string' },
    rounds: { type: 'string', default: '7' },
    most: { type: 'string', default: '40' },
  },
});

const BYTES = 5_000_000;
const temporary = mkdtempSync(join(tmpdir(), 'credence-bench-'));
try {
  // The recorded answers are read relative to the file that reads them.
  symlinkSync(join(root, 'test/fixtures'), join(temporary, 'fixtures'));
  const cases = await load('cases', join(root, 'test/bench/diagnosis/cases.ts'));
  const engines = { now: (await load('now', join(root, 'shared/diagnose/diagnose.ts'))).diagnose };
  if (options.former) engines.former = (await load('former', checkOut(options.former))).diagnose;
  compareRecorded(cases.recordedCases(), engines);
  process.exitCode = compareHostile(cases.hostileCases(BYTES), engines) ? 0 : 1;
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

function compareRecorded(given, engines) {
  const times = measure(
    Object.fromEntries(
      Object.entries(engines).map(([name, diagnose]) => [
        name,
        () => {
          for (const each of given) diagnose(...received(each));
        },
      ]),
    ),
  );
  console.log(`${given.length} recorded answers, median of ${options.rounds} rounds`);
  for (const [name, time] of Object.entries(times)) {
    const ratio = times.former === undefined ? '' : `  ${(time / times.former).toFixed(2)} of the former`;
    console.log(
      `  ${name.padEnd(8)} ${((1000 * time) / given.length).toFixed(0).padStart(6)} µs each${ratio}`,
    );
  }
}

/** False where a body takes too long. */
function compareHostile(hostile, engines) {
  console.log(`bodies of ${BYTES / 1e6} MB: milliseconds, and times JSON.parse of as many bytes`);
  let isWithin = true;
  for (const { name, given, json } of hostile) {
    const times = measure({
      parse: () => JSON.parse(json),
      ...Object.fromEntries(
        Object.entries(engines).map(([engine, diagnose]) => [engine, () => diagnose(...received(given))]),
      ),
    });
    const { parse, ...others } = times;
    const shown = Object.entries(others).map(
      ([engine, time]) => `${engine} ${time.toFixed(1)} (${(time / parse).toFixed(1)})`,
    );
    console.log(`  ${name.padEnd(34)} parse ${parse.toFixed(1)}  ${shown.join('  ')}`);
    isWithin &&= others.now <= Number(options.most) * Math.max(parse, 5);
  }
  return isWithin;
}

/** As if it had just come: what was read of a body is remembered by the body. */
function received([exchange, context]) {
  const { response } = exchange;
  return [{ ...exchange, response: response && { ...response, body: { ...response.body } } }, context];
}

/** The median CPU time of each, in milliseconds; they take turns, so that the machine's other work falls on all. */
function measure(tasks) {
  const times = Object.fromEntries(Object.keys(tasks).map((name) => [name, []]));
  for (let round = 0; round <= Number(options.rounds); round += 1) {
    for (const [name, run] of Object.entries(tasks)) {
      const start = process.cpuUsage();
      run();
      const { user, system } = process.cpuUsage(start);
      // The first round compiles.
      if (round > 0) times[name].push((user + system) / 1000);
    }
  }
  return Object.fromEntries(
    Object.entries(times).map(([name, all]) => [name, all.sort((a, b) => a - b)[Math.floor(all.length / 2)]]),
  );
}

function load(name, entry) {
  return importBundled(entry, join(temporary, 'unit/shared', name));
}

/** The diagnosis of a commit. */
function checkOut(commit) {
  const folder = join(temporary, 'checkout');
  mkdirSync(folder);
  const archive = execFileSync('git', ['archive', commit, 'shared', 'tsconfig.base.json'], {
    cwd: root,
    maxBuffer: 1e9,
  });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return join(folder, 'shared/diagnose/diagnose.ts');
}
