// The official Electron: what the `electron` package of package.json downloads on first use, checked
// against the checksums it carries.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { isRecentlyStamped, stamp } from './cache.mjs';
import { readDistribution } from './distribution.mjs';

const TRY_AGAIN_AFTER_MS = 60 * 60 * 1000;
// A slow line needs minutes for about 120 MB; a dead one must not hold a test run for ever.
const DOWNLOAD_LIMIT_MS = 10 * 60 * 1000;

const packageDir = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
export const officialVersion = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')).version;

export function findInstalledOfficial() {
  const found = readDistribution(join(packageDir, 'dist'), 'official');
  // Another version in dist means that the package was updated and its binary was not.
  return found?.version === officialVersion ? found : null;
}

/** Downloads the official binary. A failure is remembered for an hour, so that it is paid for once. */
export function downloadOfficial(log) {
  const failed = `official-${officialVersion}-failed`;
  if (isRecentlyStamped(failed, TRY_AGAIN_AFTER_MS))
    return { found: null, reason: 'failed within the last hour' };
  log(`Downloading Electron ${officialVersion} …`);
  const run = spawnSync(process.execPath, [join(packageDir, 'install.js')], {
    encoding: 'utf8',
    stdio: ['ignore', 'inherit', 'pipe'],
    timeout: DOWNLOAD_LIMIT_MS,
  });
  const found = findInstalledOfficial();
  if (found !== null) return { found, reason: null };
  stamp(failed);
  return { found: null, reason: describeFailure(run) };
}

function describeFailure(run) {
  if (run.error) return run.error.message;
  const lines = run.stderr.split('\n').filter((line) => line.trim() !== '');
  const cause = lines.findLast((line) => /^\s*(\[?cause\]?|[A-Za-z]*Error)/.test(line));
  return (cause ?? lines[0] ?? `the installer ended with ${run.status ?? run.signal}`).trim();
}
