import { useEffect, useRef } from 'react';
import { selectApiRun } from '../../state/selectors/runs.ts';
import type { FlowCard } from '../../state/slices/navigation.ts';
import { store } from '../../state/store.ts';

/** Brings a card into sight when a new answer has arrived in it. */
export function useRevealCard(card: FlowCard, exchangeId: string | null): void {
  const seen = useRef(exchangeId);
  useEffect(() => {
    if (exchangeId === null || exchangeId === seen.current) return;
    seen.current = exchangeId;
    const state = store.getState();
    const goingOn = card === 'token' && selectApiRun(state).running !== null;
    const guided = state.tutorial !== null && state.tutorial.end === null;
    // Within "new token and retry" the API's answer is what the person waits for; the tutorial scrolls by itself.
    if (goingOn || guided) return;
    document.querySelector(`[data-flow-card="${card}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [card, exchangeId]);
}
