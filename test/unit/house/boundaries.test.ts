import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findCircle, findFolderCircle, folderImports, judgeHouseRules } from './house-rules.ts';

const root = join(import.meta.dirname, '..', '..', '..');

/** Imports between folders of the page that still close a circle. Only ever take one away. */
const OPEN_CIRCLES = [
  'renderer/exchange-view -> renderer/features/flow',
  'renderer/exchange-view -> renderer/features/inspector',
  'renderer/features/inspector -> renderer/features/flow',
  'renderer/features/inspector -> renderer/features/history',
];

function listSources(): string[] {
  return ['electron', 'renderer', 'shared'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => join(folder, name).split(sep).join('/')),
  );
}

describe('the boundaries of the house', () => {
  const breaches = [
    ['shared/http/curl.ts', "import { Buffer } from 'node:buffer';"],
    ['shared/http/curl.ts', "import { build } from '../../electron/exchange/build.ts';"],
    ['shared/oauth/token/token.ts', 'const now = Date.now();'],
    ['shared/oauth/token/token.ts', 'const id = Math.random();'],
    ['renderer/main.tsx', "import { shell } from 'electron';"],
    ['renderer/features/flow/card.tsx', "const fs = await import('node:fs');"],
    ['renderer/features/flow/card.tsx', "import type { A } from '../../../electron/window.ts';"],
    ['renderer/features/flow/card.tsx', "import { api } from '../../api.ts';"],
    ['renderer/state/store.ts', 'window.credence.run();'],
    ['renderer/state/store.ts', "window['credence'].run();"],
    ['shared/text/a.ts', "import {\n  a,\n} from '../../renderer/a.ts';"],
    ['shared/text/a.ts', "import '../../electron/a.ts';"],
    ['renderer/ui/field.tsx', "import { useStore } from '../state/store.ts';"],
    ['renderer/features/a/b.tsx', 'const a = <Modal opened />;'],
    ['electron/window.ts', "import { ipcMain } from 'electron';"],
    ['electron/menu.ts', "export { theme } from '../renderer/theme.ts';"],
    ['electron/token-server/server.ts', "import { app } from 'electron';"],
    ['electron/token-server/server.ts', "import { openWindow } from '../window.ts';"],
    ['electron/core/core.ts', "import type { SafeStorage } from 'electron';"],
    ['electron/core/core.ts', "import type { Handlers } from '../ipc/handlers.ts';"],
    ['electron/cli/main.ts', "import { app } from 'electron';"],
  ] as const;

  test.each(breaches)('%s may not say: %s', (file, text) => {
    expect(judgeHouseRules(file, text)).toHaveLength(1);
  });

  const allowed = [
    ['shared/http/curl.ts', "import { z } from 'zod';\nimport { a } from '../oauth/token.ts';"],
    ['shared/http/curl.ts', '// Date.now() would be a clock\nconst at = new Date(startedAt);'],
    ['shared/formats/snippet.ts', 'const line = \'const now = Date.now();\';\nconst go = `import ("fmt")`;'],
    ['renderer/api.ts', 'export const api = window.credence;'],
    ['renderer/state/actions.ts', "import { api } from '../api.ts';"],
    ['electron/ipc/register.ts', "import { ipcMain } from 'electron';"],
    ['electron/token-server/server.ts', "import { a } from '../../shared/token-server/config.ts';"],
  ] as const;

  test.each(allowed)('%s may say: %s', (file, text) => {
    expect(judgeHouseRules(file, text)).toEqual([]);
  });

  test('hold in every source file', () => {
    const sources = listSources();
    expect(sources.length).toBeGreaterThan(0);
    expect(sources.flatMap((file) => judgeHouseRules(file, readFileSync(join(root, file), 'utf8')))).toEqual(
      [],
    );
  });

  test('no file imports itself by way of others', () => {
    const texts = new Map(listSources().map((file) => [file, readFileSync(join(root, file), 'utf8')]));
    expect(findCircle(texts)).toBeNull();
  });

  test('no folder imports itself by way of others', () => {
    const texts = new Map(listSources().map((file) => [file, readFileSync(join(root, file), 'utf8')]));
    const edges = folderImports(texts);
    expect(findFolderCircle(new Set([...edges].filter((edge) => !OPEN_CIRCLES.includes(edge))))).toBeNull();
    // One that is closed is taken off the list.
    expect(OPEN_CIRCLES.filter((edge) => !edges.has(edge))).toEqual([]);
  });

  test('finds a cycle of folders without a cycle of files', () => {
    const edges = folderImports(
      new Map([
        ['electron/core/runs/a.ts', "import type { B } from '../history/b.ts';"],
        ['electron/core/history/c.ts', "import { d } from '../runs/d.ts';"],
        ['electron/core/core.ts', "import { a } from './runs/a.ts';"],
        ['electron/core/runs/e.ts', "import type { Core } from '../core.ts';"],
      ]),
    );
    expect([...edges]).toEqual([
      'electron/core/runs -> electron/core/history',
      'electron/core/history -> electron/core/runs',
    ]);
    expect(findFolderCircle(edges)).toHaveLength(3);
  });

  test('finds a cycle, including type imports and lazy imports', () => {
    const texts = new Map([
      ['shared/a.ts', "import type { B } from './b.ts';"],
      ['shared/b.ts', "export const c = () => import('./c.ts');"],
      ['shared/c.ts', "import { b } from './b.ts';"],
    ]);
    expect(findCircle(texts)).toEqual(['shared/b.ts', 'shared/c.ts', 'shared/b.ts']);
  });
});
