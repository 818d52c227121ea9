import { newId } from '../new-id.ts';
import { store } from '../store.ts';

/** Long enough to read the sentence and to move the pointer there. */
const OFFERED_MS = 10_000;

/** Says what was removed and offers to take it back, for ten seconds. */
export function offerUndo(message: string, undo: () => void): void {
  const id = newId();
  store.setState({ undo: { id, message, perform: undo } });
  setTimeout(() => dropUndo(id), OFFERED_MS);
}

export function performUndo(): void {
  const { undo } = store.getState();
  store.setState({ undo: null });
  undo?.perform();
}

function dropUndo(id: string): void {
  if (store.getState().undo?.id === id) store.setState({ undo: null });
}
