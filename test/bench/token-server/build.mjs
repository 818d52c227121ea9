// The token server, built as the app and `npm run token-server` build it: what is measured is what is shipped.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { mainConfig, mainEntries } from '../../../scripts/build/main.mjs';
import { provisionElectron } from '../../../scripts/electron/provision.mjs';
import { root } from '../../../scripts/root.mjs';

/** Builds the command line into a folder; resolves with its script. */
export async function buildCli(outDir) {
  const config = mainConfig(outDir);
  config.build.rolldownOptions.input = { 'token-server-cli': join(root, mainEntries['token-server-cli']) };
  await build(config);
  // Without a package.json beside it, Node would have to guess that it is a module.
  writeFileSync(join(outDir, 'package.json'), '{"type":"module"}');
  return join(outDir, 'token-server-cli.js');
}

/** What a server runs on: `node` (whatever runs this) or `electron` (Electron's own Node, as in the app). */
export async function findRuntime(name) {
  if (name === 'node') return { node: process.execPath, env: process.env, label: `Node ${process.version}` };
  if (name !== 'electron') throw new Error(`--runtime takes node or electron, not ${name}`);
  const { executable, label } = await provisionElectron();
  return { node: executable, env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, label };
}
