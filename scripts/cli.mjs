// npm run cli -- <arguments>: the credence command out of the sources, on a Node that it supports: this one, or Electron's.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { provisionElectron } from './electron/provision.mjs';
import { followChild } from './follow-child.mjs';
import { root } from './root.mjs';
import { runScript } from './stages/run-command.mjs';
import { supportsCommand } from './supports-command.mjs';

if ((await runScript('scripts/build.mjs', ['--quiet'])) !== 0) process.exit(1);
const isSupported = supportsCommand(process.versions.node);
const node = isSupported ? process.execPath : (await provisionElectron({ quiet: true })).executable;
const env = isSupported ? process.env : { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
const command = join(root, 'out', 'cli', 'credence.js');
// Relative file names are meant as seen from where npm was called.
const cwd = process.env.INIT_CWD ?? process.cwd();
await followChild(spawn(node, [command, ...process.argv.slice(2)], { stdio: 'inherit', env, cwd }));
