import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { root } from '../root.mjs';
import { bundleConfig } from './bundle.mjs';

const builtins = builtinModules.flatMap((name) => [name, `node:${name}`]);

/** Entries of the main process and of the token server, which runs beside it and alone. */
export const mainEntries = {
  main: 'electron/main.ts',
  'token-server': 'electron/token-server/child.ts',
  'token-server-cli': 'electron/token-server/alone.ts',
};

/** ES modules for Node, everything bundled: the packaged app carries no node_modules. */
export function mainConfig(outDir) {
  return bundleConfig({
    outDir,
    // The token server alone runs under plain Node, from the oldest that package.json allows.
    target: 'node20',
    rolldownOptions: {
      input: Object.fromEntries(Object.entries(mainEntries).map(([name, file]) => [name, join(root, file)])),
      external: ['electron', ...builtins, /^node:/],
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  });
}
