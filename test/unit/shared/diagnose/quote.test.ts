import { expect, it } from 'vitest';
import { listSome } from '../../../../shared/diagnose/quote.ts';

it.each([
  [0, ''],
  [2, '1 and 2'],
  [10, '1, 2, 3, 4, 5, 6, 7, 8, 9 and 10'],
  [3_000, '1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 2990 more'],
])('of %d things ten are named', (count, text) => {
  expect(listSome(Array.from({ length: count }, (_, index) => String(index + 1)))).toBe(text);
});
