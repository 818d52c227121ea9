import { selectSaved, selectSelection } from '../selectors/workspaces.ts';
import { store } from '../store.ts';
import { offerUndo } from './toast.ts';

/** Offers to take back a removal from the client and the API call in use; with others in use it would go astray. */
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
