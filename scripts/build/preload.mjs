import { join } from 'node:path';
import { root } from '../root.mjs';

export const preloadEntry = 'electron/preload.ts';

/** One CommonJS file: a sandboxed preload can neither import nor require files of its own. */
export function preloadConfig(outDir) {
  return {
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    ssr: { target: 'node', noExternal: true },
    define: { 'process.env.NODE_ENV': JSON.stringify('production') },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'chrome148',
      minify: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: { preload: join(root, preloadEntry) },
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  };
}
