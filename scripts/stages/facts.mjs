// What a reader of the result must know and no count tells, such as which tool-chains the snippets ran on: a test writes
// it into a file of test-results/facts, a line each.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.mjs';

const folder = join(root, 'test-results', 'facts');

export function clearFacts() {
  rmSync(folder, { recursive: true, force: true });
}

export function writeFact(name, line) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), `${line}\n`);
}

export function readFacts() {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'));
}
