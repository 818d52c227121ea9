import { diffArrays } from 'diff/lib/diff/array.js';
import type { Difference } from './align-fields.ts';

export interface ComparedLine {
  readonly left: string | null;
  readonly right: string | null;
  readonly difference: Exclude<Difference, 'changed'>;
}

/** With more differences the texts count as unrelated: aligning them is slow and useless. */
const MOST_DIFFERENCES = 1_500;

/** Aligns the lines of two texts by the shortest edit script (Myers). */
export function compareLines(leftText: string, rightText: string): ComparedLine[] {
  const left = splitLines(leftText);
  const right = splitLines(rightText);
  const changes = diffArrays(left, right, { maxEditLength: MOST_DIFFERENCES });
  if (!changes) return oneAfterTheOther(left, right);
  return changes.flatMap(({ added, removed, value }) =>
    value.map((line) => (removed ? onlyLeft(line) : added ? onlyRight(line) : same(line))),
  );
}

/** The part between common start and end: the left lines, then the right. */
function oneAfterTheOther(left: readonly string[], right: readonly string[]): ComparedLine[] {
  const start = commonStart(left, right);
  const end = commonStart(left.slice(start).reverse(), right.slice(start).reverse());
  return [
    ...left.slice(0, start).map(same),
    ...left.slice(start, left.length - end).map(onlyLeft),
    ...right.slice(start, right.length - end).map(onlyRight),
    ...left.slice(left.length - end).map(same),
  ];
}

const same = (line: string): ComparedLine => ({ left: line, right: line, difference: 'same' });
const onlyLeft = (line: string): ComparedLine => ({ left: line, right: null, difference: 'only-left' });
const onlyRight = (line: string): ComparedLine => ({ left: null, right: line, difference: 'only-right' });

function splitLines(text: string): string[] {
  return text === '' ? [] : text.split(/\r\n|\n|\r/);
}

function commonStart(left: readonly string[], right: readonly string[]): number {
  const limit = Math.min(left.length, right.length);
  let count = 0;
  while (count < limit && left[count] === right[count]) count += 1;
  return count;
}
