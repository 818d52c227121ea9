import { newId } from '../new-id.ts';
import type { ToastAction } from '../slices/toast.ts';
import { store, update } from '../store.ts';

/** Long enough to read the message and reach the button. The main process keeps removed secrets for the same time. */
export const UNDO_MS = 10_000;

/** Shows a message with an action for ten seconds. Replaces an earlier one. */
export function showToast(message: string, action: ToastAction | null = null): void {
  const id = newId();
  update({ toast: { shown: { id, message, action } } });
  setTimeout(() => {
    if (store.getState().toast.shown?.id === id) dismissToast();
  }, UNDO_MS);
}

/** Reports a removal or change, with undo. */
export function offerUndo(message: string, undo: () => void): void {
  showToast(message, { label: 'Undo', perform: undo });
}

/** Confirms a copy that no button confirms. */
export function tellCopied(copied: boolean): void {
  if (copied) showToast('Copied.');
}

/** Performs the toast's action. */
export function performToastAction(): void {
  const { shown: toast } = store.getState().toast;
  dismissToast();
  toast?.action?.perform();
}

export function dismissToast(): void {
  update({ toast: { shown: null } });
}
