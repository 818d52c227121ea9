import type { HistorySelection } from '../slices/history.ts';
import { NO_SELECTION } from '../slices/history.ts';
import { store } from '../store.ts';
import { showResult } from './workbench.ts';

/** Takes up a selection; an open inspector follows the cursor. */
export function selectEntries(historySelection: HistorySelection): void {
  const { inspectedId } = store.getState();
  store.setState({
    historySelection,
    inspectedId:
      inspectedId !== null && historySelection.cursor !== null ? historySelection.cursor : inspectedId,
  });
}

export function clearSelection(): void {
  store.setState({ historySelection: NO_SELECTION });
}

/** Opens an exchange where the user is: in the result pane, beside the list, or over the page. */
export function inspectExchange(id: string): void {
  const { page, repeatPanel } = store.getState();
  // The panel that repeats a request covers the result.
  if (page === 'flow' && repeatPanel === null) showResult({ kind: 'exchange', exchangeId: id });
  else store.setState(page === 'history' ? { inspectedId: id } : { drawerId: id });
}

export function closeInspector(): void {
  store.setState(({ page }) => (page === 'history' ? { inspectedId: null } : { drawerId: null }));
}

/** Compares two entries: above the timeline where they were chosen there, else on the History page. */
export function compareEntries(left: string, right: string): void {
  store.setState(({ page }) => ({
    comparedIds: [left, right],
    page: page === 'flow' ? page : 'history',
    drawerId: null,
    historyMessage: null,
  }));
}

export function closeComparison(): void {
  store.setState({ comparedIds: null });
}

/** Opens an entry in the history's list, wherever the person is. */
export function showInHistory(id: string): void {
  store.setState({
    page: 'history',
    comparedIds: null,
    inspectedId: id,
    drawerId: null,
    historySelection: { cursor: id, anchor: id, ids: new Set([id]) },
  });
}
