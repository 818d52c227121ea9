import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../root.mjs';

/** Runs a Node script of the repository or of a package, its output going to ours; resolves to its exit code. */
export function runScript(script, args = []) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, script), ...args], { cwd: root, stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
