import type { HistorySelection } from '../../state/slices/history.ts';

/** How a click or key adds to what is selected: `only` this, `toggle` this, or the `range` from the anchor. */
export type SelectionMode = 'only' | 'toggle' | 'range';

/** The selection after an entry was clicked, or the keyboard came to it. `ids` is the list as shown. */
export function selectEntry(
  selection: HistorySelection,
  ids: readonly string[],
  id: string,
  mode: SelectionMode,
): HistorySelection {
  switch (mode) {
    case 'only':
      return { cursor: id, anchor: id, ids: new Set([id]) };
    case 'toggle':
      return { cursor: id, anchor: id, ids: toggled(selection.ids, id) };
    case 'range':
      return selectRange(selection, ids, id);
  }
}

/** The entry that takes the cursor when those selected go: the one after them, else the one before. */
export function neighbourOf(ids: readonly string[], gone: ReadonlySet<string>): string | null {
  const first = ids.findIndex((id) => gone.has(id));
  if (first < 0) return null;
  return ids.slice(first).find((id) => !gone.has(id)) ?? ids.slice(0, first).at(-1) ?? null;
}

function selectRange(selection: HistorySelection, ids: readonly string[], id: string): HistorySelection {
  const to = ids.indexOf(id);
  const from = selection.anchor === null ? to : ids.indexOf(selection.anchor);
  if (from < 0) return { cursor: id, anchor: id, ids: new Set([id]) };
  return {
    cursor: id,
    anchor: selection.anchor ?? id,
    ids: new Set(ids.slice(Math.min(from, to), Math.max(from, to) + 1)),
  };
}

function toggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return next;
}
