import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');
const architecture = readFileSync(join(root, 'docs', 'ARCHITECTURE.md'), 'utf8');

const rooms = ['electron', 'renderer', 'shared'].flatMap((part) =>
  readdirSync(join(root, part), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'resources')
    .map(({ name }) => `${part}/${name}`),
);

test.each(rooms)('%s is named where one looks for things', (room) => {
  expect(architecture).toContain(`\`${room}\``);
});

test('the rooms that are named are there', () => {
  const named = [...architecture.matchAll(/^\|.*?\|/gm)].flatMap(([cell]) =>
    [...cell.matchAll(/`((?:electron|renderer|shared)\/[\w-]+)`/g)].map(([, room]) => room),
  );
  expect(named.filter((room) => !rooms.includes(room ?? ''))).toEqual([]);
});

test('the files of one click exist, and are at most 20', () => {
  const way = [...architecture.matchAll(/^\d+\. `([^`]+)`/gm)].map(([, file = '']) => file);
  expect(way.length).toBeGreaterThan(10);
  expect(way.length).toBeLessThanOrEqual(20);
  expect(way.filter((file) => !existsSync(join(root, file)))).toEqual([]);
});

const pages = ['README.md', 'CONTRIBUTING.md', ...listPages('docs')];

function listPages(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
}

test.each(pages)('the files and folders that %s names exist', (page) => {
  const text = readFileSync(join(root, page), 'utf8');
  const named = [...text.matchAll(/`((?:electron|renderer|shared|test|scripts)\/[\w./-]+)`/g)].map(
    ([, path = '']) => path,
  );
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test('CONTRIBUTING.md names the files to change', () => {
  const text = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
  const named = text.match(/`(?:electron|renderer|shared|test|scripts)\/[\w./-]+\.tsx?`/g) ?? [];
  expect(named.length).toBeGreaterThan(8);
});
