import { useElementSize } from '@mantine/hooks';
import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefCallback,
  type RefObject,
  useEffect,
} from 'react';
import styles from './virtual-listbox.module.css';

/** Rows drawn beyond the edges, so that a flick of the wheel does not show blank ones. */
const OVERSCAN = 8;

export interface RowSizes {
  /** Pixels. */
  readonly row: number;
  /** Of a row of two lines. */
  readonly compactRow: number;
  /** The width of the list below which a row takes two lines. */
  readonly compactBelow: number;
}

export interface VirtualRowsOptions {
  readonly count: number;
  readonly listRef: RefObject<HTMLDivElement | null>;
  readonly sizes: RowSizes;
  readonly keyAt: (index: number) => string | number;
  /** Of a row that is none of the usual ones; null for those. */
  readonly heightAt?: (index: number) => number | null;
}

export interface VirtualRows {
  readonly virtualizer: Virtualizer<HTMLDivElement, Element>;
  readonly sizeRef: RefCallback<HTMLDivElement>;
  readonly compact: boolean;
  readonly rowHeight: number;
  /** Rows in sight, less the one or two that a reader wants to see again after a page. */
  readonly pageSize: number;
}

/** Where the rows of a long list stand, of which only those in sight are drawn: ten thousand are as quick as ten. */
export function useVirtualRows({ count, heightAt, keyAt, listRef, sizes }: VirtualRowsOptions): VirtualRows {
  const { ref: sizeRef, width } = useElementSize<HTMLDivElement>();
  const compact = width > 0 && width < sizes.compactBelow;
  const rowHeight = compact ? sizes.compactRow : sizes.row;
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count,
    getScrollElement: () => listRef.current,
    estimateSize: (index) => heightAt?.(index) ?? rowHeight,
    getItemKey: keyAt,
    overscan: OVERSCAN,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: sizes are cached by key and change with the layout
  useEffect(() => virtualizer.measure(), [rowHeight, virtualizer]);
  const pageSize = Math.max(1, Math.floor((listRef.current?.clientHeight ?? 400) / rowHeight) - 2);
  return { virtualizer, sizeRef, compact, rowHeight, pageSize };
}

interface RowPlace {
  readonly index: number;
  /** Pixels from the top. */
  readonly top: number;
  readonly height: number;
}

export interface VirtualListboxProps {
  readonly label: string;
  readonly rows: VirtualRows;
  readonly listRef: RefObject<HTMLDivElement | null>;
  /** Where the keyboard is, by its place and the `id` of its element. */
  readonly activeIndex: number;
  readonly activeId: string | undefined;
  readonly multiselectable?: boolean;
  readonly className?: string | undefined;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  /** A right click, or the keyboard's menu key. */
  readonly onContextMenu?: (event: MouseEvent) => void;
  readonly children: (place: RowPlace) => ReactNode;
}

/** The list itself: it keeps the focus and takes the keys, and its rows are options. */
export function VirtualListbox(props: VirtualListboxProps) {
  const { activeId, activeIndex, children, className = '', label, listRef, onKeyDown, rows } = props;
  const { sizeRef, virtualizer } = rows;
  const items = virtualizer.getVirtualItems();
  // What is not drawn cannot be pointed at.
  const isDrawn = items.some(({ index }) => index === activeIndex);
  return (
    <div
      ref={listRef}
      role="listbox"
      aria-label={label}
      aria-multiselectable={props.multiselectable}
      aria-activedescendant={isDrawn ? activeId : undefined}
      tabIndex={0}
      className={`${styles.list} ${className}`}
      onKeyDown={onKeyDown}
      onContextMenu={props.onContextMenu}
    >
      <div
        ref={sizeRef}
        role="presentation"
        className={styles.rows}
        style={{ height: virtualizer.getTotalSize() }}
      >
        {items.map(({ index, start, size }) => children({ index, top: start, height: size }))}
      </div>
    </div>
  );
}
