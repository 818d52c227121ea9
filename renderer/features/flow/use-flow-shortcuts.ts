import { useEffect } from 'react';
import { runFocusedCard } from '../../state/actions/menu.ts';
import { cancelRuns } from '../../state/actions/runs.ts';

/** Where Esc means "close this", not "cancel the run". */
const OWN_ESCAPE = '[role="dialog"], [role="menu"], [role="listbox"], .cm-panel';

/** Ctrl/Cmd+Enter runs, Esc cancels. Handled here so that the menu's accelerator does not run a second time. */
export function useFlowShortcuts(): void {
  useEffect(() => {
    const run = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      if (document.querySelector('[role="dialog"][aria-modal="true"]')) return;
      event.preventDefault();
      event.stopPropagation();
      void runFocusedCard();
    };
    const cancel = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest(OWN_ESCAPE)) return;
      void cancelRuns();
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
