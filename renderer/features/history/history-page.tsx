import { type RefObject, useDeferredValue, useEffect, useMemo, useRef } from 'react';
import { loadHistory } from '../../state/actions/history.ts';
import { closeInspector } from '../../state/actions/history-selection.ts';
import { useAppState } from '../../state/store.ts';
import layout from '../../ui/layout.module.css';
import { Inspector } from '../inspector/inspector.tsx';
import { CompareView } from './compare/compare-view.tsx';
import { EmptyHistory } from './empty-history.tsx';
import { filterHistory } from './filter-history.ts';
import styles from './history-page.module.css';
import { HistoryToolbar } from './history-toolbar.tsx';
import { HistoryList } from './list/history-list.tsx';
import { MessageBar } from './message-bar.tsx';
import { SelectionBar } from './selection-bar.tsx';

/** Every exchange that was made, to find, open, run again, compare and keep. */
export function HistoryPage() {
  const isComparing = useAppState((state) => state.history.comparedIds !== null);
  const listRef = useRef<HTMLDivElement>(null);
  const wasComparing = useRef(false);
  useEffect(() => void loadHistory(), []);
  useEffect(() => {
    // From the comparison the keyboard comes back to where it set out.
    if (wasComparing.current && !isComparing) listRef.current?.focus();
    wasComparing.current = isComparing;
  }, [isComparing]);
  return (
    <div className={styles.page}>
      <h1 className={layout.unseen}>History</h1>
      {isComparing ? <CompareView /> : <Browser listRef={listRef} />}
      <MessageBar />
    </div>
  );
}

function Browser({ listRef }: { readonly listRef: RefObject<HTMLDivElement | null> }) {
  const history = useAppState((state) => state.history.entries);
  const filter = useAppState((state) => state.history.filter);
  const matches = useAppState((state) => state.history.matches);
  const deleting = useAppState((state) => state.history.deleting);
  const inspectedId = useAppState((state) => state.history.inspectedId);
  // The cursor moves at once; what it points at is drawn when there is time.
  const shownId = useDeferredValue(inspectedId);
  const entries = useMemo(
    () => filterHistory(history ?? [], { filter, matches, deleting }),
    [history, filter, matches, deleting],
  );
  if (history === null) return <div className={styles.browser} aria-busy />;
  const close = () => {
    closeInspector();
    listRef.current?.focus();
  };
  return (
    <div className={styles.browser}>
      <HistoryToolbar onDown={() => listRef.current?.focus()} />
      <SelectionBar entries={entries} total={history.length - deleting.size} />
      <div className={styles.split} data-inspecting={inspectedId !== null}>
        {entries.length > 0 ? (
          <HistoryList entries={entries} listRef={listRef} />
        ) : (
          <EmptyHistory narrowed={history.length > deleting.size} />
        )}
        {inspectedId !== null && shownId !== null && (
          <aside className={styles.inspector} aria-label="Inspector">
            <Inspector id={shownId} onClose={close} />
          </aside>
        )}
      </div>
    </div>
  );
}
