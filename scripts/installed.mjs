// Installs the deb that `npm run package -- --preflight` builds, and uses it from outside: an ordinary user opens a workspace
// file from the menu entry, types, and gets a token. Then removes it. Ends with 75 where this machine cannot do that.
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { asUser, isRoot, makeHome } from './as-user/session.mjs';
import { openVirtualDisplay } from './electron/display.mjs';
import { ensureDependencies, ensurePrograms } from './electron/system-libraries.mjs';
import { verifySandbox } from './installed/sandbox.mjs';
import { saveScreenshot, untilStill } from './installed/screenshot.mjs';
import { startTokenServer } from './installed/token-server.mjs';
import { until } from './installed/until.mjs';
import { root } from './root.mjs';
import { writeFact } from './stages/facts.mjs';

const CANNOT = 75;
const MENU_ENTRY = '/usr/share/applications/credence-desktop.desktop';
const INSTALLED = ['/opt/Credence', '/usr/bin/credence-desktop', MENU_ENTRY];
const REMOVED = [
  ...INSTALLED,
  '/etc/apparmor.d/credence-desktop',
  '/usr/share/mime/packages/credence-desktop.xml',
];
/** The passphrase of test/fixtures/installed/workspace.credence.json. */
const PASSPHRASE = 'installed';
const PICTURE = join(root, 'test-results', 'installed.png');
/** An empty window has one or two colors, a page with text many shades. */
const LEAST_COLORS = 100;

const log = (line) => console.log(`installed: ${line}`);
const packages = join(root, 'dist', 'test');
const deb = existsSync(packages) ? readdirSync(packages).find((name) => name.endsWith('.deb')) : undefined;
const obstacle = findObstacle();
if (obstacle !== null) {
  log(`not run: ${obstacle}`);
  writeFact('installed', `not run: installed deb: ${obstacle}`);
  process.exit(CANNOT);
}
mkdirSync(dirname(PICTURE), { recursive: true });
const folder = mkdtempSync(join(tmpdir(), 'credence-installed-'));
chmodSync(folder, 0o755);
try {
  install();
  try {
    await use();
  } finally {
    remove();
  }
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

function findObstacle() {
  if (!isRoot || !existsSync('/usr/bin/dpkg')) return 'needs root on a Debian-like system';
  if (deb === undefined) return 'no deb: run npm run package -- --preflight first';
  if (INSTALLED.some((path) => existsSync(path))) return 'Credence is already installed';
  const { stdout: depends } = run('dpkg-deb', ['--field', join(packages, deb), 'Depends']);
  return ensurePrograms({ Xvfb: 'xvfb', xdotool: 'xdotool' }, log) ?? ensureDependencies(depends, log);
}

function install() {
  const { status, stderr } = run('dpkg', ['--install', join(packages, deb)]);
  if (status !== 0) {
    run('dpkg', ['--purge', 'credence']);
    throw new Error(`dpkg could not install ${deb}:\n${stderr}`);
  }
  const missing = INSTALLED.filter((path) => !existsSync(path));
  if (missing.length > 0) throw new Error(`not installed: ${missing.join(', ')}`);
  log(`dpkg installed ${deb}`);
}

async function use() {
  const display = await openVirtualDisplay(['-fbdir', folder]);
  const server = await startTokenServer(folder);
  const screen = join(folder, 'Xvfb_screen0');
  const app = startApp(writeWorkspace(server.endpoint), display.env);
  const xdotool = (...args) => run('xdotool', args, display.env);
  try {
    await until(
      'the page is ready',
      () => app.output.includes('credence: usable'),
      () => app.output,
    );
    const search = () => xdotool('search', '--onlyvisible', '--class', '^credence-desktop$').stdout.trim();
    await until('a window of the class in the menu entry', () => search() !== '');
    verifySandbox(app.child.pid);
    log('runs as an ordinary user, with the sandbox on');

    xdotool('windowfocus', '--sync', search().split('\n')[0]);
    // The import dialog is open, and asks for the passphrase.
    await untilStill(screen);
    xdotool('type', PASSPHRASE);
    xdotool('key', 'Return');
    const getToken = async () => {
      // Until the import has finished, the key does nothing.
      xdotool('key', 'ctrl+Return');
      await delay(1000);
      return server.log.includes('"server": token issued for scope "read"');
    };
    await until('a token', getToken, () => server.log);
    log('driven by keys: imported the workspace file and got a token');
    await untilStill(screen);
    judgeScreenshot(screen);

    xdotool('key', 'ctrl+q');
    await until(
      'it has quit',
      () => app.child.exitCode !== null,
      () => app.output,
    );
    if (app.child.exitCode !== 0) throw new Error(`it ended with ${app.child.exitCode}:\n${app.output}`);
  } catch (error) {
    saveScreenshot(screen, PICTURE);
    throw error;
  } finally {
    app.child.kill('SIGKILL');
    server.close();
    display.close();
  }
}

/** Starts what the menu entry names, as a file manager does to open a file. */
function startApp(file, displayEnv) {
  const entry = readFileSync(MENU_ENTRY, 'utf8');
  const words = /^Exec=(.+)$/m.exec(entry)[1].split(' ');
  const [command, ...args] = [
    ...asUser,
    ...words.map((word) => (word === '%U' ? pathToFileURL(file).href : word)),
  ];
  const env = { PATH: process.env.PATH, ...makeHome(folder), ...displayEnv, CREDENCE_BENCH: '1' };
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const app = { child, output: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      app.output += chunk;
    });
  }
  return app;
}

function writeWorkspace(tokenEndpoint) {
  const template = readFileSync(join(root, 'test/fixtures/installed/workspace.credence.json'), 'utf8');
  const file = join(folder, 'workspace.credence.json');
  writeFileSync(file, template.replace('http://localhost:8443/oauth/v2/oauth-token', tokenEndpoint));
  chmodSync(file, 0o644);
  return file;
}

function judgeScreenshot(screen) {
  const colors = saveScreenshot(screen, PICTURE);
  if (colors < LEAST_COLORS) throw new Error(`the screen has ${colors} colors: ${PICTURE}`);
  log(`the screen has ${colors} colors (${PICTURE})`);
}

function remove() {
  const { status, stderr } = run('dpkg', ['--purge', 'credence']);
  if (status !== 0) throw new Error(`dpkg could not remove the package:\n${stderr}`);
  const left = REMOVED.filter((path) => existsSync(path));
  if (left.length > 0) throw new Error(`left behind: ${left.join(', ')}`);
  log('removed without a trace');
}

function run(command, args, env = {}) {
  return spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, ...env } });
}
