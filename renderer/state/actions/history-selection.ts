import type { HistorySelection } from '../slices/history.ts';
import { NO_SELECTION } from '../slices/history.ts';
import { store, update } from '../store.ts';
import { showResult } from './workbench.ts';

/** Applies a selection; an open inspector follows the cursor. */
export function selectEntries(selection: HistorySelection): void {
  const { inspectedId } = store.getState().history;
  const { cursor } = selection;
  update({
    history: { selection, inspectedId: inspectedId !== null && cursor !== null ? cursor : inspectedId },
  });
}

export function clearSelection(): void {
  update({ history: { selection: NO_SELECTION } });
}

/** Opens an exchange in the current context: in the result pane, beside the list, or over the page. */
export function inspectExchange(id: string): void {
  const { navigation, repeat } = store.getState();
  const { page } = navigation;
  // The repeat panel covers the result.
  if (page === 'flow' && repeat.panel === null) showResult({ kind: 'exchange', exchangeId: id });
  else update(page === 'history' ? { history: { inspectedId: id } } : { history: { drawerId: id } });
}

export function closeInspector(): void {
  update((state) =>
    state.navigation.page === 'history'
      ? { history: { inspectedId: null } }
      : { history: { drawerId: null } },
  );
}

/** Compares two entries: above the timeline if selected there, else on the History page. */
export function compareEntries(left: string, right: string): void {
  update(({ navigation: { page } }) => ({
    navigation: { page: page === 'flow' ? page : 'history' },
    history: { comparedIds: [left, right], drawerId: null, message: null },
  }));
}

export function closeComparison(): void {
  update({ history: { comparedIds: null } });
}

/** Shows an entry in the history list, from any page. */
export function showInHistory(id: string): void {
  update({
    navigation: { page: 'history' },
    history: {
      comparedIds: null,
      inspectedId: id,
      drawerId: null,
      selection: { cursor: id, anchor: id, ids: new Set([id]) },
    },
  });
}
