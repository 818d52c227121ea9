import { listPackage } from '@electron/asar';

const ALLOWED = /^\/(package\.json|out(\/(main|preload|renderer)(\/.*)?)?)$/;

/** The archive holds what Vite made and nothing else: no sources, no node_modules, no leftovers. */
export function verifyContents(archive, log) {
  const files = listPackage(archive, { isPack: false }).map((file) => file.replaceAll('\\', '/'));
  const strangers = files.filter((file) => !ALLOWED.test(file));
  if (strangers.length > 0) throw new Error(`unexpected in app.asar: ${strangers.slice(0, 5).join(', ')}`);
  for (const entry of ['/out/main/main.js', '/out/preload/preload.cjs', '/out/renderer/index.html']) {
    if (!files.includes(entry)) throw new Error(`missing in app.asar: ${entry}`);
  }
  log(`app.asar: ${files.length} entries, built output only`);
}
