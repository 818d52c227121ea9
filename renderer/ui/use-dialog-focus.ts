import { useEffect, useState } from 'react';

/** Whether a dialog covers the window: what lies behind it cannot be used. */
export function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
}

/**
 * Keeps the keyboard where the person is, for a dialog that comes and goes as a whole: Tab goes into it even when what
 * had the focus has vanished, and when it closes the focus is back where it was.
 */
export function useDialogFocus(): void {
  const [before] = useState(whereFocusIs);
  useEffect(() => {
    document.addEventListener('keydown', enterDialog);
    return () => {
      document.removeEventListener('keydown', enterDialog);
      before()?.focus();
    };
  }, [before]);
}

/**
 * A way to the element that has the focus; of a menu's item, which is going, to the button that opens the menu; of one
 * that has gone meanwhile, to what has its id now.
 */
function whereFocusIs(): () => HTMLElement | null {
  const focused = document.activeElement;
  const opener = focused?.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  return () => {
    if (opener) return document.getElementById(opener);
    if (!(focused instanceof HTMLElement) || focused === document.body) return null;
    return focused.isConnected ? focused : document.getElementById(focused.id);
  };
}

/** From behind the dialog, Tab would walk through what nobody can use now. */
function enterDialog({ key }: KeyboardEvent): void {
  if (key !== 'Tab') return;
  const dialogs = document.querySelectorAll<HTMLElement>('[aria-modal="true"]');
  const top = dialogs.item(dialogs.length - 1);
  const focused = document.activeElement;
  // A menu of the dialog's is neither in it nor behind it.
  const isBehind = focused === null || focused === document.body || focused.closest('#root') !== null;
  // Tab then goes on from there, to its first control.
  if (isBehind && !top?.contains(focused)) top?.focus();
}
