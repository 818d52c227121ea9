import { selectSaved, selectSelection } from '../selectors/workspaces.ts';
import { store } from '../store.ts';
import { offerUndo } from './toast.ts';

/** Offers to undo a removal while the same client and API call are selected. */
export function offerUndoHere(message: string, undo: () => void): void {
  const here = whereNow();
  offerUndo(message, () => {
    if (whereNow() === here) undo();
  });
}

function whereNow(): string {
  const state = store.getState();
  const { clientId, callId } = selectSelection(state);
  return JSON.stringify([selectSaved(state).id, clientId, callId]);
}
