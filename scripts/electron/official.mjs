// The official Electron: what the `electron` package of package.json downloads on first use, checked
// against the checksums it carries.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { readDistribution } from './distribution.mjs';

const REACH_LIMIT_MS = 1_000;
// A slow line needs minutes for about 120 MB; a dead one must not hold a test run for ever.
const DOWNLOAD_LIMIT_MS = 10 * 60 * 1000;

const packageDir = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
export const officialVersion = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')).version;

export function findInstalledOfficial() {
  const found = readDistribution(join(packageDir, 'dist'), 'official');
  // Another version in dist means that the package was updated and its binary was not.
  return found?.version === officialVersion ? found : null;
}

/** Downloads the official binary, if the server can be reached: tried at each start, so a failure must be quick. */
export async function downloadOfficial(log) {
  const server = downloadServer(process.env);
  if (!(await isReachable(server))) return { found: null, reason: `${server.hostname} cannot be reached` };
  log(`Downloading Electron ${officialVersion} …`);
  const run = spawnSync(process.execPath, [join(packageDir, 'install.js')], {
    encoding: 'utf8',
    stdio: ['ignore', 'inherit', 'pipe'],
    timeout: DOWNLOAD_LIMIT_MS,
  });
  const found = findInstalledOfficial();
  return { found, reason: found === null ? describeFailure(run) : null };
}

/** Where the installer connects to: a proxy, a mirror, or GitHub. */
export function downloadServer(env) {
  const proxy = env.ELECTRON_GET_USE_PROXY ? (env.HTTPS_PROXY ?? env.https_proxy) : undefined;
  const mirror = env.ELECTRON_MIRROR ?? env.npm_config_electron_mirror;
  return URL.parse?.(proxy ?? mirror ?? '') ?? new URL('https://github.com');
}

/** Resolves within about a second. */
export function isReachable({ hostname, port, protocol }, limitMs = REACH_LIMIT_MS) {
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port) || (protocol === 'http:' ? 80 : 443) });
    const settle = (answer) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    const timer = setTimeout(settle, limitMs, false);
    socket.once('connect', () => settle(true)).once('error', () => settle(false));
  });
}

function describeFailure(run) {
  if (run.error) return run.error.message;
  const lines = run.stderr.split('\n').filter((line) => line.trim() !== '');
  const cause = lines.findLast((line) => /^\s*(\[?cause\]?|[A-Za-z]*Error)/.test(line));
  return (cause ?? lines[0] ?? `the installer ended with ${run.status ?? run.signal}`).trim();
}
