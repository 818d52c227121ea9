import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignFields, type NamedValue } from '../../../../shared/history/align-fields.ts';

function rows(left: NamedValue[], right: NamedValue[]): string[] {
  return alignFields(left, right).map(
    (field) => `${field.name}: ${field.left ?? '–'} | ${field.right ?? '–'} (${field.difference})`,
  );
}

describe('alignFields', () => {
  it.each<[string, NamedValue[], NamedValue[], string[]]>([
    ['equal fields', [['a', '1']], [['a', '1']], ['a: 1 | 1 (same)']],
    ['another value', [['a', '1']], [['a', '2']], ['a: 1 | 2 (changed)']],
    ['names in another case', [['Accept', '1']], [['accept', '1']], ['Accept: 1 | 1 (same)']],
    ['a field that left alone has', [['a', '1']], [], ['a: 1 | – (only-left)']],
    [
      'a field that right alone has, in its place',
      [
        ['a', '1'],
        ['c', '3'],
      ],
      [
        ['a', '1'],
        ['b', '2'],
        ['c', '3'],
      ],
      ['a: 1 | 1 (same)', 'b: – | 2 (only-right)', 'c: 3 | 3 (same)'],
    ],
    [
      'duplicates, first with first',
      [
        ['scope', 'read'],
        ['scope', 'write'],
      ],
      [
        ['scope', 'read'],
        ['scope', 'admin'],
        ['scope', 'more'],
      ],
      ['scope: read | read (same)', 'scope: write | admin (changed)', 'scope: – | more (only-right)'],
    ],
    [
      'another order',
      [
        ['a', '1'],
        ['b', '2'],
      ],
      [
        ['b', '2'],
        ['a', '1'],
      ],
      ['a: 1 | 1 (same)', 'b: 2 | 2 (same)'],
    ],
  ])('%s', (_what, left, right, expected) => {
    expect(rows(left, right)).toEqual(expected);
  });

  it('loses no field of either side, whatever they are', () => {
    const fields = fc.array(fc.tuple(fc.constantFrom('a', 'B', 'b', 'c'), fc.constantFrom('1', '2')), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(fields, fields, (left, right) => {
        const aligned = alignFields(left, right);
        const values = (pick: 'left' | 'right') => aligned.flatMap((field) => field[pick] ?? []).sort();
        expect(values('left')).toEqual(left.map(([, value]) => value).sort());
        expect(values('right')).toEqual(right.map(([, value]) => value).sort());
      }),
    );
  });
});
