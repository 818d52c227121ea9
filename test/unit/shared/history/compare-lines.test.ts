import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareLines } from '../../../../shared/history/compare-lines.ts';

function marks(left: string, right: string): string[] {
  const signs = { same: ' ', 'only-left': '-', 'only-right': '+' };
  return compareLines(left, right).map((line) => `${signs[line.difference]}${line.left ?? line.right}`);
}

describe('compareLines', () => {
  it.each([
    ['equal texts', 'a\nb', 'a\nb', [' a', ' b']],
    ['a line in the middle', 'a\nb\nc', 'a\nx\nc', [' a', '-b', '+x', ' c']],
    ['a line added at the end', 'a', 'a\nb', [' a', '+b']],
    ['a line taken from the start', 'a\nb', 'b', ['-a', ' b']],
    ['the longest common part, not the first', 'x\na\nb\nc', 'a\nb\nx\nc', ['-x', ' a', ' b', '+x', ' c']],
    ['line breaks of any kind', 'a\r\nb', 'a\nb', [' a', ' b']],
    ['nothing on the left', '', 'a', ['+a']],
    ['nothing at all', '', '', []],
  ])('%s', (_what, left, right, expected) => {
    expect(marks(left, right)).toEqual(expected);
  });

  it('loses no line of either side, whatever they are', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(text, text, (left, right) => {
        const lines = compareLines(left.join('\n'), right.join('\n'));
        const side = (pick: 'left' | 'right') => lines.flatMap((line) => line[pick] ?? []).join('\n');
        expect([side('left'), side('right')]).toEqual([left.join('\n'), right.join('\n')]);
      }),
    );
  });

  it('shows texts that are too long to align one after the other, their common ends aside', () => {
    const many = (letter: string) => Array.from({ length: 2_000 }, (_, index) => `${letter}${index}`);
    const lines = compareLines(['same', ...many('a')].join('\n'), ['same', ...many('b')].join('\n'));
    expect(lines).toHaveLength(4_001);
    expect(lines.slice(0, 2).map(({ difference }) => difference)).toEqual(['same', 'only-left']);
    expect(lines.at(-1)?.difference).toBe('only-right');
  });
});
