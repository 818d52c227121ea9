import { type RefObject, useEffect, useLayoutEffect, useState } from 'react';

/** The width of one exchange, in pixels. */
export const PLACE = 128;

/** Drawn beyond each edge, so that scrolling does not show gaps. */
const BEYOND = 6;

export interface VisiblePlaces {
  readonly first: number;
  /** One behind the last. */
  readonly end: number;
}

/**
 * Which exchanges are in sight: only those are drawn, so that a thousand are as quick as ten. A new one is brought into
 * view. Every place is of the same width, so this is arithmetic.
 */
export function useVisiblePlaces(scroller: RefObject<HTMLElement | null>, places: number): VisiblePlaces {
  const [visible, setVisible] = useState<VisiblePlaces>({ first: 0, end: 24 });
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const look = () => {
      const first = Math.max(0, Math.floor(element.scrollLeft / PLACE) - BEYOND);
      const end = Math.ceil((element.scrollLeft + element.clientWidth) / PLACE) + BEYOND;
      setVisible((before) => (before.first === first && before.end === end ? before : { first, end }));
    };
    look();
    element.addEventListener('scroll', look, { passive: true });
    const resizes = new ResizeObserver(look);
    resizes.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      resizes.disconnect();
    };
  }, [scroller]);
  // Brings each new exchange into view.
  useLayoutEffect(() => {
    if (places > 0) scroller.current?.scrollTo({ left: scroller.current.scrollWidth });
  }, [scroller, places]);
  return visible;
}
