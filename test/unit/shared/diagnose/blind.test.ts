import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { examineBlind, readBlind } from './blind.ts';

const CASES = readBlind();
const TRIAL = readFileSync(join(import.meta.dirname, '../../../../docs/diagnosis-trial.md'), 'utf8');

describe('blind cases (test/fixtures/blind)', () => {
  it.each(CASES.filter(({ judged }) => judged.mark === 'right'))('$file: $name', (blind) => {
    const { verdict, findings } = examineBlind(blind);
    expect({
      mark: 'right',
      id: findings[0]?.id ?? null,
      confidence: verdict?.confidence ?? null,
    }).toEqual(blind.judged);
  });

  it('always bring a finding for a response without 2xx', () => {
    const silent = CASES.filter(
      (blind) => blind.response.status >= 300 && examineBlind(blind).findings.length === 0,
    );
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it('have unique names', () => {
    expect(new Set(CASES.map(({ name }) => name)).size).toBe(CASES.length);
  });
});

describe('docs/diagnosis-trial.md', () => {
  it.each([
    ['First', CASES.filter(({ file }) => file !== 'second-set.json')],
    ['Second', CASES.filter(({ file }) => file === 'second-set.json')],
  ])('states the marks of the set: %s', (set, cases) => {
    const count = (mark: string) => cases.filter(({ judged }) => judged.mark === mark).length;
    expect(TRIAL).toContain(
      `| ${set} | ${cases.length} | ${count('right')} | ${count('partly')} | ${count('wrong')} |`,
    );
  });

  it('lists every case that was not judged right', () => {
    const open = CASES.filter(({ judged }) => judged.mark !== 'right').map(({ name }) => name);
    expect(open.filter((name) => !TRIAL.includes(`- ${name}:`))).toEqual([]);
  });
});
