import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');

const documents = [
  'README.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => posix.join('docs', name.split(sep).join('/'))),
];

/** Without fenced and inline code, where brackets are no links. */
function proseOf(text: string): string {
  return text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
}

/** What the links and images of a document point to, but for addresses elsewhere. */
function findLinks(text: string): string[] {
  return [...proseOf(text).matchAll(/\]\(([^()\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z][a-z+.-]*:/i.test(target));
}

/** The anchors of a document's headings, as GitHub makes them: the second of a name ends with -1. */
function anchorsOf(text: string): Set<string> {
  const seen = new Map<string, number>();
  const headings = text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^#{1,6} +(.*?) *$/gm);
  return new Set(
    [...headings].map(([, heading = '']) => {
      const anchor = heading
        .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
        .replaceAll(' ', '-');
      const before = seen.get(anchor) ?? 0;
      seen.set(anchor, before + 1);
      return before === 0 ? anchor : `${anchor}-${before}`;
    }),
  );
}

/** The links of `document`, having `text`, that lead nowhere. */
function findDeadLinks(document: string, text: string): string[] {
  return findLinks(text).filter((link) => {
    const [path = '', anchor] = link.split('#');
    const target = join(root, posix.dirname(document), path);
    if (path !== '' && !existsSync(target)) return true;
    return anchor !== undefined && !anchorsOf(path === '' ? text : readFileSync(target, 'utf8')).has(anchor);
  });
}

describe('the links of the documents', () => {
  test.each(documents)('%s: every relative link leads somewhere', (document) => {
    expect(findDeadLinks(document, readFileSync(join(root, document), 'utf8'))).toEqual([]);
  });

  test.each([
    ['no such file', '[a](nowhere.md)', ['nowhere.md']],
    ['no such heading here', '# One\n\n[a](#two)', ['#two']],
    ['no such heading there', '[a](../README.md#nothing-of-the-kind)', ['../README.md#nothing-of-the-kind']],
    ['an image', '![a](images/none.png)', ['images/none.png']],
  ])('%s is found', (_what, text, dead) => {
    expect(findDeadLinks('docs/page.md', text)).toEqual(dead);
  });

  test.each([
    ['a file and a folder', '[a](../README.md) [b](decisions/)'],
    [
      'headings with punctuation, code and a second of the same name',
      '# Try `it`: a.b\n## Two\n## Two\n[a](#try-it-ab) [b](#two-1)',
    ],
    ['addresses elsewhere, and code', '[a](https://a.example/x) `[b](none.md)`\n\n```\n[c](none.md)\n```'],
  ])('%s is let be', (_what, text) => {
    expect(findDeadLinks('docs/page.md', text)).toEqual([]);
  });
});

/** Paths in code marks: `shared/http/`, `test/e2e/tls.spec.ts`, with `*` and `<name>` for any name. */
function pathsIn(text: string): string[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, '');
  return [...prose.matchAll(/`((?:electron|renderer|scripts|shared|test)\/[^`\s{}…]*)`/g)].map(
    ([, path = '']) => path.split('#')[0] ?? '',
  );
}

describe('the paths that documents name', () => {
  const isThere = (path: string) => {
    const certain = path.replace(/\/?[^/]*[*<].*$/, '');
    return existsSync(join(root, certain));
  };

  test.each(documents.filter((name) => !/CHANGELOG|decisions/.test(name)))(
    '%s: every one is there',
    (name) => {
      const paths = pathsIn(readFileSync(join(root, name), 'utf8'));
      expect(paths.filter((path) => !isThere(path))).toEqual([]);
    },
  );

  test('docs/SECURITY.md names test files by names that exist', () => {
    const files = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' });
    const known = new Set(files.map((file) => file.split(sep).at(-1)));
    const named = readFileSync(join(root, 'docs/SECURITY.md'), 'utf8').matchAll(
      /[\w.-]+\.(?:test|spec)\.tsx?/g,
    );
    expect([...named].map(([name]) => name).filter((name) => !known.has(name))).toEqual([]);
  });

  test('docs/SECURITY.md names a test for each promise', () => {
    const rows = readFileSync(join(root, 'docs/SECURITY.md'), 'utf8').matchAll(
      /^\| (.+) \| (.+) \| (.+) \|$/gm,
    );
    const promises = [...rows].filter(([row]) => !/^\| (promise|attacker|---|\*\*)/.test(row));
    expect(promises.length).toBeGreaterThan(40);
    const tested = /test\/|same|npm test|the compiler/;
    expect(promises.filter(([, , , test = '']) => !tested.test(test)).map(([row]) => row)).toEqual([]);
  });
});
