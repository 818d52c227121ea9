import { join } from 'node:path';
import { root } from '../root.mjs';
import { bundleConfig } from './bundle.mjs';

export const preloadEntry = 'electron/preload.ts';

/** One CommonJS file: a sandboxed preload can neither import nor require files of its own. */
export function preloadConfig(outDir) {
  return bundleConfig({
    outDir,
    target: 'chrome148',
    rolldownOptions: {
      input: { preload: join(root, preloadEntry) },
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
    },
  });
}
