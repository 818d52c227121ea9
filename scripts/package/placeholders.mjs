// A published package names its publisher. The repository cannot know who that is, so it has placeholders.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.mjs';

const PLACES = [
  ['the homepage', 'package.json', /"homepage": "([^"]+)"/],
  ['the repository', 'package.json', /"repository": "([^"]+)"/],
  ['the security contact', 'package.json', /"bugs": "([^"]+)"/],
  ['the maintainer', 'electron-builder.yml', /^ {2}maintainer: (.+)$/m],
];

/** Lists what is missing or still a placeholder. No address ends in `.invalid` (RFC 2606, section 2). */
export function findPlaceholders(read = (file) => readFileSync(join(root, file), 'utf8')) {
  return PLACES.flatMap(([what, file, pattern]) => {
    const value = pattern.exec(read(file))?.[1];
    return value === undefined || value.includes('.invalid') ? [`${what} in ${file}`] : [];
  });
}
