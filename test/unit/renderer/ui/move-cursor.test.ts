import { describe, expect, it } from 'vitest';
import { moveCursor } from '../../../../renderer/ui/move-cursor.ts';

const ids = ['a', 'b', 'c', 'd', 'e'];

describe('the keys of a list', () => {
  it.each([
    ['ArrowDown', 'b', 'c'],
    ['ArrowDown', 'e', 'e'],
    ['ArrowUp', 'b', 'a'],
    ['ArrowUp', 'a', 'a'],
    ['PageDown', 'a', 'd'],
    ['PageUp', 'e', 'b'],
    ['Home', 'd', 'a'],
    ['End', 'b', 'e'],
    ['ArrowDown', null, 'a'],
    ['ArrowUp', null, 'e'],
    ['ArrowDown', 'hidden by the filter', 'a'],
    ['x', 'b', null],
  ])('%s leads from %s to %s', (key, cursor, expected) => {
    expect(moveCursor(cursor, ids, key, 3)).toBe(expected);
  });

  it('lead nowhere in an empty list', () => {
    expect(moveCursor(null, [], 'ArrowDown', 3)).toBeNull();
  });
});
