// What Electron needs from a Linux system: shared libraries, and where there is no screen a virtual one with
// a readable font. Installed where we may (root on a Debian-like system: a container, CI), else the command
// is printed.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Advice } from '../advice.mjs';

// Debian's and Ubuntu's newer releases call some of them …t64; the first name that exists is taken.
const LIBRARIES = [
  ['libgtk-3-0t64', 'libgtk-3-0'],
  ['libnss3'],
  ['libasound2t64', 'libasound2'],
  ['libgbm1'],
];
const VIRTUAL_DISPLAY = [['xvfb']];
const FONT = [['fonts-dejavu-core']];

export const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

export function ensureSystemLibraries(executable, log) {
  if (process.platform !== 'linux') return;
  const before = findMissing(executable);
  if (before.packages.length === 0) return;
  log(`Missing on this system: ${before.what.join(', ')}`);
  if (process.getuid() !== 0 || findProgram('apt-get') === null) {
    const names = before.packages.map((alternatives) => alternatives.at(-1)).join(' ');
    throw new Advice(`Electron cannot run yet. Please install what is missing:\n  ${installCommand(names)}`);
  }
  install(before.packages, log);
  const after = findMissing(executable);
  if (after.packages.length > 0)
    throw new Error(`still missing after the installation: ${after.what.join(', ')}`);
}

/**
 * Programs that a run needs beyond Electron, each with the package it is in; installed where we may. Null when all are
 * there, else what to do.
 */
export function ensurePrograms(packageOf, log) {
  const absent = () => Object.keys(packageOf).filter((program) => findProgram(program) === null);
  if (absent().length === 0) return null;
  const packages = absent().map((program) => packageOf[program]);
  const canInstall = process.getuid() === 0 && findProgram('apt-get') !== null;
  if (!canInstall) return `${absent().join(' and ')} missing. Please install: ${packages.join(' ')}`;
  try {
    install(
      packages.map((name) => [name]),
      log,
    );
  } catch (error) {
    return `${packages.join(' and ')} could not be installed (${error.message})`;
  }
  return absent().length === 0 ? null : `${absent().join(' and ')} still missing after the installation`;
}

/**
 * Installs what a deb depends on. `depends` is its field: packages by comma, alternatives by bar. Returns null if all are
 * there, else what is missing.
 */
export function ensureDependencies(depends, log) {
  const packages = depends.split(',').map((entry) => entry.split('|').map((name) => name.trim()));
  const missing = () => packages.filter((alternatives) => !alternatives.some(isInstalled));
  try {
    if (missing().length > 0) install(missing(), log);
  } catch (error) {
    log(error.message);
  }
  const names = missing().map((alternatives) => alternatives.join(' or '));
  return names.length === 0 ? null : `not installed: ${names.join(', ')}`;
}

function isInstalled(name) {
  const { stdout } = spawnSync('dpkg', ['--status', name], { encoding: 'utf8' });
  return stdout.includes('\nStatus: install ok installed\n');
}

function findMissing(executable) {
  const libraries = findMissingLibraries(executable);
  const what = [...libraries];
  const packages = libraries.length > 0 ? [...LIBRARIES] : [];
  if (!hasDisplay && findProgram('Xvfb') === null) {
    what.push('Xvfb (there is no display)');
    packages.push(...VIRTUAL_DISPLAY);
  }
  if (!hasDisplay && !hasFonts()) {
    what.push('a font');
    packages.push(...FONT);
  }
  return { what, packages };
}

function findMissingLibraries(executable) {
  const { stdout } = spawnSync('ldd', [executable], { encoding: 'utf8' });
  const missing = (stdout ?? '').matchAll(/^\s*(\S+) => not found/gm);
  return [...missing].map((match) => match[1]);
}

function install(packages, log) {
  const apt = (...args) => {
    const { status } = spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (status !== 0) throw new Error(`apt-get ${args[0]} failed`);
  };
  log('Installing them with apt-get …');
  apt('-qq', 'update');
  const names = packages.map((alternatives) => alternatives.find(isAvailable) ?? alternatives.at(-1));
  apt('-qq', '-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120', 'install', ...names);
  log(`Installed ${names.join(' ')}`);
}

function isAvailable(name) {
  return spawnSync('apt-cache', ['show', name], { stdio: 'ignore' }).status === 0;
}

function installCommand(names) {
  if (findProgram('apt-get') !== null) return `sudo apt-get install -y ${names}`;
  if (findProgram('dnf') !== null)
    return 'sudo dnf install -y gtk3 nss alsa-lib mesa-libgbm xorg-x11-server-Xvfb dejavu-sans-fonts';
  if (findProgram('pacman') !== null)
    return 'sudo pacman -S --needed gtk3 nss alsa-lib mesa xorg-server-xvfb ttf-dejavu';
  return `(the packages that Debian calls ${names})`;
}

function hasFonts() {
  return ['/usr/share/fonts', '/usr/local/share/fonts', join(process.env.HOME ?? '/', '.fonts')].some(
    (directory) =>
      existsSync(directory) &&
      readdirSync(directory, { recursive: true }).some((file) => /\.(ttf|otf|pcf\.gz)$/.test(file)),
  );
}

function findProgram(name) {
  const directories = (process.env.PATH ?? '').split(delimiter);
  return directories.map((directory) => join(directory, name)).find((file) => existsSync(file)) ?? null;
}
