import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';

const load = (path: string): Promise<unknown> =>
  import(new URL(`../../../scripts/${path}`, import.meta.url).href);
const { architectureOf, electronVersionOf } = (await load('package/executable.mjs')) as {
  architectureOf: (bytes: Buffer) => string | null;
  electronVersionOf: (bytes: Buffer) => string | null;
};
const { findPlaceholders } = (await load('package/placeholders.mjs')) as {
  findPlaceholders: (read?: (file: string) => string) => string[];
};
const { readReleaseNotes } = (await load('package/release-notes.mjs')) as {
  readReleaseNotes: (changelog: string, version: string) => string | null;
};
const { writeNotices } = (await load('build/notices.mjs')) as {
  writeNotices: (file: string, folders: string[]) => void;
};

describe('the architecture of an executable', () => {
  const elf = (machine: number) => header('\x7fELF', (bytes) => bytes.writeUInt16LE(machine, 18));
  const pe = (machine: number) =>
    header('MZ', (bytes) => {
      bytes.writeUInt32LE(64, 60);
      bytes.writeUInt16LE(machine, 68);
    });
  const machO = (cpu: number) =>
    header('', (bytes) => {
      bytes.writeUInt32LE(0xfeedfacf, 0);
      bytes.writeUInt32LE(cpu, 4);
    });

  it.each([
    ['Linux x64', elf(0x3e), 'x64'],
    ['Linux arm64', elf(0xb7), 'arm64'],
    ['Linux, 32 bits', elf(0x03), null],
    ['Windows x64', pe(0x8664), 'x64'],
    ['Windows arm64', pe(0xaa64), 'arm64'],
    ['macOS x64', machO(0x01000007), 'x64'],
    ['macOS arm64', machO(0x0100000c), 'arm64'],
    ['a shell script', Buffer.from('#!/bin/sh\n'.padEnd(128)), null],
    ['an empty file', Buffer.alloc(0), null],
  ])('%s', (_name, bytes, expected) => {
    expect(architectureOf(bytes)).toBe(expected);
  });

  function header(magic: string, fill: (bytes: Buffer) => void): Buffer {
    const bytes = Buffer.alloc(128);
    bytes.write(magic, 'latin1');
    fill(bytes);
    return bytes;
  }
});

test('the Electron version is read from the binary', () => {
  expect(electronVersionOf(Buffer.from('\0Electron v45.5.0\0Chromium'))).toBe('45.5.0');
  expect(electronVersionOf(Buffer.from('an ordinary program'))).toBeNull();
});

describe('placeholders stop a release', () => {
  const published: Record<string, string> = {
    'package.json': `"homepage": "https://credence.test", "repository": "https://github.com/a/b", "bugs": "https://credence.test"`,
    'electron-builder.yml': 'linux:\n  maintainer: Ada <ada@credence.test>\n',
  };
  const read = (file: string) => published[file] ?? '';

  it('finds none where every value is set', () => {
    expect(findPlaceholders(read)).toEqual([]);
  });

  it('finds a .invalid address and a missing value', () => {
    const changed = (file: string) =>
      read(file).replace('ada@credence.test', 'ada@credence.invalid').replace('"homepage"', '"home"');
    expect(findPlaceholders(changed)).toEqual([
      'the homepage in package.json',
      'the maintainer in electron-builder.yml',
    ]);
  });
});

describe('third-party notices', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'credence-notices-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (packages: object[]): string => {
    writeFileSync(join(folder, 'licenses.json'), JSON.stringify(packages));
    const file = join(folder, 'notices.txt');
    writeNotices(file, [folder]);
    return readFileSync(file, 'utf8');
  };

  it('have the name, version, license and text of a package', () => {
    const notices = write([{ name: 'some', version: '1.2.3', identifier: 'ISC', text: 'Do as you like.' }]);
    expect(notices).toContain('\nsome 1.2.3 (ISC)\n');
    expect(notices).toContain('Do as you like.');
  });

  it('name a package once, but each of its versions', () => {
    const entry = { name: 'some', identifier: 'ISC', text: 'Text' };
    const notices = write([
      { ...entry, version: '1.0.0' },
      { ...entry, version: '2.0.0' },
      { ...entry, version: '1.0.0' },
    ]);
    expect(notices.match(/^some .*$/gm)).toEqual(['some 1.0.0 (ISC)', 'some 2.0.0 (ISC)']);
  });

  it('have the copyright notice that an Apache 2.0 package brings', () => {
    const entry = { name: 'reflect-metadata', version: '1.0.0', identifier: 'Apache-2.0', text: 'Apache' };
    expect(write([entry])).toContain('Copyright (c) Microsoft Corporation');
  });

  it('have the license of a font, which no script imports', () => {
    writeFileSync(join(folder, 'inter-latin-wght-normal-x.woff2'), '');
    expect(write([])).toMatch(/@fontsource-variable\/inter [\d.]+ \(OFL-1\.1\)[\s\S]*SIL OPEN FONT LICENSE/);
  });

  it('stop the build at a package without a license text', () => {
    expect(() => write([{ name: 'vitest', version: '1.0.0', identifier: 'BSD-3-Clause' }])).toThrow(
      'vitest 1.0.0 has no license text (BSD-3-Clause)',
    );
  });

  it('stop the build at a font of an unknown package', () => {
    writeFileSync(join(folder, 'comic-sans.woff2'), '');
    expect(() => write([])).toThrow('unknown font comic-sans.woff2');
  });
});

test.each([
  ['1.2.0', '- Second'],
  ['1.1.0', '### Added\n\n- First'],
  ['1.0.0', null],
  ['1.2', null],
])('the release notes of %s are its section of the changelog', (version, expected) => {
  const changelog =
    '# Changelog\n\n## Unreleased\n\n## [1.2.0] - 2026-12-01\n\n- Second\n\n## 1.1.0\n\n### Added\n\n- First\n\n## 1.0.0\n';
  expect(readReleaseNotes(changelog, version)).toBe(expected);
});
