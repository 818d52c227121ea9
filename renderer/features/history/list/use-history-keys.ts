import type { KeyboardEvent } from 'react';
import { pinEntries } from '../../../state/actions/history.ts';
import { deleteEntries } from '../../../state/actions/history-deletion.ts';
import {
  clearSelection,
  closeInspector,
  compareEntries,
  inspectExchange,
  selectEntries,
} from '../../../state/actions/history-selection.ts';
import { store } from '../../../state/store.ts';
import { moveCursor } from '../../../ui/move-cursor.ts';
import { neighbourOf, selectEntry } from '../selection.ts';

/** The keys of the list, once for all rows: the focus stays on the list and the cursor moves in it. */
export function useHistoryKeys(ids: readonly string[], pageSize: number): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.target !== event.currentTarget && !(event.target as Element).matches('[role="option"]')) return;
    if (handleKey(event, ids, pageSize)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
}

/** True when the key was for the list. */
function handleKey(event: KeyboardEvent, ids: readonly string[], pageSize: number): boolean {
  const { selection } = store.getState().history;
  const withCommand = event.ctrlKey || event.metaKey;
  const target = withCommand || event.altKey ? null : moveCursor(selection.cursor, ids, event.key, pageSize);
  if (target !== null) {
    selectEntries(selectEntry(selection, ids, target, event.shiftKey ? 'range' : 'only'));
    return true;
  }
  if (withCommand) return event.key.toLowerCase() === 'a' && selectAll(ids);
  switch (event.key) {
    case 'Enter':
      if (selection.cursor !== null) inspectExchange(selection.cursor);
      return true;
    case ' ':
      if (selection.cursor !== null) selectEntries(selectEntry(selection, ids, selection.cursor, 'toggle'));
      return true;
    case 'p':
    case 'P':
      pinSelected();
      return true;
    case 'c':
    case 'C':
      return compareSelected();
    case 'Delete':
    case 'Backspace':
      deleteSelected(ids);
      return true;
    case 'Escape':
      if (store.getState().history.inspectedId !== null) closeInspector();
      else clearSelection();
      return true;
    default:
      return false;
  }
}

function selectAll(ids: readonly string[]): boolean {
  const { cursor, anchor } = store.getState().history.selection;
  selectEntries({ cursor, anchor, ids: new Set(ids) });
  return true;
}

/** Pins what is selected; where all of it is pinned already, lets it go. */
export function pinSelected(): void {
  const { entries: history, selection: historySelection } = store.getState().history;
  const selected = (history ?? []).filter(({ id }) => historySelection.ids.has(id));
  if (selected.length === 0) return;
  void pinEntries(
    selected.map(({ id }) => id),
    selected.some(({ pinned }) => !pinned),
  );
}

export function deleteSelected(ids: readonly string[]): void {
  const { selection: historySelection } = store.getState().history;
  const next = neighbourOf(ids, historySelection.ids);
  deleteEntries([...historySelection.ids]);
  selectEntries({ cursor: next, anchor: next, ids: new Set(next === null ? [] : [next]) });
}

/** Compares the two that are selected, the older one on the left. False when there are not two. */
export function compareSelected(): boolean {
  const { entries: history, selection: historySelection } = store.getState().history;
  const [newer, older, ...more] = (history ?? []).filter(({ id }) => historySelection.ids.has(id));
  if (!newer || !older || more.length > 0) return false;
  compareEntries(older.id, newer.id);
  return true;
}
