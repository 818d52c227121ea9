import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { HistoryEntry } from '../../../shared/history/entry.ts';
import { maskQuery } from '../../../shared/http/mark-query.ts';
import { getHistoryEntry, pinEntries } from '../../state/actions/history.ts';
import { copyEntryCurl, copyHar, exportHar, shareReport } from '../../state/actions/history-export.ts';
import { canReplay, editEntry, replayEntry } from '../../state/actions/history-replay.ts';
import { showInHistory } from '../../state/actions/history-selection.ts';
import { tellCopied } from '../../state/actions/toast.ts';
import { useAppState } from '../../state/store.ts';
import { formatClock } from '../../ui/format-time.ts';
import styles from './result.module.css';

/** The request line, the time, and the actions for the exchange. */
export function ResultHead({ entry }: { readonly entry: HistoryEntry }) {
  const { request, startedAt } = entry.exchange;
  return (
    <header className={styles.head}>
      <span className={styles.method}>{request.method}</span>
      <code className={styles.target} title={maskQuery(request.url)}>
        {maskQuery(shorten(request.url))}
      </code>
      <time className={styles.time}>{formatClock(startedAt)}</time>
      <ExchangeMenu entry={entry} />
    </header>
  );
}

function ExchangeMenu({ entry }: { readonly entry: HistoryEntry }) {
  const { exchange } = entry;
  const isPinned = useAppState(
    (state) => state.history.entries?.find(({ id }) => id === exchange.id)?.pinned ?? entry.pinned,
  );
  /** As it was recorded: the history knows what the run does not, for example whether it is pinned. */
  const withEntry = async (use: (recorded: HistoryEntry) => unknown) => {
    const recorded = await getHistoryEntry(exchange.id);
    await use(recorded.ok ? recorded.value : entry);
  };
  return (
    <Menu position="bottom-end" shadow="md" width={210}>
      <Menu.Target>
        <ActionIcon aria-label="More actions" size={28}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {canReplay(entry) && (
          <>
            <Menu.Item onClick={() => void replayEntry(exchange.id)}>Replay</Menu.Item>
            <Menu.Item onClick={() => void withEntry(editEntry)}>Edit and replay</Menu.Item>
            <Menu.Divider />
          </>
        )}
        <Menu.Item onClick={() => void copyEntryCurl(entry, 'bash').then(tellCopied)}>Copy as curl</Menu.Item>
        <Menu.Item onClick={() => void copyHar([exchange]).then(tellCopied)}>Copy as HAR</Menu.Item>
        <Menu.Item onClick={() => void exportHar([exchange.id])}>Save as HAR…</Menu.Item>
        <Menu.Item onClick={() => void shareReport([exchange.id])}>Share report…</Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => void pinEntries([exchange.id], !isPinned)}>
          {isPinned ? 'Unpin' : 'Pin'}
        </Menu.Item>
        <Menu.Item onClick={() => showInHistory(exchange.id)}>Open in History</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** The built-in server's own host says nothing; a foreign one does. */
function shorten(url: string): string {
  if (!URL.canParse(url)) return url;
  const { pathname, search, hostname } = new URL(url);
  return hostname === 'localhost' && pathname.startsWith('/oauth/') ? pathname + search : url;
}
