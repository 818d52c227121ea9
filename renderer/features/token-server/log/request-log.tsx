import { Text } from '@mantine/core';
import { useEffect, useMemo, useRef } from 'react';
import { loadHistory } from '../../../state/actions/history.ts';
import { inspectExchange } from '../../../state/actions/history-selection.ts';
import { changeLogView } from '../../../state/actions/server-log.ts';
import { LOG_LIMIT } from '../../../state/slices/token-server.ts';
import { useAppState } from '../../../state/store.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatCount } from '../../../ui/format-count.ts';
import { countUntold, filterLog } from './filter-log.ts';
import { linkExchanges } from './link-exchanges.ts';
import styles from './log.module.css';
import { LogDetail } from './log-detail.tsx';
import { LogList } from './log-list.tsx';
import { LogToolbar } from './log-toolbar.tsx';

/** The server's requests as they come in, newest first, each tied to the exchange of this window that it answered. */
export function RequestLog() {
  const entries = useAppState((state) => state.tokenServer.log);
  const { filter, held, selectedId } = useAppState((state) => state.tokenServer.logView);
  const history = useAppState((state) => state.history.entries);
  const running = useAppState((state) => state.tokenServer.state.status === 'running');
  const listRef = useRef<HTMLDivElement>(null);
  useEffect(() => void loadHistory(), []);

  const shown = held ?? entries;
  const rows = useMemo(() => filterLog(shown, filter), [shown, filter]);
  const links = useMemo(() => linkExchanges(shown, history ?? []), [shown, history]);
  const selected = selectedId === null ? undefined : shown.find(({ id }) => id === selectedId);
  const close = () => {
    changeLogView({ selectedId: null });
    listRef.current?.focus();
  };

  return (
    <div className={styles.log}>
      <LogToolbar rows={rows} isEmpty={entries.length === 0} />
      <Text size="xs" c="dimmed">
        {describeCount(rows.length, filter, countUntold(shown))}
        {held && ` Paused; ${requests(Math.max(0, entries.length - held.length))} since.`}
      </Text>
      <div className={styles.split}>
        {rows.length > 0 ? (
          <LogList rows={rows} links={links} selectedId={selectedId} listRef={listRef} />
        ) : (
          <EmptyLog filtered={filter.trim() !== ''} running={running} />
        )}
        {selected && (
          <LogDetail
            entry={selected}
            exchangeId={links.get(selected.id) ?? null}
            onOpen={inspectExchange}
            onClose={close}
          />
        )}
      </div>
    </div>
  );
}

function describeCount(count: number, filter: string, untold: number): string {
  // Older ones have made room.
  const last = count === LOG_LIMIT ? 'The last ' : '';
  const told = `${last}${requests(count)}${filter.trim() === '' ? '' : ' of those kept match'}${count === 0 ? '' : ', newest first'}.`;
  return untold === 0 ? told : `${told} ${requests(untold)} came too fast to list.`;
}

function requests(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'request' : 'requests'}`;
}

function EmptyLog({ filtered, running }: { filtered: boolean; running: boolean }) {
  const [title, text]: readonly [string, string] = filtered
    ? ['No request matches', 'Shorten the filter: a row must contain every word.']
    : running
      ? [
          'No request yet',
          'Shows every request to this server with its decision and the reason. Run the flow, or paste a command from Overview into a terminal.',
        ]
      : ['The server does not run', 'Start it to see every request with its decision and the reason.'];
  return (
    <div className={styles.empty}>
      <EmptyState title={title}>{text}</EmptyState>
    </div>
  );
}
