import { useEffect } from 'react';
import type { TutorialPlace, TutorialProgress } from '../../state/slices/tutorial.ts';
import { prefersReducedMotion } from './reduced-motion.ts';

/** Where each place is found on the screen; the Flow page marks its steps with `data-flow-step`. */
const SELECTORS: Readonly<Record<TutorialPlace, string>> = {
  'token-server': '[data-tutorial-place="token-server"]',
  'server-card': '[data-flow-step="server"]',
  'request-card': '[data-flow-step="request"]',
  'token-card': '[data-pane="result"]',
  'api-card': '[data-flow-step="api"]',
};

/** Set on the element in the light; the ring itself is in tutorial.module.css. */
const MARK = 'data-tutorial-spotlight';

/** Rings the place and keeps what matters of it in view: once a step is judged, what came of it. */
export function useHighlight(progress: Pick<TutorialProgress, 'place' | 'phase' | 'number'> | null): void {
  const { place, phase, number } = progress ?? { place: null, phase: null, number: null };
  useEffect(() => {
    if (place === null || number === null) return;
    const element = document.querySelector(SELECTORS[place]);
    if (!element) return;
    element.setAttribute(MARK, '');
    const behavior = prefersReducedMotion() ? 'instant' : 'smooth';
    const answered = place === 'api-card' && phase === 'judged';
    element.scrollIntoView({ behavior, block: blockFor(element, answered) });
    return () => element.removeAttribute(MARK);
  }, [place, phase, number]);
}

/** A card that fits is shown whole; of a taller one its beginning, or its end where the API's answer is. */
function blockFor(element: Element, answered: boolean): ScrollLogicalPosition {
  if (element.getBoundingClientRect().height <= window.innerHeight * 0.6) return 'center';
  return answered ? 'end' : 'start';
}
