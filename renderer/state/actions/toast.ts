import { newId } from '../new-id.ts';
import type { ToastAction } from '../slices/toast.ts';
import { store, update } from '../store.ts';

/** Long enough to read the sentence and to move the pointer there. The main process keeps removed secrets as long. */
export const UNDO_MS = 10_000;

/** Shows for ten seconds what was done, with an action. Replaces an earlier message. */
export function showToast(message: string, action: ToastAction | null = null): void {
  const id = newId();
  update({ toast: { shown: { id, message, action } } });
  setTimeout(() => {
    if (store.getState().toast.shown?.id === id) dismissToast();
  }, UNDO_MS);
}

/** Says what was removed or changed and offers to take it back. */
export function offerUndo(message: string, undo: () => void): void {
  showToast(message, { label: 'Undo', perform: undo });
}

/** Says that something is on the clipboard, where no button says so. */
export function tellCopied(copied: boolean): void {
  if (copied) showToast('Copied.');
}

/** Does what the toast offers. */
export function performToastAction(): void {
  const { shown: toast } = store.getState().toast;
  dismissToast();
  toast?.action?.perform();
}

export function dismissToast(): void {
  update({ toast: { shown: null } });
}
