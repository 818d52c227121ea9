import { readdirSync, readFileSync } from 'node:fs';
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
