// The longest hostile bodies that are parsed: masked, diagnosed, withheld and searched, beside JSON.parse of an ordinary
// text as long, in the same run. Ends with exit code 1 where one takes more than so many times that.
//
//   node test/bench/hostile-bodies.mjs [--rounds=5] [--most=<times JSON.parse>]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { importBundled } from '../../scripts/build/bundle.mjs';
import { root } from '../../scripts/root.mjs';

const { values: options } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, most: { type: 'string', default: '60' } },
});

const folder = mkdtempSync(join(tmpdir(), 'credence-bench-'));
try {
  const entry = join(root, 'test/bench/hostile-bodies/read.ts');
  const { HOSTILE_BODIES, purposeOf, readResponse } = await importBundled(entry, folder);
  const rows = Array.from({ length: 40_000 }, (_, id) => ({ id, name: `n${id}` }));
  const ordinary = JSON.stringify(rows);
  const parsing = median(() => JSON.parse(ordinary));
  console.log(`JSON.parse of ${(ordinary.length / 2 ** 20).toFixed(1)} MiB: ${parsing.toFixed(1)} ms`);
  for (const [name, body] of HOSTILE_BODIES) {
    const time = median(() => readResponse(purposeOf(body), body));
    const isSlow = time > parsing * Number(options.most);
    if (isSlow) process.exitCode = 1;
    const times = (time / parsing).toFixed(1).padStart(6);
    console.log(
      `${name.padEnd(30)} ${time.toFixed(0).padStart(6)} ms ${times} times${isSlow ? ' TOO SLOW' : ''}`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function median(work) {
  const times = Array.from({ length: Number(options.rounds) }, () => {
    const begun = performance.now();
    work();
    return performance.now() - begun;
  });
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
}
