// npm run measure: how large the source is, how it is cut, and how long the way of one click is. Prints; judges nothing.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { root } from './root.mjs';

const sources = ['electron', 'renderer', 'shared'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => posix.join(folder, name.split(sep).join('/'))),
);
const texts = new Map(sources.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
const lengths = [...texts.values()].map((text) => text.split('\n').length - 1).sort((a, b) => a - b);

const importers = new Map(sources.map((file) => [file, new Set()]));
for (const [file, text] of texts) {
  for (const [, path] of text.matchAll(/(?:\bfrom|\bimport\(?)\s*'(\.[^']+)'/g)) {
    importers.get(posix.join(posix.dirname(file), path))?.add(file);
  }
}
const withOne = [...importers.values()].filter(({ size }) => size === 1).length;

const architecture = readFileSync(join(root, 'docs', 'ARCHITECTURE.md'), 'utf8');
const way = architecture.match(/^\d+\. `[^`]+`/gm) ?? [];

const methods =
  /CLIENT_AUTH_METHODS = \[([^\]]*)\]/.exec(texts.get('shared/model/client-choices.ts') ?? '')?.[1] ?? '';
const names = [...methods.matchAll(/'(\w+_\w+)'/g)].map(([, name]) => name);
const naming = sources.filter((file) =>
  names.some((name) => new RegExp(`['\`]${name}['\`]`).test(texts.get(file) ?? '')),
);

console.log(`source files                          ${sources.length}`);
console.log(`source lines (no tests)               ${lengths.reduce((sum, length) => sum + length, 0)}`);
console.log(`median lines of a file                ${lengths[Math.floor(lengths.length / 2)]}`);
console.log(`files over 300 lines                  ${lengths.filter((length) => length > 300).length}`);
console.log(`files with exactly one importer       ${Math.round((100 * withOne) / sources.length)} %`);
console.log(`files from "Get token" to the response ${way.length} (docs/ARCHITECTURE.md)`);
console.log(
  `files that name a client authentication method ${naming.length}, of them ${naming.filter((file) => file.includes('token-server')).length} of the token server`,
);
