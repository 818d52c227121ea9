import { showPage } from '../../state/actions/navigation.ts';
import { openStep, showResult } from '../../state/actions/workbench.ts';
import type { TutorialPlace } from '../../state/slices/tutorial.ts';
import type { FlowStep } from '../../state/slices/workbench.ts';

/** Opens the page, and the step or the result, where the step of the tutorial happens. */
export function reveal(place: TutorialPlace): void {
  showPage(place === 'token-server' ? 'token-server' : 'flow');
  const step = STEPS[place];
  if (step) openStep(step);
  if (place === 'token-card') showResult({ kind: 'token' });
}

const STEPS: Readonly<Partial<Record<TutorialPlace, FlowStep>>> = {
  'server-card': 'server',
  'request-card': 'request',
  'api-card': 'api',
};
