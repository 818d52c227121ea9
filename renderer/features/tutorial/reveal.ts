import { setCardOpen, showPage } from '../../state/actions/navigation.ts';
import type { FlowCard } from '../../state/slices/navigation.ts';
import type { TutorialPlace } from '../../state/slices/tutorial.ts';

const CARDS: Readonly<Record<TutorialPlace, FlowCard | null>> = {
  'token-server': null,
  'server-card': 'server',
  'request-card': 'request',
  'token-card': 'token',
  'api-card': 'api',
};

/** Opens the page, and the card, where the step happens. */
export function reveal(place: TutorialPlace): void {
  const card = CARDS[place];
  showPage(card ? 'flow' : 'token-server');
  if (card) setCardOpen(card, true);
}
