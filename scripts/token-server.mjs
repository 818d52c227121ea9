// npm run token-server -- --port 8443 …: the embedded token server alone, under plain Node.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildAll } from './build/build-all.mjs';
import { followChild } from './follow-child.mjs';
import { root } from './root.mjs';

await buildAll();
const cli = join(root, 'out', 'main', 'token-server-cli.js');
await followChild(spawn(process.execPath, [cli, ...process.argv.slice(2)], { stdio: 'inherit' }));
