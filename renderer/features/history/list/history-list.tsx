import { useElementSize } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, type RefObject, useCallback, useEffect, useMemo, useRef } from 'react';
import type { HistorySummary } from '../../../../shared/history/entry.ts';
import { pinEntries } from '../../../state/actions/history.ts';
import { inspectExchange, selectEntries } from '../../../state/actions/history-selection.ts';
import { store, useAppState } from '../../../state/store.ts';
import { selectEntry } from '../selection.ts';
import styles from './history-list.module.css';
import { HistoryRow } from './history-row.tsx';
import { buildRows, describeDay } from './list-rows.ts';
import { useHistoryKeys } from './use-history-keys.ts';

const DAY_HEIGHT = 32;
const ROW_HEIGHT = 34;
const COMPACT_ROW_HEIGHT = 54;
/** Below this width a row takes two lines. */
const COMPACT_BELOW = 820;
/** Rows drawn beyond the edges, so that a flick of the wheel does not show blank ones. */
const OVERSCAN = 8;

export interface HistoryListProps {
  readonly entries: readonly HistorySummary[];
  /** For those who give the list the focus. */
  readonly listRef: RefObject<HTMLDivElement | null>;
}

/** The list: only the rows in sight are drawn, so that ten thousand are as quick as ten. */
export function HistoryList({ entries, listRef }: HistoryListProps) {
  const rows = useMemo(() => buildRows(entries), [entries]);
  const ids = useMemo(() => entries.map(({ id }) => id), [entries]);
  const selection = useAppState((state) => state.historySelection);
  const { ref: sizeRef, width } = useElementSize();
  const compact = width > 0 && width < COMPACT_BELOW;
  const rowHeight = compact ? COMPACT_ROW_HEIGHT : ROW_HEIGHT;
  const now = Date.now();

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => listRef.current,
    estimateSize: (index) => (rows[index]?.kind === 'day' ? DAY_HEIGHT : rowHeight),
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: OVERSCAN,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: sizes are cached by key and change with the layout
  useEffect(() => virtualizer.measure(), [rowHeight, virtualizer]);

  const idsRef = useRef(ids);
  idsRef.current = ids;
  const onPress = useCallback((id: string, event: MouseEvent) => {
    if (event.target instanceof Element && event.target.closest('[data-pin]')) {
      togglePin(id);
      return;
    }
    const mode = event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'toggle' : 'only';
    selectEntries(selectEntry(store.getState().historySelection, idsRef.current, id, mode));
    if (mode === 'only') inspectExchange(id);
  }, []);

  const cursorRow = useMemo(
    () => rows.findIndex(({ key }) => key === selection.cursor),
    [rows, selection.cursor],
  );
  useEffect(() => {
    if (cursorRow >= 0) virtualizer.scrollToIndex(cursorRow === 1 ? 0 : cursorRow, { align: 'auto' });
  }, [cursorRow, virtualizer]);

  const pageSize = Math.max(1, Math.floor((listRef.current?.clientHeight ?? 400) / rowHeight) - 2);
  const onKeyDown = useHistoryKeys(ids, pageSize);
  const items = virtualizer.getVirtualItems();
  const isDrawn = items.some(({ index }) => index === cursorRow);

  return (
    <div
      ref={listRef}
      role="listbox"
      aria-label="Exchanges"
      aria-multiselectable
      aria-activedescendant={isDrawn ? rowId(selection.cursor) : undefined}
      tabIndex={0}
      className={styles.list}
      onKeyDown={onKeyDown}
    >
      <div
        ref={sizeRef}
        role="presentation"
        className={styles.rows}
        style={{ height: virtualizer.getTotalSize() }}
      >
        {items.map(({ index, start, size }) => {
          const row = rows[index];
          if (!row) return null;
          if (row.kind === 'day') {
            return (
              <div
                key={row.key}
                role="presentation"
                className={styles.day}
                style={{ height: size, transform: `translateY(${start}px)` }}
              >
                <b>{describeDay(row.startsAt, now)}</b> {row.count}
              </div>
            );
          }
          return (
            <HistoryRow
              key={row.key}
              id={rowId(row.entry.id) ?? ''}
              entry={row.entry}
              position={row.position}
              count={entries.length}
              selected={selection.ids.has(row.entry.id)}
              current={row.entry.id === selection.cursor}
              compact={compact}
              top={start}
              height={size}
              onPress={onPress}
            />
          );
        })}
      </div>
    </div>
  );
}

function togglePin(id: string): void {
  const entry = store.getState().history?.find((each) => each.id === id);
  if (entry) void pinEntries([id], !entry.pinned);
}

function rowId(id: string | null): string | undefined {
  return id === null ? undefined : `exchange-${id}`;
}
