import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ALL_RULES, MOST_FINDINGS } from '../../../../shared/diagnose/diagnose.ts';
import { idsOf } from './findings.ts';
import { examinationOf, findingsOf, readRecorded } from './recorded.ts';

const RECORDED = readRecorded();

/** Every source that could write a file of expectations. */
function sources(): string[] {
  const root = join(import.meta.dirname, '../../../..');
  return ['scripts', 'test', 'shared'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(ts|mjs)$/.test(file))
      .map((file) => readFileSync(join(root, folder, file), 'utf8')),
  );
}

it('no source writes the expectations: they are edited by hand', () => {
  const names = /fixtures\/(recorded|blind)\b/;
  const writes = /\bwriteFile|createWriteStream|toMatchFileSnapshot\(join\([^)]*fixtures/;
  const readers = sources().filter((text) => names.test(text));
  expect(readers.length).toBeGreaterThan(2);
  expect(readers.filter((text) => writes.test(text) && !text.includes('const writes ='))).toEqual([]);
});

it('a look-alike says which cause it must not bring', () => {
  const alike = RECORDED.filter(({ name, file }) => /^look-alike/.test(name) && file.startsWith('judged'));
  expect(alike.length).toBeGreaterThan(4);
  expect(alike.filter(({ never = [] }) => never.length === 0).map(({ name }) => name)).toEqual([]);
});

describe('recorded answers (test/fixtures/recorded)', () => {
  it.each(RECORDED)('$file: $name', (recorded) => {
    const findings = findingsOf(recorded);
    expect(idsOf(findings)).toEqual(recorded.expect);
    const { confidence, never = [] } = recorded;
    const verdict = confidence || never.length > 0 ? (examinationOf(recorded)?.verdict ?? null) : null;
    if (confidence) expect(verdict?.confidence).toBe(confidence);
    const named = [...idsOf(findings), ...(verdict?.alternatives ?? []).map(({ id }) => id)];
    expect(never.filter((id) => named.includes(id))).toEqual([]);
    if (recorded.actions) expect(findings[0]?.actions.map(({ kind }) => kind)).toEqual(recorded.actions);
  });

  it('produce every finding', () => {
    const produced = new Set(RECORDED.flatMap(({ expect }) => expect));
    expect(ALL_RULES.map(({ id }) => id).filter((id) => !produced.has(id))).toEqual([]);
  });

  it('have names that are their own', () => {
    const names = RECORDED.map(({ file, name }) => `${file}: ${name}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it('never bring more than a handful', () => {
    expect(Math.max(...RECORDED.map(({ expect }) => expect.length))).toBe(MOST_FINDINGS);
  });
});

it('every superseded finding exists', () => {
  const ids = ALL_RULES.map(({ id }) => id);
  const superseded = ALL_RULES.flatMap(({ supersedes = [] }) => supersedes);
  expect(superseded.filter((id) => !ids.includes(id))).toEqual([]);
  expect(superseded).not.toEqual([]);
});
