// The still picture of the window in index.html, drawn by the page's own components: it is on the screen before the
// page's script has been read.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { root } from '../root.mjs';
import { FIRST_PAGE } from './first-page.mjs';
import { visibleReact } from './visible-react.mjs';

const ENTRY = 'still-frame-html';
const MOUNT_POINT = '<div id="root"></div>';

/** Puts the picture into the page's root, with the style sheets it needs, and lets the page's script load beside it. */
export function drawStillFrame() {
  return {
    name: 'draw-still-frame',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      async handler(html, { bundle }) {
        if (!html.includes(MOUNT_POINT)) throw new Error(`index.html has no ${MOUNT_POINT}`);
        const { fileName, viteMetadata } = findFirstPage(bundle);
        const files = [...viteMetadata.importedCss].map((href) => link({ rel: 'stylesheet', href }));
        return {
          html: html.replace(MOUNT_POINT, `<div id="root">${await renderStillFrame()}</div>`),
          tags: [...files, link({ rel: 'modulepreload', href: fileName })],
        };
      },
    },
  };
}

function findFirstPage(bundle) {
  return Object.values(bundle).find(({ type, name }) => type === 'chunk' && name === FIRST_PAGE);
}

function link({ rel, href }) {
  return { tag: 'link', attrs: { rel, crossorigin: '', href: `/${href}` }, injectTo: 'head' };
}

/** The HTML of renderer/still-frame-html.tsx. */
export async function renderStillFrame() {
  const cache = join(root, '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'still-frame-'));
  try {
    await build({
      configFile: false,
      root: join(root, 'renderer'),
      logLevel: 'error',
      plugins: [visibleReact()],
      ssr: { noExternal: true },
      build: {
        ssr: true,
        outDir: folder,
        rolldownOptions: {
          input: { [ENTRY]: join(root, 'renderer', `${ENTRY}.tsx`) },
          output: { entryFileNames: '[name].mjs' },
        },
      },
    });
    const { stillFrameHtml } = await import(pathToFileURL(join(folder, `${ENTRY}.mjs`)).href);
    assertAllowed(stillFrameHtml);
    return stillFrameHtml;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The page's policy refuses inline styles and scripts: what has them would look other than meant. */
function assertAllowed(html) {
  const refused = /\sstyle=|<style|<script|\son\w+=/.exec(html);
  if (refused)
    throw new Error(`the still frame has "${refused[0].trim()}", which the page's policy refuses: ${html}`);
}
