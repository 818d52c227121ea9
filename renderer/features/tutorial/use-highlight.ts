import { useEffect } from 'react';
import type { TutorialPlace } from '../../state/slices/tutorial.ts';
import { prefersReducedMotion } from './reduced-motion.ts';

/** Where each place is found on the screen; the Flow page marks its cards with `data-flow-card`. */
const SELECTORS: Readonly<Record<TutorialPlace, string>> = {
  'token-server': '[data-tutorial-place="token-server"]',
  'server-card': '[data-flow-card="server"]',
  'request-card': '[data-flow-card="request"]',
  'token-card': '[data-flow-card="token"]',
  'api-card': '[data-flow-card="api"]',
};

/** Set on the element in the light; the ring itself is in tutorial.module.css. */
const MARK = 'data-tutorial-spotlight';

/** Rings the place and keeps it in view for as long as the step is about it. */
export function useHighlight(place: TutorialPlace | null, moment: string): void {
  useEffect(() => {
    if (!place) return;
    const element = document.querySelector(SELECTORS[place]);
    if (!element) return;
    element.setAttribute(MARK, '');
    const behavior = prefersReducedMotion() ? 'instant' : 'smooth';
    // `moment` is a dependency because a card grows when its answer arrives, and should then be shown whole.
    if (moment) element.scrollIntoView({ behavior, block: blockFor(element) });
    return () => element.removeAttribute(MARK);
  }, [place, moment]);
}

/** A card that fits is shown whole with as little scrolling as possible; of a taller one the beginning matters. */
function blockFor(element: Element): ScrollLogicalPosition {
  return element.getBoundingClientRect().height > window.innerHeight * 0.6 ? 'start' : 'center';
}
