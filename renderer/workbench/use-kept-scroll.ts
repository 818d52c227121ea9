import { type RefObject, type UIEvent, useLayoutEffect, useRef } from 'react';

export interface KeptScroll {
  readonly ref: RefObject<HTMLElement | null>;
  readonly onScroll: (event: UIEvent<HTMLElement>) => void;
}

/** One element scrolls for all pages: each comes back where it was left, and begins at its top. */
export function useKeptScroll(page: string): KeptScroll {
  const ref = useRef<HTMLElement>(null);
  const positions = useRef<Record<string, number>>({});
  useLayoutEffect(() => {
    if (ref.current) ref.current.scrollTop = positions.current[page] ?? 0;
  }, [page]);
  return {
    ref,
    onScroll: ({ currentTarget, target }) => {
      if (target === currentTarget) positions.current[page] = currentTarget.scrollTop;
    },
  };
}
