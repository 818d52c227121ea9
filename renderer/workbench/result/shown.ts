import { selectApiRun, selectTokenRun } from '../../state/selectors/runs.ts';
import { selectSaved } from '../../state/selectors/workspaces.ts';
import type { RunState } from '../../state/slices/runs.ts';
import type { ShownResult } from '../../state/slices/workbench.ts';
import type { AppState } from '../../state/store.ts';

/** What the result pane shows: what was chosen, else the latest run; null before anything was sent. */
export function selectShown(state: AppState): ShownResult | null {
  const chosen = state.workbench.shown[selectSaved(state).id];
  if (chosen) return chosen;
  if (hasBegun(selectApiRun(state))) return LATEST_API;
  return hasBegun(selectTokenRun(state)) ? LATEST_TOKEN : null;
}

/** The exchange in the result pane; null while there is none. */
export function selectShownExchangeId(state: AppState): string | null {
  const shown = selectShown(state);
  switch (shown?.kind) {
    case 'token':
      return selectTokenRun(state).result?.exchange.id ?? null;
    case 'api':
      return selectApiRun(state).result?.exchange.id ?? null;
    case 'kept-token':
      return shown.tokenId;
    case 'exchange':
      return shown.exchangeId;
    default:
      return null;
  }
}

/** How an exchange is shown: the latest runs with all that came of them, the others as the history has them. */
export function resultOf(exchangeId: string, state: AppState): ShownResult {
  if (selectTokenRun(state).result?.exchange.id === exchangeId) return LATEST_TOKEN;
  if (selectApiRun(state).result?.exchange.id === exchangeId) return LATEST_API;
  return { kind: 'exchange', exchangeId };
}

const LATEST_API: ShownResult = { kind: 'api' };
const LATEST_TOKEN: ShownResult = { kind: 'token' };

function hasBegun({ running, result, error }: RunState<unknown>): boolean {
  return running !== null || result !== null || error !== null;
}
