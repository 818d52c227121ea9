import { describe, expect, it, test } from 'vitest';
import { neighbourOf, selectEntry } from '../../../../renderer/features/history/selection.ts';
import { type HistorySelection, NO_SELECTION } from '../../../../renderer/state/slices/history.ts';

const ids = ['a', 'b', 'c', 'd', 'e'];

function selected(cursor: string, anchor = cursor, all: string[] = [cursor]): HistorySelection {
  return { cursor, anchor, ids: new Set(all) };
}

describe('selecting', () => {
  it.each([
    ['one alone', selected('a'), 'c', 'only', selected('c')],
    ['one more', selected('a'), 'c', 'toggle', selected('c', 'c', ['a', 'c'])],
    ['one less', selected('c', 'c', ['a', 'c']), 'c', 'toggle', selected('c', 'c', ['a'])],
    ['a range down', selected('b'), 'd', 'range', selected('d', 'b', ['b', 'c', 'd'])],
    ['a range up', selected('d'), 'b', 'range', selected('b', 'd', ['b', 'c', 'd'])],
    [
      'a range that shrinks',
      selected('d', 'b', ['b', 'c', 'd']),
      'c',
      'range',
      selected('c', 'b', ['b', 'c']),
    ],
    ['a range from nowhere', NO_SELECTION, 'c', 'range', selected('c')],
    ['a range from what the filter hides', selected('gone'), 'c', 'range', selected('c')],
  ] as const)('%s', (_what, before, id, mode, expected) => {
    expect(selectEntry(before, ids, id, mode)).toEqual(expected);
  });
});

test.each([
  [['b'], 'c'],
  [['b', 'c'], 'd'],
  [['e'], 'd'],
  [['a', 'b', 'c', 'd', 'e'], null],
  [['x'], null],
])('when %s go, the cursor is at %s', (gone, expected) => {
  expect(neighbourOf(ids, new Set(gone))).toBe(expected);
});
