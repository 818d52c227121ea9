// Masking secrets in bodies of five megabytes beside JSON.parse of as many bytes, in the same run, and in bodies of half
// that size: the time has to grow with the size. Ends with exit code 1 where it does not.
//
//   node test/bench/masking.mjs [--rounds=5] [--most=<times JSON.parse>]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { importBundled } from '../../scripts/build/bundle.mjs';
import { root } from '../../scripts/root.mjs';

const { values: options } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, most: { type: 'string', default: '60' } },
});

const BYTES = 5_000_000;
const SECRETS = ["Secr3t!~*()'&<>/ +ü", 'kanarie-0123456789', `${'ab'.repeat(600)}c`];
const row = (id) => JSON.stringify({ id, name: `name ${id}`, note: 'a usual response', at: '2026-05-17' });
const BODIES = {
  'JSON of an API': (bytes) => `[${fill(row, bytes)}]`,
  'one letter': (bytes) => 'a'.repeat(bytes),
  'almost the secret': (bytes) => 'ab'.repeat(bytes / 2),
  'percent-encoding': (bytes) => '%41'.repeat(bytes / 3),
  'escapes of JSON': (bytes) => '\\u0041'.repeat(bytes / 6),
  'character references': (bytes) => '&amp;'.repeat(bytes / 5),
  'bytes in hex': (bytes) => '4b:61,'.repeat(bytes / 6),
  'the secret again and again': (bytes) => `${SECRETS[1]} `.repeat(bytes / 19),
};

const folder = mkdtempSync(join(tmpdir(), 'credence-bench-'));
try {
  const { SecretMatcher } = await importBundled(join(root, 'shared/text/secrets/secret-matcher.ts'), folder);
  const matcher = new SecretMatcher(SECRETS);
  const json = BODIES['JSON of an API'](BYTES);
  const parsing = median(() => JSON.parse(json));
  console.log(`JSON.parse of 5 MB: ${parsing.toFixed()} ms`);
  for (const [name, make] of Object.entries(BODIES)) {
    const half = median(() => matcher.mask(make(BYTES / 2)));
    const whole = median(() => matcher.mask(make(BYTES)));
    const isSlow = whole > parsing * Number(options.most) || whole > half * 4;
    if (isSlow) process.exitCode = 1;
    const figures = `${whole.toFixed()} ms, ${(whole / parsing).toFixed(1)} times JSON.parse, ${(whole / half).toFixed(1)} times half the body`;
    console.log(`${name}: ${figures}${isSlow ? ' TOO SLOW' : ''}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function fill(piece, bytes) {
  return Array.from({ length: Math.floor(bytes / piece(10_000).length) }, (_, index) => piece(index)).join(
    ',',
  );
}

function median(work) {
  const times = Array.from({ length: Number(options.rounds) }, () => {
    const begun = performance.now();
    work();
    return performance.now() - begun;
  });
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
}
