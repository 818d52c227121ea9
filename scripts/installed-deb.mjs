// Installs the deb that `scripts/package.mjs --test-installers` has built, and uses it as people do: started from its menu
// entry by an ordinary user with Chromium's sandbox on, driven by key events, judged by what it drew and what it did,
// removed without a trace. Where root on Debian; ends with 75 where this machine cannot do it.
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { asUser, isRoot, makeHome } from './as-user/session.mjs';
import { openDisplay } from './electron/display.mjs';
import { ensurePrograms } from './electron/system-libraries.mjs';
import { root } from './root.mjs';

const CANNOT = 75;
const LIMIT_MS = 60_000;
const log = (line) => console.log(`installed: ${line}`);
const output = join(root, 'dist', 'for-tests-only');
const TRACES = [
  '/opt/Credence',
  '/usr/bin/credence-desktop',
  '/usr/share/applications/credence-desktop.desktop',
];

const obstacle = findObstacle();
if (obstacle !== null) {
  log(`NOT RUN: ${obstacle}`);
  process.exit(CANNOT);
}
const folder = mkdtempSync(join(tmpdir(), 'credence-installed-'));
chmodSync(folder, 0o755);
const display = await openDisplay();
try {
  install();
  try {
    await use();
  } finally {
    remove();
  }
} finally {
  display.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

function findObstacle() {
  if (!isRoot || !existsSync('/usr/bin/dpkg')) return 'needs root on a Debian-like system';
  if (findDeb() === undefined) return 'there is no deb: run scripts/package.mjs --test-installers first';
  if (TRACES.some((path) => existsSync(path))) return 'a Credence is installed here already';
  const missing = ensurePrograms({ xdotool: 'xdotool', import: 'imagemagick' }, log);
  return missing;
}

function findDeb() {
  return existsSync(output) ? readdirSync(output).find((name) => name.endsWith('.deb')) : undefined;
}

function install() {
  const { status, stderr } = run('dpkg', ['--install', join(output, findDeb())]);
  if (status !== 0) {
    // dpkg leaves a package without its dependencies half installed.
    run('dpkg', ['--purge', 'credence']);
    throw new Error(`dpkg could not install the package:\n${stderr}`);
  }
  const missing = TRACES.filter((path) => !existsSync(path));
  if (missing.length > 0) throw new Error(`not installed: ${missing.join(', ')}`);
  log(`dpkg installed ${findDeb()}`);
}

async function use() {
  // Without a keyring, so that the history can be read from outside.
  const home = makeHome(folder);
  const env = { PATH: process.env.PATH, ...home, ...display.env, CREDENCE_BENCH: '1' };
  const [command, ...args] = [...asUser, ...startCommand(), '--log-level=3'];
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  try {
    await until(
      'the window can be used',
      () => output.includes('credence: usable'),
      () => output,
    );
    const window = await find('the window of the menu entry’s class', () =>
      xdotool('search', '--onlyvisible', '--class', '^credence-desktop$'),
    );
    verifySandbox(child.pid);
    xdotool('windowfocus', '--sync', window);
    await runTutorialByKeys();
    await until(
      'the history has the token and the API response',
      () => hasAnswers(home.XDG_CONFIG_HOME),
      () => output,
    );
    verifyPicture(window);
    xdotool('windowfocus', '--sync', window);
    xdotool('key', '--clearmodifiers', 'ctrl+q');
    await until(
      'it has quit',
      () => child.exitCode !== null,
      () => output,
    );
    if (child.exitCode !== 0) throw new Error(`it ended with ${child.exitCode}:\n${output}`);
    log('driven by keys: the tutorial got a token from the built-in server and called the API with it');
  } finally {
    child.kill('SIGKILL');
  }
}

/** What a menu would run. */
function startCommand() {
  const entry = readFileSync('/usr/share/applications/credence-desktop.desktop', 'utf8');
  return /^Exec=(.+)$/m
    .exec(entry)[1]
    .split(' ')
    .filter((word) => !word.startsWith('%'));
}

/** The application menu: File, Request, Edit, View, Help, whose one item runs the tutorial. */
async function runTutorialByKeys() {
  for (const key of ['alt+f', 'Right', 'Right', 'Right', 'Right', 'Down', 'Return']) {
    xdotool('key', '--clearmodifiers', key);
    await delay(250);
  }
}

/** What the built-in server answered, as the app recorded it. */
function hasAnswers(config) {
  const file = join(config, 'Credence', 'history.jsonl');
  if (!existsSync(file)) return false;
  const lines = readFileSync(file, 'utf8').split('\n');
  const has = (purpose) =>
    lines.some((line) => line.includes(`"purpose":"${purpose}"`) && line.includes('"status":200'));
  return has('token') && has('api');
}

/** Zygotes and pages are confined by seccomp and in namespaces of their own; nothing of it runs as root. */
function verifySandbox(pid) {
  const pages = descendants(pid).filter((each) => commandOf(each).includes('--type=renderer'));
  if (pages.length === 0) throw new Error('no page process found');
  for (const each of [pid, ...pages]) {
    if (/^Uid:\s+0\s/m.test(statusOf(each))) throw new Error(`process ${each} runs as root`);
  }
  for (const page of pages) {
    if (!/^Seccomp:\s+2$/m.test(statusOf(page))) throw new Error('the page runs without the sandbox');
  }
  log('runs as an ordinary user, the page in the sandbox');
}

const statusOf = (pid) => readFileSync(`/proc/${pid}/status`, 'utf8');
const commandOf = (pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8');

function descendants(pid) {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .filter(Boolean)
    .map(Number);
  return children.flatMap((child) => [child, ...descendants(child)]);
}

/** A window that drew nothing has one or two colours. */
function verifyPicture(window) {
  const picture = join(root, 'test-results', 'installed.png');
  mkdirSync(join(root, 'test-results'), { recursive: true });
  const { status } = run('import', ['-window', window, picture], display.env);
  const colors = Number(run('identify', ['-format', '%k', picture]).stdout);
  if (status !== 0 || !(colors > 100)) throw new Error(`the window shows ${colors} colours: ${picture}`);
  log(`the window shows ${colors} colours (${picture})`);
}

function remove() {
  const { status, stderr } = run('dpkg', ['--purge', 'credence']);
  if (status !== 0) throw new Error(`dpkg could not remove the package:\n${stderr}`);
  const left = [
    ...TRACES,
    '/etc/apparmor.d/credence-desktop',
    '/usr/share/mime/packages/credence-desktop.xml',
  ].filter((path) => existsSync(path));
  if (left.length > 0) throw new Error(`left behind: ${left.join(', ')}`);
  log('removed without a trace');
}

function run(command, args, env = {}) {
  return spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, ...env } });
}

function xdotool(...args) {
  const { status, stdout, stderr } = run('xdotool', args, display.env);
  if (status !== 0) throw new Error(`xdotool ${args[0]}: ${stderr}`);
  return stdout.trim();
}

/** Asks until there is an answer. */
async function find(what, ask) {
  let found = '';
  await until(
    what,
    () => {
      try {
        found = ask();
      } catch {
        return false;
      }
      return found !== '';
    },
    () => '',
  );
  return found.split('\n')[0];
}

async function until(what, holds, explain) {
  const end = performance.now() + LIMIT_MS;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`not within ${LIMIT_MS / 1000} s: ${what}\n${explain()}`);
    await delay(100);
  }
}
