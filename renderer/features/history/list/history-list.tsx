import { type MouseEvent, type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { HistorySummary } from '../../../../shared/history/entry.ts';
import { pinEntries } from '../../../state/actions/history.ts';
import { inspectExchange, selectEntries } from '../../../state/actions/history-selection.ts';
import { store, useAppState } from '../../../state/store.ts';
import { type RowSizes, useVirtualRows, VirtualListbox } from '../../../ui/virtual-listbox.tsx';
import { selectEntry } from '../selection.ts';
import styles from './history-list.module.css';
import { HistoryRow } from './history-row.tsx';
import { buildRows, describeDay } from './list-rows.ts';
import { RowMenu } from './row-menu.tsx';
import { useHistoryKeys } from './use-history-keys.ts';

const DAY_HEIGHT = 32;
const SIZES: RowSizes = { row: 34, compactRow: 54, compactBelow: 820 };

export interface HistoryListProps {
  readonly entries: readonly HistorySummary[];
  /** For those who give the list the focus. */
  readonly listRef: RefObject<HTMLDivElement | null>;
}

/** The list: only the rows in sight are drawn, so that ten thousand are as quick as ten. */
export function HistoryList({ entries, listRef }: HistoryListProps) {
  const rows = useMemo(() => buildRows(entries), [entries]);
  const ids = useMemo(() => entries.map(({ id }) => id), [entries]);
  const selection = useAppState((state) => state.history.selection);
  const now = Date.now();
  const virtualRows = useVirtualRows({
    count: rows.length,
    listRef,
    sizes: SIZES,
    keyAt: (index) => rows[index]?.key ?? index,
    heightAt: (index) => (rows[index]?.kind === 'day' ? DAY_HEIGHT : null),
  });
  const { compact, pageSize, virtualizer } = virtualRows;

  const idsRef = useRef(ids);
  idsRef.current = ids;
  const onPress = useCallback((id: string, event: MouseEvent) => {
    if (event.target instanceof Element && event.target.closest('[data-pin]')) {
      togglePin(id);
      return;
    }
    const mode = event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'toggle' : 'only';
    selectEntries(selectEntry(store.getState().history.selection, idsRef.current, id, mode));
    if (mode === 'only') inspectExchange(id);
  }, []);

  const cursorRow = useMemo(
    () => rows.findIndex(({ key }) => key === selection.cursor),
    [rows, selection.cursor],
  );
  useEffect(() => {
    if (cursorRow >= 0) virtualizer.scrollToIndex(cursorRow === 1 ? 0 : cursorRow, { align: 'auto' });
  }, [cursorRow, virtualizer]);

  const onKeyDown = useHistoryKeys(ids, pageSize);
  const [menu, setMenu] = useState<{ readonly id: string; readonly x: number; readonly y: number } | null>(
    null,
  );
  const menuEntry = menu && entries.find(({ id }) => id === menu.id);
  const openMenu = (event: MouseEvent) => {
    // From the keyboard the menu belongs to the current row.
    const row = event.target instanceof Element ? event.target.closest('[role="option"]') : null;
    const element = row ?? document.getElementById(rowId(selection.cursor) ?? '');
    const entry = entries.find(({ id }) => rowId(id) === element?.id);
    if (!entry || !element) return;
    event.preventDefault();
    const { left, bottom } = element.getBoundingClientRect();
    selectEntries(selectEntry(selection, ids, entry.id, 'only'));
    setMenu({
      id: entry.id,
      ...(row ? { x: event.clientX, y: event.clientY } : { x: left + 16, y: bottom }),
    });
  };
  return (
    <>
      {menu && menuEntry && <RowMenu entry={menuEntry} at={menu} onClose={() => setMenu(null)} />}
      <VirtualListbox
        label="Exchanges"
        multiselectable
        rows={virtualRows}
        listRef={listRef}
        activeIndex={cursorRow}
        activeId={rowId(selection.cursor)}
        className={styles.list}
        onKeyDown={onKeyDown}
        onContextMenu={openMenu}
      >
        {({ index, top, height }) => {
          const row = rows[index];
          if (!row) return null;
          if (row.kind === 'day') {
            return (
              <div
                key={row.key}
                role="presentation"
                className={styles.day}
                style={{ height, transform: `translateY(${top}px)` }}
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
              top={top}
              height={height}
              onPress={onPress}
            />
          );
        }}
      </VirtualListbox>
    </>
  );
}

function togglePin(id: string): void {
  const entry = store.getState().history.entries?.find((each) => each.id === id);
  if (entry) void pinEntries([id], !entry.pinned);
}

function rowId(id: string | null): string | undefined {
  return id === null ? undefined : `exchange-${id}`;
}
