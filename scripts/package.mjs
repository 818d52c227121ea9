// npm run package [-- <electron-builder's arguments>]: packages the app, then verifies what came out: the fuses
// burnt into the binary, what the archive holds, and (with --check) that it starts.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildAll } from './build/build-all.mjs';
import { provisionElectron } from './electron/provision.mjs';
import { followChild } from './follow-child.mjs';
import { verifyContents } from './package/contents.mjs';
import { verifyFuses } from './package/fuses.mjs';
import { locatePackagedApp } from './package/packaged-app.mjs';
import { verifyStarts } from './package/starts.mjs';
import { root } from './root.mjs';

const log = (line) => console.log(`package: ${line}`);
const asked = process.argv.slice(2).filter((arg) => arg !== '--check');

const [electron] = await Promise.all([provisionElectron(), buildAll()]);
// An Electron that is not the official one of package.json must never reach a user: its build says so.
const isForUsers = electron.source === 'official';
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
