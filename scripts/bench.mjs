// npm run bench -- startup | token-server [arguments]: measures side by side in one run; see docs/PERFORMANCE.md.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';
import { runScript } from './stages/run-command.mjs';

const [name, ...args] = process.argv.slice(2);
const script = `test/bench/${name}.mjs`;
if (name && /^[a-z-]+$/.test(name) && existsSync(join(root, script))) {
  process.exitCode = await runScript(script, args);
} else {
  const known = readdirSync(join(root, 'test/bench')).filter((file) => file.endsWith('.mjs'));
  console.error(`usage: npm run bench -- ${known.map((file) => file.replace('.mjs', '')).join(' | ')}`);
  process.exitCode = 2;
}
