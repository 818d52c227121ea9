import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { root } from '../root.mjs';
import { bundleConfig } from './bundle.mjs';

const builtins = builtinModules.flatMap((name) => [name, `node:${name}`]);

export const cliEntry = 'electron/cli/credence.ts';

/** The command, everything bundled, each command's code in files of its own: it is read at every start. */
export function cliConfig(outDir) {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const config = bundleConfig({
    outDir,
    // Older versions of Node have to be able to read the entry, which tells them what is needed.
    target: 'node20',
    rolldownOptions: {
      input: { credence: join(root, cliEntry) },
      external: [...builtins, /^node:/],
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  });
  return {
    ...config,
    define: { ...config.define, CREDENCE_VERSION: JSON.stringify(version) },
    build: { ...config.build, minify: true },
  };
}
