import { useEffect } from 'react';
import { runFocusedCard } from '../../state/actions/menu.ts';
import { cancelRuns } from '../../state/actions/runs.ts';

/** Where Esc means "close this", not "cancel the run". */
const OWN_ESCAPE = '[role="dialog"], [role="menu"], [role="listbox"], .cm-panel';

/** Ctrl/Cmd+Enter runs, Esc cancels. Handled here so that the menu's accelerator does not run a second time. */
export function useFlowShortcuts(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector('[role="dialog"]')) return;
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        void runFocusedCard();
      }
      if (event.key === 'Escape' && !(event.target instanceof Element && event.target.closest(OWN_ESCAPE))) {
        void cancelRuns();
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
