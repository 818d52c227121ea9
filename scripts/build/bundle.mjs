import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { root } from '../root.mjs';

/** What the bundles of the main process and of the preload have in common. */
export function bundleConfig({ outDir, target, rolldownOptions }) {
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
      target,
      // Readable stack traces in bug reports are worth more than the kilobytes.
      minify: false,
      reportCompressedSize: false,
      rolldownOptions,
    },
  };
}

/** Bundles a TypeScript module for this Node into a folder, and imports it: for benchmarks. */
export async function importBundled(entry, outDir) {
  const name = basename(entry, '.ts');
  await build(
    bundleConfig({
      outDir,
      target: 'node20',
      rolldownOptions: {
        input: { [name]: entry },
        external: [/^node:/],
        output: { format: 'es', entryFileNames: '[name].mjs', codeSplitting: false },
      },
    }),
  );
  return import(pathToFileURL(join(outDir, `${name}.mjs`)).href);
}
