// npm run test:as-user [-- <Playwright's arguments>]: the app as people have it on Linux, with Chromium's sandbox on and
// a real keyring. Started by root (a container), the app alone runs as another user. Runs test/e2e/as-user, or what the
// arguments name. Ends with 75 where this machine cannot do it.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyForOthers } from './as-user/readable-copy.mjs';
import { asUser, isRoot, openSession, uid } from './as-user/session.mjs';
import { buildAll } from './build/build-all.mjs';
import { runPlaywright } from './e2e/run-playwright.mjs';
import { openDisplay } from './electron/display.mjs';
import { provisionElectron } from './electron/provision.mjs';
import { ensurePrograms } from './electron/system-libraries.mjs';
import { root } from './root.mjs';
import { writeFact } from './stages/facts.mjs';

const CANNOT = 75;
const log = (line) => console.log(`as a user: ${line}`);

const obstacle = findObstacle();
if (obstacle !== null) {
  log(`not run: ${obstacle}`);
  writeFact('as-user', `not run: as a user: ${obstacle}`);
  process.exit(CANNOT);
}

const [electron] = await Promise.all([provisionElectron(), buildAll()]);
const display = await openDisplay();
const folder = mkdtempSync(join(tmpdir(), 'credence-as-user-'));
try {
  chmodSync(folder, 0o755);
  const { executable, app } = isRoot
    ? copyForOthers(folder, electron.executable)
    : { executable: electron.executable, app: root };
  const session = await openSession(folder);
  await runPlaywright({
    project: 'as-user',
    executable: writeLauncher(join(folder, 'launcher'), executable, session.env),
    appArguments: ['--require', writeKeyringChoice(join(folder, 'keyring.cjs')), app],
    env: { ...display.env, CREDENCE_APP_UID: String(uid) },
    args: process.argv.length > 2 ? process.argv.slice(2) : ['as-user/'],
  });
  session.close();
} finally {
  display.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

function findObstacle() {
  if (process.platform !== 'linux') return 'it is for Linux: elsewhere the E2E tests themselves run so';
  if (!canSandbox()) return 'no process may make a user namespace here, and Chromium’s sandbox needs one';
  return ensurePrograms({ 'gnome-keyring-daemon': 'gnome-keyring', 'dbus-run-session': 'dbus' }, log);
}

// Many containers forbid it.
function canSandbox() {
  const [command, ...args] = [
    ...asUser,
    'unshare',
    '--user',
    '--map-root-user',
    '--pid',
    '--fork',
    '--net',
    'true',
  ];
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

/** Playwright tells every Electron to do without the system's keyring; this is read after it. */
function writeKeyringChoice(path) {
  const text = `require('electron').app.commandLine.appendSwitch('password-store', 'gnome-libsecret');`;
  writeFileSync(path, text, { mode: 0o644 });
  return path;
}

/** A program named `electron` that starts the real one in the session: Playwright looks for that name. */
function writeLauncher(directory, executable, env) {
  const words = [
    ...asUser,
    'env',
    ...Object.entries(env).map(([name, value]) => `${name}=${value}`),
    executable,
  ];
  const path = join(directory, 'electron');
  mkdirSync(directory);
  writeFileSync(path, launcher(words.map((word) => `'${word}'`).join(' ')), { mode: 0o755 });
  return path;
}

// Playwright, run by root, asks for no sandbox; the app is not root's here.
function launcher(command) {
  return `#!/bin/sh
for argument do
  shift
  [ "$argument" = --no-sandbox ] || set -- "$@" "$argument"
done
exec ${command} "$@"
`;
}
