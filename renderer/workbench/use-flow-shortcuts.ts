import { useEffect } from 'react';
import { cancelRuns, renewTokenAndCallApi, runApiRequest, runTokenRequest } from '../state/actions/runs.ts';
import { openStep } from '../state/actions/workbench.ts';
import { FLOW_STEPS } from '../state/slices/workbench.ts';

/** Where Esc means "close this", not "cancel the run". */
const OWN_ESCAPE = '[role="dialog"], [role="menu"], [role="listbox"], .cm-panel';

/**
 * Ctrl/Cmd+Enter gets a token, with Shift it calls the API, with Alt it does both; Alt+1 to 3 open a step; Esc cancels.
 * Handled here so that the menu's accelerator does not run a second time.
 */
export function useFlowShortcuts(): void {
  useEffect(() => {
    const run = (event: KeyboardEvent) => {
      if (document.querySelector('[role="dialog"][aria-modal="true"]')) return;
      const action = actionOf(event);
      if (!action) return;
      event.preventDefault();
      event.stopPropagation();
      action();
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

function actionOf(event: KeyboardEvent): (() => void) | null {
  const isCommand = event.ctrlKey || event.metaKey;
  if (event.key === 'Enter' && isCommand) {
    if (event.altKey) return () => void renewTokenAndCallApi();
    return event.shiftKey ? () => void runApiRequest() : () => void runTokenRequest();
  }
  const step = event.altKey && !isCommand ? FLOW_STEPS[Number(event.key) - 1] : undefined;
  return step ? () => openStep(step) : null;
}
