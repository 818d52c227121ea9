import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { root } from '../root.mjs';
import { firstPageChunk } from './first-page.mjs';

/** A part that is loaded later finds its modules by itself; a style sheet must be there before it is drawn. */
function preloadStylesOnly(_url, dependencies, { hostType }) {
  return hostType === 'html' ? dependencies : dependencies.filter((file) => file.endsWith('.css'));
}

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
      modulePreload: { polyfill: false, resolveDependencies: preloadStylesOnly },
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 4096,
      rolldownOptions: {
        output: { codeSplitting: { groups: [{ name: firstPageChunk(), debugName: 'first-page' }] } },
      },
    },
  };
}
