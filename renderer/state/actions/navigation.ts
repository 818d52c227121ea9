import type { FlowCard, PageName } from '../slices/navigation.ts';
import { store } from '../store.ts';

export function showPage(page: PageName): void {
  store.setState({ page });
}

export function toggleCard(card: FlowCard): void {
  setCardOpen(card, !store.getState().openCards[card]);
}

export function setCardOpen(card: FlowCard, open: boolean): void {
  store.setState(({ openCards }) => ({ openCards: { ...openCards, [card]: open } }));
}

/** Opens the dialog that reads a curl command, with the command already in it where there is one. */
export function openPasteCurl(text = ''): void {
  store.setState({ page: 'flow', pasteCurl: { open: true, text } });
}

export function closePasteCurl(): void {
  store.setState({ pasteCurl: { open: false, text: '' } });
}
