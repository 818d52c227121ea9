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
