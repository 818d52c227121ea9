import { invoke } from '../../api.ts';
import { store, update } from '../store.ts';
import { reportFailure } from './notices.ts';

/** How long a deletion can be undone. */
export const UNDO_MS = 8_000;

let timer: ReturnType<typeof setTimeout> | undefined;

/** Removes entries from the list at once, and from the file after the undo period. */
export function deleteEntries(ids: readonly string[]): void {
  if (ids.length === 0) return;
  flushDeletion();
  const gone = new Set(ids);
  update(({ history: { selection, inspectedId, drawerId } }) => ({
    history: {
      deleting: gone,
      message: { kind: 'deleted', count: gone.size },
      selection: {
        ...selection,
        ids: new Set([...selection.ids].filter((id) => !gone.has(id))),
      },
      inspectedId: unlessGone(inspectedId, gone),
      drawerId: unlessGone(drawerId, gone),
    },
  }));
  timer = setTimeout(flushDeletion, UNDO_MS);
}

function unlessGone(id: string | null, gone: ReadonlySet<string>): string | null {
  return id !== null && gone.has(id) ? null : id;
}

export function undoDeletion(): void {
  clearTimeout(timer);
  update({ history: { deleting: new Set(), message: null } });
}

/** Deletes pending entries permanently: after the undo period, before the next deletion, and when the window closes. */
export function flushDeletion(): void {
  clearTimeout(timer);
  const { deleting: historyDeleting, message: historyMessage } = store.getState().history;
  if (historyMessage?.kind === 'deleted') update({ history: { message: null } });
  if (historyDeleting.size > 0) void deleteForGood([...historyDeleting]);
}

/** Deletes everything, or everything not pinned. No undo. */
export async function clearHistory(pinnedToo: boolean): Promise<void> {
  undoDeletion();
  const ids = (store.getState().history.entries ?? [])
    .filter(({ pinned }) => pinnedToo || !pinned)
    .map(({ id }) => id);
  await deleteForGood(ids);
}

async function deleteForGood(ids: string[]): Promise<void> {
  if (!reportFailure(await invoke('history.delete', { ids }))) update({ history: { deleting: new Set() } });
}

export function dismissHistoryMessage(): void {
  const { message: historyMessage } = store.getState().history;
  if (historyMessage?.kind === 'deleted') flushDeletion();
  else update({ history: { message: null } });
}
