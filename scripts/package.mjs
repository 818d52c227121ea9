// npm run package -- cli: packages the credence command.
// npm run package [-- <electron-builder's arguments>]: packages the app, then verifies what came out: the fuses
// burnt into the binary, what the archive holds, and (with --check) that it starts.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Advice } from './advice.mjs';
import { buildAll } from './build/build-all.mjs';
import { provisionElectron } from './electron/provision.mjs';
import { followChild } from './follow-child.mjs';
import { packageCli } from './package/cli.mjs';
import { verifyContents } from './package/contents.mjs';
import { verifyFuses } from './package/fuses.mjs';
import { locatePackagedApp } from './package/packaged-app.mjs';
import { verifyStarts } from './package/starts.mjs';
import { root } from './root.mjs';

const log = (line) => console.log(`package: ${line}`);
const asked = process.argv.slice(2).filter((arg) => arg !== '--check');
if (asked[0] === 'cli') {
  log(`ready: ${await packageCli()}`);
  process.exit();
}
assertForThisSystem();

const [electron] = await Promise.all([provisionElectron(), buildAll()]);
// An Electron that is not the official one of package.json must never reach a user: its build says so.
const isForUsers = electron.source === 'official';
if (!isForUsers && asked.length > 0) {
  throw new Advice(`Installers are made from the official Electron only; this is ${electron.label}.`);
}
const output = join(root, 'dist', isForUsers ? 'release' : 'for-tests-only');
const code = await followChild(
  spawn(
    process.execPath,
    [
      join(root, 'node_modules/electron-builder/cli.js'),
      ...(asked.length > 0 ? asked : ['--dir']),
      `-c.electronDist=${electron.dist}`,
      `-c.directories.output=${output}`,
    ],
    { cwd: root, stdio: 'inherit' },
  ),
);
if (code === 0) {
  const app = locatePackagedApp(output);
  await verifyFuses(app.executable, log);
  verifyContents(app.archive, log);
  if (process.argv.includes('--check')) await verifyStarts(app.executable, log);
  log(`${isForUsers ? 'ready' : 'FOR TESTS ONLY (not the official Electron)'}: ${app.executable}`);
}

// What is packaged is verified, and only its own system can do that.
function assertForThisSystem() {
  const own = { linux: '--linux', darwin: '--mac', win32: '--win' }[process.platform];
  const foreign = asked.filter((arg) => ['--linux', '--mac', '--win'].includes(arg) && arg !== own);
  if (foreign.length > 0) throw new Advice(`Package for ${foreign.join(' and ')} on that system.`);
}
