import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');
const files = readdirSync(join(root, 'renderer'), { recursive: true, encoding: 'utf8' }).map((name) =>
  posix.join('renderer', name.split(sep).join('/')),
);
const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** `sheet class` for every class of a CSS module that the code of `file` names. */
function findNamed(file: string): string[] {
  const code = read(file);
  const imports = code.matchAll(/^import (\w+) from '([^']+\.module\.css)';/gm);
  return [...imports].flatMap(([, name = '', path = '']) => {
    const access = new RegExp(`(?<![\\w/-])${name}(?:\\.(?!module\\.css)(\\w+)|\\['([\\w-]+)'\\])`, 'g');
    const sheet = posix.join(posix.dirname(file), path);
    return [...code.matchAll(access)].map(([, dotted, quoted]) => `${sheet} ${dotted ?? quoted}`);
  });
}

/** The same for every class that a CSS module has. */
function findThere(sheet: string): string[] {
  const css = read(sheet).replace(/\/\*[\s\S]*?\*\//g, '');
  return [...css.matchAll(/\.([_a-zA-Z][\w-]*)(?=[^{}]*\{)/g)].map(([, name]) => `${sheet} ${name}`);
}

test('a class that a component names is in its style sheet', () => {
  const there = new Set(files.filter((file) => file.endsWith('.module.css')).flatMap(findThere));
  const named = files.filter((file) => /\.tsx?$/.test(file)).flatMap(findNamed);
  expect(named).toContain('renderer/ui/text-button.module.css button');
  expect(named.filter((each) => !there.has(each))).toEqual([]);
});

test('a variable that a style sheet uses is defined', () => {
  const css = files.filter((file) => file.endsWith('.css')).map((file) => [file, read(file)] as const);
  const defined = new Set([
    ...css.flatMap(([, text]) => [...text.matchAll(/(--[\w-]+)\s*:/g)].map(([, name]) => name)),
    // By a component, for its own style sheet.
    ...files
      .filter((file) => /\.tsx?$/.test(file))
      .flatMap((file) => [...read(file).matchAll(/'(--[\w-]+)'/g)].map(([, name]) => name)),
  ]);
  const used = css.flatMap(([file, text]) =>
    [...text.matchAll(/var\((--[\w-]+)/g)].map(([, name = '']) => ({ file, name })),
  );
  expect(used).not.toEqual([]);
  expect(used.filter(({ name }) => !name.startsWith('--mantine-') && !defined.has(name))).toEqual([]);
});
