import { ActionIcon, Button, Text, Tooltip } from '@mantine/core';
import { IconListSearch, IconX } from '@tabler/icons-react';
import type { TokenServerLogEntry } from '../../../../shared/token-server/state.ts';
import { copyText } from '../../../state/actions/clipboard.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { formatLog } from './format-log.ts';
import styles from './log.module.css';
import { LogEntryFacts } from './log-entry-facts.tsx';

export interface LogDetailProps {
  readonly entry: TokenServerLogEntry;
  /** The exchange of this window that it answered; null where another program asked, or the history let it go. */
  readonly exchangeId: string | null;
  readonly onOpen: (exchangeId: string) => void;
  readonly onClose: () => void;
}

/** The selected row, whole, and the way to the other side of the wire. */
export function LogDetail({ entry, exchangeId, onClose, onOpen }: LogDetailProps) {
  return (
    <aside
      className={styles.detail}
      aria-label="Request in detail"
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <header className={styles.detailHead}>
        <h2 className={styles.detailTitle}>Request {entry.id}</h2>
        <Tooltip label="Close (Esc)">
          <ActionIcon aria-label="Close the detail" onClick={onClose}>
            <IconX size={16} />
          </ActionIcon>
        </Tooltip>
      </header>
      <LogEntryFacts
        entry={entry}
        actions={
          <>
            {exchangeId !== null && (
              <Button
                size="compact-sm"
                leftSection={<IconListSearch size={14} />}
                onClick={() => onOpen(exchangeId)}
              >
                Open the exchange
              </Button>
            )}
            <CopyButton
              look="button"
              size="compact-sm"
              label="Copy the line"
              copy={() => copyText(formatLog([entry], 'text').trimEnd())}
            />
          </>
        }
      />
      <Text size="xs" c="dimmed">
        {exchangeId === null
          ? 'Not sent by this window, or no longer in its history.'
          : 'Sent by this window. Press Enter to open the exchange.'}
      </Text>
    </aside>
  );
}
