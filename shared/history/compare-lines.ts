import type { Difference } from './align-fields.ts';

export interface ComparedLine {
  readonly left: string | null;
  readonly right: string | null;
  readonly difference: Exclude<Difference, 'changed'>;
}

/** Lines compared with care on each side; what differs beyond that is shown as it is, one side after the other. */
const MAX_LINES = 1_500;

/** The lines of two texts beside each other, by their longest common subsequence. */
export function compareLines(leftText: string, rightText: string): ComparedLine[] {
  const left = splitLines(leftText);
  const right = splitLines(rightText);
  const start = commonStart(left, right);
  const end = commonEnd(left.slice(start), right.slice(start));
  const same = (line: string): ComparedLine => ({ left: line, right: line, difference: 'same' });
  return [
    ...left.slice(0, start).map(same),
    ...compareMiddle(left.slice(start, left.length - end), right.slice(start, right.length - end)),
    ...left.slice(left.length - end).map(same),
  ];
}

function compareMiddle(left: readonly string[], right: readonly string[]): ComparedLine[] {
  const result: ComparedLine[] = [];
  const onlyLeft = (line: string) => result.push({ left: line, right: null, difference: 'only-left' });
  const onlyRight = (line: string) => result.push({ left: null, right: line, difference: 'only-right' });
  if (left.length > MAX_LINES || right.length > MAX_LINES) {
    left.forEach(onlyLeft);
    right.forEach(onlyRight);
    return result;
  }
  const lengths = commonLengths(left, right);
  const width = right.length + 1;
  let i = 0;
  let j = 0;
  while (i < left.length && j < right.length) {
    const [one = '', other = ''] = [left[i], right[j]];
    if (one === other) {
      result.push({ left: one, right: other, difference: 'same' });
      i += 1;
      j += 1;
    } else if ((lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0)) {
      onlyLeft(one);
      i += 1;
    } else {
      onlyRight(other);
      j += 1;
    }
  }
  left.slice(i).forEach(onlyLeft);
  right.slice(j).forEach(onlyRight);
  return result;
}

/** At `i * (right.length + 1) + j`: how many lines the rests from i and j have in common, in order. */
function commonLengths(left: readonly string[], right: readonly string[]): Uint16Array {
  const width = right.length + 1;
  const lengths = new Uint16Array((left.length + 1) * width);
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        left[i] === right[j]
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
    }
  }
  return lengths;
}

function splitLines(text: string): string[] {
  return text === '' ? [] : text.split(/\r\n|\n|\r/);
}

function commonStart(left: readonly string[], right: readonly string[]): number {
  const limit = Math.min(left.length, right.length);
  let count = 0;
  while (count < limit && left[count] === right[count]) count += 1;
  return count;
}

function commonEnd(left: readonly string[], right: readonly string[]): number {
  return commonStart([...left].reverse(), [...right].reverse());
}
