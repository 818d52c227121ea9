// npm run token-server -- --port 8443 …: the embedded token server alone, under plain Node.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { followChild } from './follow-child.mjs';
import { root } from './root.mjs';
import { runScript } from './stages/run-command.mjs';

// In a process of its own: what a build takes of memory is given back before the server begins.
if ((await runScript('scripts/build.mjs', ['--quiet'])) !== 0) process.exit(1);
const cli = join(root, 'out', 'main', 'token-server-cli.js');
await followChild(spawn(process.execPath, [cli, ...process.argv.slice(2)], { stdio: 'inherit' }));
