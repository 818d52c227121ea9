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

  it.each(CASES.filter(({ repaired }) => repaired !== undefined))('repaired: $file: $name', (blind) => {
    const { verdict, findings } = examineBlind(blind);
    expect({ id: findings[0]?.id ?? null, confidence: verdict?.confidence ?? null }).toEqual(blind.repaired);
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
    ['First', CASES.filter(({ file }) => file !== 'second-set.json' && file !== 'third-set.json')],
    ['Second', CASES.filter(({ file }) => file === 'second-set.json')],
    ['Third', CASES.filter(({ file }) => file === 'third-set.json')],
  ])('states the marks of the set: %s', (set, cases) => {
    const count = (mark: string) => cases.filter(({ judged }) => judged.mark === mark).length;
    expect(TRIAL).toContain(
      `| ${set} | ${cases.length} | ${count('right')} | ${count('partly')} | ${count('wrong')} |`,
    );
  });

  it('lists exactly the cases that are still not right', () => {
    const isOpen = ({ judged, repaired }: (typeof CASES)[number]) =>
      judged.mark !== 'right' && repaired === undefined;
    const listed = CASES.filter(({ name }) => TRIAL.includes(`- ${name}:`));
    expect(listed.map(({ name }) => name)).toEqual(CASES.filter(isOpen).map(({ name }) => name));
    expect(TRIAL).toContain(`${CASES.filter(({ repaired }) => repaired !== undefined).length} of them`);
  });
});
