import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findWorkspaceFiles, OpenedFiles } from '../../../electron/opened-files.ts';

const folder = resolve('/work');
const file = resolve('/work/demo.credence.json');

describe('findWorkspaceFiles', () => {
  it.each<[what: string, args: string[], expected: string[]]>([
    ['a path', [file], [file]],
    ['a path relative to the working directory', ['demo.credence.json'], [file]],
    ['a file: URL', [pathToFileURL(file).href], [file]],
    [
      'an encoded space',
      [pathToFileURL(resolve('/work/a b.credence.json')).href],
      [resolve('/work/a b.credence.json')],
    ],
    ['another kind of file', ['package.json', '.', 'notes.txt'], []],
    ['a switch that ends like a file', ['--log=x.credence.json'], []],
    ['a URL with an encoded slash', ['file:///a%2Fb.credence.json'], []],
  ])('%s', (_what, args, expected) => {
    expect(findWorkspaceFiles(args, folder)).toEqual(expected);
  });
});

describe('OpenedFiles', () => {
  it('holds files back until they can be shown, then passes each on at once', () => {
    const shown: string[] = [];
    const files = new OpenedFiles();
    files.open(['early']);
    expect(shown).toEqual([]);
    files.showBy((path) => shown.push(path));
    expect(shown).toEqual(['early']);
    files.open(['late']);
    expect(shown).toEqual(['early', 'late']);
  });
});
