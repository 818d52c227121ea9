// Where provisioned files and remembered facts live: outside the repository, so a fresh clone reuses them.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

export const cacheDir = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'credence', 'electron');

/** True when `name` was stamped less than `maxAgeMs` ago. */
export function isRecentlyStamped(name, maxAgeMs) {
  try {
    const age = Date.now() - Number(readFileSync(join(cacheDir, `${name}.stamp`), 'utf8'));
    return age >= 0 && age < maxAgeMs;
  } catch {
    return false;
  }
}

export function stamp(name) {
  const file = join(cacheDir, `${name}.stamp`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, String(Date.now()));
}
