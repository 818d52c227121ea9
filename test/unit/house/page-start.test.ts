import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');

/** What a module loads at once: neither `import type` nor braces with types alone, which leave nothing to load. */
function findLoaded(code: string): string[] {
  const statements = code.matchAll(/^(?:import|export)\s+(?!type\s)([^;'"]*?)from\s*'([^']+)';/gm);
  return [...statements].filter(([, what = '']) => !isTypesAlone(what)).map(([, , path = '']) => path);
}

function isTypesAlone(what: string): boolean {
  const braces = /^\{([^}]*)\}\s*$/.exec(what.trim())?.[1];
  const names = braces?.split(',').flatMap((name) => (name.trim() === '' ? [] : [name.trim()]));
  return names?.every((name) => name.startsWith('type ')) ?? false;
}

/** From the page's first module to one that loads `wanted`, or null if there is none. */
function findWayTo(wanted: string): string[] | null {
  const cameFrom = new Map<string, string | null>([['renderer/main.tsx', null]]);
  for (const file of cameFrom.keys()) {
    for (const path of findLoaded(readFileSync(join(root, file), 'utf8'))) {
      if (path === wanted) return wayTo(file, cameFrom);
      const next = posix.join(posix.dirname(file), path);
      if (path.startsWith('.') && /\.tsx?$/.test(next) && !cameFrom.has(next)) cameFrom.set(next, file);
    }
  }
  return null;
}

function wayTo(file: string, cameFrom: ReadonlyMap<string, string | null>): string[] {
  const before = cameFrom.get(file);
  return [...(before ? wayTo(before, cameFrom) : []), file];
}

// Schemas are the main process's; editors and long lists are in nobody's first frame. All take time to load.
test.each(['zod', '@codemirror/state', '@codemirror/view', '@tanstack/react-virtual'])(
  'the page starts without %s',
  (library) => {
    expect(findWayTo(library)).toBeNull();
  },
);

test('the way to a library that the page does need is found', () => {
  expect(findWayTo('zustand')?.[0]).toBe('renderer/main.tsx');
});
