import {
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
} from 'react';
import type { TokenServerLogEntry } from '../../../../shared/token-server/state.ts';
import { inspectExchange } from '../../../state/actions/history-selection.ts';
import { changeLogView } from '../../../state/actions/server-log.ts';
import { moveCursor } from '../../../ui/move-cursor.ts';
import { type RowSizes, useVirtualRows, VirtualListbox } from '../../../ui/virtual-listbox.tsx';
import styles from './log.module.css';
import { LogRow } from './log-row.tsx';

const SIZES: RowSizes = { row: 30, compactRow: 48, compactBelow: 760 };

export interface LogListProps {
  /** Newest first. */
  readonly rows: readonly TokenServerLogEntry[];
  /** The exchanges that rows are about, by the rows' ids. */
  readonly links: ReadonlyMap<number, string>;
  readonly selectedId: number | null;
  /** For those who give the list the focus. */
  readonly listRef: RefObject<HTMLDivElement | null>;
}

/** The rows of the log; only those in sight are drawn, also while others pour in. */
export function LogList({ links, listRef, rows, selectedId }: LogListProps) {
  const virtualRows = useVirtualRows({
    count: rows.length,
    listRef,
    sizes: SIZES,
    keyAt: (index) => rows[index]?.id ?? index,
  });
  const { compact, pageSize, rowHeight, virtualizer } = virtualRows;
  useSteadyRows(listRef, rows, rowHeight);

  const rowsRef = useRef(rows);
  rowsRef.current = rows;
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows of another height are in other places
  useEffect(() => {
    const at = rowsRef.current.findIndex(({ id }) => id === selectedId);
    if (at >= 0) virtualizer.scrollToIndex(at, { align: 'auto' });
  }, [selectedId, rowHeight, virtualizer]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: who comes here by a link goes on by the keyboard
  useEffect(() => {
    if (selectedId !== null) listRef.current?.focus();
  }, []);

  const linksRef = useRef(links);
  linksRef.current = links;
  const onPress = useCallback((id: number, event: MouseEvent) => {
    changeLogView({ selectedId: id });
    const exchangeId = linksRef.current.get(id);
    const onLink = event.target instanceof Element && event.target.closest('[data-link]') !== null;
    if (onLink && exchangeId !== undefined) inspectExchange(exchangeId);
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const ids = rows.map(({ id }) => id);
    const target = moveCursor(selectedId, ids, event.key, pageSize);
    const exchangeId = selectedId === null ? undefined : links.get(selectedId);
    if (target !== null) changeLogView({ selectedId: target });
    else if (event.key === 'Enter' && exchangeId !== undefined) inspectExchange(exchangeId);
    else if (event.key === 'Escape' && selectedId !== null) changeLogView({ selectedId: null });
    else return;
    event.preventDefault();
  };

  return (
    <div className={styles.table}>
      <div className={styles.head} data-compact={compact} aria-hidden>
        <span>Time</span>
        <span>Method</span>
        <span>Path</span>
        <span>Status</span>
        <span>Client</span>
        <span>Decision</span>
        <span className={styles.duration}>Duration</span>
      </div>
      <VirtualListbox
        label="Requests"
        rows={virtualRows}
        listRef={listRef}
        activeIndex={rows.findIndex(({ id }) => id === selectedId)}
        activeId={`log-line-${selectedId}`}
        className={styles.list}
        onKeyDown={onKeyDown}
      >
        {({ index, top, height }) => {
          const entry = rows[index];
          return (
            entry && (
              <LogRow
                key={entry.id}
                entry={entry}
                position={index + 1}
                count={rows.length}
                linked={links.has(entry.id)}
                selected={entry.id === selectedId}
                compact={compact}
                top={top}
                height={height}
                onPress={onPress}
              />
            )
          );
        }}
      </VirtualListbox>
    </div>
  );
}

/** Who reads further down keeps his rows in sight while new ones come in above them. */
function useSteadyRows(
  listRef: RefObject<HTMLDivElement | null>,
  rows: readonly TokenServerLogEntry[],
  rowHeight: number,
): void {
  const firstId = rows[0]?.id;
  const before = useRef(firstId);
  useLayoutEffect(() => {
    const added = rows.findIndex(({ id }) => id === before.current);
    const list = listRef.current;
    if (added > 0 && list && list.scrollTop > 0) list.scrollTop += added * rowHeight;
    before.current = firstId;
  }, [firstId, listRef, rowHeight, rows]);
}
