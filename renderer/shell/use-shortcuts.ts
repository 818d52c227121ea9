import { useEffect } from 'react';
import { type CommandId, commandFor } from '../../shared/model/commands.ts';
import { performCommand } from '../state/actions/commands.ts';
import { store } from '../state/store.ts';
import { isDialogOpen } from '../ui/use-dialog-focus.ts';

/** Where Esc means "close this", not "cancel the run". */
const OWN_ESCAPE = '[role="dialog"], [role="menu"], [role="listbox"], .cm-panel';

/** These change how the window looks and nothing else, so they work while a dialog is open, too. */
const ALSO_IN_DIALOGS: readonly CommandId[] = ['zoom-in', 'zoom-out', 'zoom-reset'];

/**
 * The shortcuts of all commands. They are handled here, before a field sees them, so that the menu's accelerators do not
 * run a second time; and they are handled alike on systems that have no menu.
 */
export function useShortcuts(): void {
  useEffect(() => {
    const run = (event: KeyboardEvent) => {
      const command = commandFor(event);
      if (command === null || command === 'cancel') return;
      event.preventDefault();
      event.stopPropagation();
      if (!isDialogOpen() || ALSO_IN_DIALOGS.includes(command)) performCommand(command);
    };
    const cancel = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || store.getState().navigation.page !== 'flow')
        return;
      if (event.target instanceof Element && event.target.closest(OWN_ESCAPE)) return;
      performCommand('cancel');
    };
    // Running comes before whatever a field does with Enter; cancelling after what it does with Esc.
    window.addEventListener('keydown', run, { capture: true });
    window.addEventListener('keydown', cancel);
    return () => {
      window.removeEventListener('keydown', run, { capture: true });
      window.removeEventListener('keydown', cancel);
    };
  }, []);
}
