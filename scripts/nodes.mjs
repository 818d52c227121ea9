// npm run test:nodes: `npm ci` and `npm run check` on each major version of Node that runs the two commands, as npm has
// it, in a fresh copy of the committed files. Prints a line for each; ends with 1 if one fails.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { followChild } from './follow-child.mjs';
import { installNode } from './package/npm-install.mjs';
import { root } from './root.mjs';

const MAJORS = [20, 22, 24];

const folder = mkdtempSync(join(tmpdir(), 'credence-nodes-'));
try {
  for (const major of MAJORS) {
    const node = await installNode(join(folder, `node-${major}`), major);
    const version = execFileSync(node, ['-p', 'process.version'], { encoding: 'utf8' }).trim();
    console.log(`\nnodes: ${version}`);
    const passed = await checkOn(node, join(folder, `copy-${major}`));
    console.log(`nodes: ${version}: ${passed ? 'npm ci and npm run check passed' : 'FAILED'}`);
    if (!passed) process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** npm is a program for Node, so the first `node` of the path runs it and all that it starts. */
async function checkOn(node, copy) {
  mkdirSync(copy);
  execFileSync('git', ['clone', '--quiet', '--shared', root, copy]);
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}` };
  const run = async (...args) =>
    (await followChild(
      spawn('npm', args, { cwd: copy, stdio: 'inherit', env, shell: process.platform === 'win32' }),
    )) === 0;
  return (await run('ci', '--no-audit', '--no-fund')) && (await run('run', 'check'));
}
