// node scripts/release-notes.mjs v1.2.3: prints the changelog's section of that version. Fails if the tag is not the version
// in package.json, if the section is missing, or if a placeholder is left.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Advice } from './advice.mjs';
import { findPlaceholders } from './package/placeholders.mjs';
import { readReleaseNotes } from './package/release-notes.mjs';
import { root } from './root.mjs';

const read = (file) => readFileSync(join(root, file), 'utf8');
const [tag] = process.argv.slice(2);
const { version } = JSON.parse(read('package.json'));
if (tag !== `v${version}`) throw new Advice(`The tag is ${tag}, but package.json has version ${version}.`);
const placeholders = findPlaceholders();
if (placeholders.length > 0) throw new Advice(`Set ${placeholders.join(', ')} before a release.`);
const notes = readReleaseNotes(read('CHANGELOG.md'), version);
if (notes === null) throw new Advice(`CHANGELOG.md has no section "## ${version}", or it is empty.`);
console.log(notes);
