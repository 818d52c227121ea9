import { type ReactNode, useState } from 'react';
import { formatCount } from './format-count.ts';
import { TextButton } from './text-button.tsx';

/** Items drawn at first, and with each press of the button: a server may send a hundred thousand. */
const STEP = 200;

/** The items of a list to draw now, and the button for more of them; null when there are no more. */
export function useLongList<T>(items: readonly T[]): { shown: readonly T[]; more: ReactNode } {
  const [count, setCount] = useState(STEP);
  const hidden = items.length - count;
  const more =
    hidden > 0 ? (
      <TextButton onClick={() => setCount(count + STEP)}>and {formatCount(hidden)} more</TextButton>
    ) : null;
  return { shown: hidden > 0 ? items.slice(0, count) : items, more };
}
