// npm run package                   an unpacked app for this machine, to try it
// npm run package -- --preflight    on Linux also its deb and rpm, by a recorder in place of the packer
// npm run package -- --release      what is published; takes electron-builder's arguments, such as --x64 --arm64
// npm run package -- cli            the credence command
// With --check the app is also started, and the command is installed and used. Every app is verified: architecture, Electron,
// fuses, contents and licenses.
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Advice } from './advice.mjs';
import { buildAll } from './build/build-all.mjs';
import { provisionElectron } from './electron/provision.mjs';
import { followChild } from './follow-child.mjs';
import { checkCli } from './package/check-cli.mjs';
import { packageCli } from './package/cli.mjs';
import { verifyContents, verifyLicenses } from './package/contents.mjs';
import { verifyExecutable } from './package/executable.mjs';
import { verifyFuses } from './package/fuses.mjs';
import { verifyLinuxPackages } from './package/linux-packages.mjs';
import { locatePackagedApps } from './package/packaged-app.mjs';
import { findPlaceholders } from './package/placeholders.mjs';
import { verifyStarts } from './package/starts.mjs';
import { verifyWindowsResources } from './package/windows-resources.mjs';
import { root } from './root.mjs';

const FLAGS = ['--check', '--preflight', '--release'];
const SYSTEMS = { linux: '--linux', darwin: '--mac', win32: '--win' };
const [checks, isPreflight, isRelease] = FLAGS.map((flag) => process.argv.includes(flag));
const passedOn = process.argv.slice(2).filter((arg) => !FLAGS.includes(arg));
const log = (line) => console.log(`package: ${line}`);

if (passedOn[0] === 'cli') {
  const tgz = await packageCli();
  if (checks) await checkCli(tgz, log);
  log(`ready: ${tgz}`);
  process.exit();
}
assertOwnSystem();
if (isRelease) assertNoPlaceholders();
const [electron] = await Promise.all([provisionElectron(), buildAll()]);
const isOfficial = electron.source === 'official';
if (isRelease && !isOfficial) {
  throw new Advice(`A release needs the official Electron; this is ${electron.label}.`);
}
const output = join(root, 'dist', isRelease ? 'release' : 'test');
// An older build's files must not be taken for this one's.
rmSync(output, { recursive: true, force: true });
const code = await followChild(
  spawn(
    process.execPath,
    [
      join(root, 'node_modules/electron-builder/cli.js'),
      ...builderArguments(),
      `-c.directories.output=${output}`,
    ],
    { cwd: root, stdio: 'inherit', env: builderEnvironment() },
  ),
);
if (code === 0) await verify();

function builderArguments() {
  if (isRelease) return [SYSTEMS[process.platform], ...passedOn];
  const targets = isPreflight ? ['--linux', 'deb', 'rpm'] : ['--dir'];
  // electron-builder would use an unpacked Electron for any architecture.
  const distribution = isOfficial ? [] : [`-c.electronDist=${electron.dist}`];
  return [...targets, `--${process.arch}`, ...distribution, ...passedOn];
}

function builderEnvironment() {
  if (!isPreflight) return process.env;
  const recorder = join(root, 'scripts/package/fpm-recorder.mjs');
  return { ...process.env, CUSTOM_FPM_PATH: recorder, CREDENCE_FPM_RECORD: output };
}

async function verify() {
  if (isPreflight) {
    verifyLinuxPackages(output, log);
    await verifyWindowsResources(output, log);
  }
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const version = isRelease ? devDependencies.electron : electron.version;
  for (const app of locatePackagedApps(output)) {
    verifyExecutable(app, version, log);
    await verifyFuses(app.executable, log);
    verifyContents(app, log);
    verifyLicenses(app, log);
    if (checks && app.arch === process.arch) await verifyStarts(app.executable, log);
    log(`${isRelease ? 'ready' : 'ready, for tests only'}: ${app.executable}`);
  }
}

function assertNoPlaceholders() {
  const placeholders = findPlaceholders();
  if (placeholders.length === 0) return;
  throw new Advice(`Set ${placeholders.join(', ')} before a release (docs/RELEASING.md).`);
}

// The checks below read what is packaged, and start it.
function assertOwnSystem() {
  const others = Object.values(SYSTEMS).filter((arg) => arg !== SYSTEMS[process.platform]);
  const foreign = passedOn.filter((arg) => others.includes(arg));
  if (foreign.length > 0) throw new Advice(`Package for ${foreign.join(' and ')} on that system.`);
  if (isPreflight && process.platform !== 'linux') throw new Advice('--preflight is for Linux.');
}
