// What the first page needs is one file: each file costs a trip through the main process, which is busy starting.
import { join } from 'node:path';
import { root } from '../root.mjs';

export const FIRST_PAGE = 'first-page';
const ENTRY = join(root, 'renderer', 'main.tsx');

/** The name of the chunk that a module goes into; null leaves it to the bundler. */
export function firstPageChunk() {
  let needed = null;
  return (id, context) => {
    needed ??= findNeeded(context);
    return needed.has(id) ? FIRST_PAGE : null;
  };
}

/** All modules that the entry imports, and that these import, without what is loaded later. */
function findNeeded(context) {
  const needed = new Set([ENTRY]);
  for (const id of needed) {
    for (const imported of context.getModuleInfo(id)?.importedIds ?? []) needed.add(imported);
  }
  return needed;
}
