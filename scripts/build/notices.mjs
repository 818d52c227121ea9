// THIRD-PARTY-NOTICES.txt: the licenses of everything that the bundles really contain, as Vite lists it.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.mjs';

const LIST = 'licenses.json';

/** Vite lists packages by their code only, so fonts go by the start of their file names. */
const FONTS = {
  'inter-': '@fontsource-variable/inter',
  'jetbrains-mono-': '@fontsource-variable/jetbrains-mono',
};

/** The Vite configuration, extended to leave a list of its packages for `writeNotices`. */
export function withLicenseList(config) {
  return { ...config, build: { ...config.build, license: { fileName: LIST } } };
}

/** Writes the notices for the builds in `folders` to `file`. Throws if a package has no license text. */
export function writeNotices(file, folders) {
  const packages = folders.flatMap((folder) => [...takeList(folder), ...findFonts(folder)]);
  const byId = new Map(packages.map((each) => [`${each.name} ${each.version}`, each]));
  const sections = [...byId.keys()].sort().map((id) => toSection(id, byId.get(id)));
  writeFileSync(file, `${HEAD}\n${sections.join('\n')}`);
}

const HEAD = `Credence contains the software below, each under its own license. Electron and Chromium have license files
of their own: LICENSE.electron.txt and LICENSES.chromium.html, next to the program.
`;

function toSection(id, { name, identifier, text }) {
  const license = text ?? standardText(id, name, identifier);
  const line = '='.repeat(80);
  return `${line}\n${id} (${identifier})\n${line}\n\n${[license, readNotice(name)].filter(Boolean).join('\n\n')}\n`;
}

function takeList(folder) {
  const file = join(folder, LIST);
  const list = JSON.parse(readFileSync(file, 'utf8'));
  rmSync(file);
  return list;
}

function findFonts(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  const fonts = files.map(({ name }) => name).filter((name) => /\.(woff2?|ttf|otf)$/.test(name));
  const owners = fonts.map((font) => {
    const start = Object.keys(FONTS).find((each) => font.startsWith(each));
    if (start === undefined)
      throw new Error(`unknown font ${font}: add its package to ${import.meta.filename}`);
    return FONTS[start];
  });
  return [...new Set(owners)].map(readFontPackage);
}

function readFontPackage(name) {
  const { version, license } = readManifest(name);
  return {
    name,
    version,
    identifier: license,
    text: readFileSync(join(folderOf(name), 'LICENSE'), 'utf8').trim(),
  };
}

const folderOf = (name) => join(root, 'node_modules', name);
const readManifest = (name) => JSON.parse(readFileSync(join(folderOf(name), 'package.json'), 'utf8'));

/** Apache 2.0, section 4 (d): a NOTICE file has to be passed on. */
function readNotice(name) {
  if (!existsSync(folderOf(name))) return '';
  const file = readdirSync(folderOf(name)).find((each) => /^(notice|copyrightnotice)(\.|$)/i.test(each));
  return file === undefined ? '' : readFileSync(join(folderOf(name), file), 'utf8').trim();
}

/** For a package that names its license and its author, and has no file with the text. */
function standardText(id, name, identifier) {
  const { author } = readManifest(name);
  const holder = typeof author === 'string' ? author : author?.name;
  if (identifier !== 'MIT' || !holder) throw new Error(`${id} has no license text (${identifier})`);
  return `Copyright (c) ${holder}

${MIT}

(The package has no license file. This is the text of the license that its package.json names.)`;
}

const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
