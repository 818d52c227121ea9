import { join } from 'node:path';
import { root } from '../root.mjs';
import { FIRST_PAGE, firstPageChunk } from './first-page.mjs';
import { drawStillFrame } from './still-frame.mjs';
import { visibleReact } from './visible-react.mjs';

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
    plugins: [visibleReact(), compileFirstPageAtOnce(), drawStillFrame()],
    build: {
      outDir,
      emptyOutDir: true,
      target: 'chrome148',
      modulePreload: { polyfill: false, resolveDependencies: preloadStylesOnly },
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 4096,
      rolldownOptions: {
        output: {
          codeSplitting: {
            groups: [
              // Used by the entry too: within the first page's file, the entry could not run before all of that file has.
              { name: 'preload', test: 'vite/preload-helper', priority: 1 },
              { name: firstPageChunk(), debugName: FIRST_PAGE },
            ],
          },
        },
      },
    },
  };
}

/**
 * V8 then compiles every function of the file beside the page's own thread, and keeps that in its code cache, instead of
 * each when it is first called (https://v8.dev/blog/explicit-compile-hints). It has to be the file's first line, above
 * the one that Vite adds last.
 */
function compileFirstPageAtOnce() {
  return {
    name: 'compile-first-page-at-once',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const chunk = Object.values(bundle).find(({ type, name }) => type === 'chunk' && name === FIRST_PAGE);
        chunk.code = `//# allFunctionsCalledOnLoad\n${chunk.code}`;
      },
    },
  };
}
