// Packages from npm into a folder of their own, for checks and benchmarks. None of their install scripts runs.
import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

const windows = process.platform === 'win32';
const QUIET = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];

/** Rejects if npm cannot get them. */
export async function npmInstall(folder, ...packages) {
  mkdirSync(folder, { recursive: true });
  const args = ['install', ...QUIET, '--prefix', folder, ...packages];
  await new Promise((resolve, reject) => {
    // npm is a shell script on Windows.
    execFile(windows ? 'npm.cmd' : 'npm', args, { cwd: folder, shell: windows }, (error) =>
      error ? reject(error) : resolve(),
    );
  });
}

/** The path of the newest Node of a major version, for this system. */
export async function installNode(folder, major) {
  const name = `node-${windows ? 'win' : process.platform}-${process.arch}`;
  await npmInstall(folder, `${name}@${major}`);
  return join(folder, 'node_modules', name, windows ? 'bin/node.exe' : 'bin/node');
}
