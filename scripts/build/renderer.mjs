import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { root } from '../root.mjs';

/** The page, served by the app on app://credence/. Its CSP allows neither inline scripts nor data: URLs. */
export function rendererConfig(outDir) {
  return {
    configFile: false,
    root: join(root, 'renderer'),
    base: '/',
    logLevel: 'warn',
    plugins: [react()],
    build: {
      outDir,
      emptyOutDir: true,
      target: 'chrome148',
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      // One page from the local disk: a few larger files load faster than many small ones.
      chunkSizeWarningLimit: 4096,
    },
  };
}
