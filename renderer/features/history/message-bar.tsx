import { Button, CloseButton } from '@mantine/core';
import { assertUnreachable } from '../../../shared/errors.ts';
import { dismissHistoryMessage, undoDeletion } from '../../state/actions/history-deletion.ts';
import { cancelReplay } from '../../state/actions/history-replay.ts';
import { compareEntries } from '../../state/actions/history-selection.ts';
import type { HistoryMessage } from '../../state/slices/history.ts';
import { useAppState } from '../../state/store.ts';
import { formatCount } from '../../ui/format-count.ts';
import styles from './history-page.module.css';

/** What was just done, and how to take it back or go on from there. */
export function MessageBar() {
  const message = useAppState((state) => state.history.message);
  return (
    <div role="status">
      {message && (
        <div className={styles.message}>
          <span>{describe(message)}</span>
          <MessageAction message={message} />
          <CloseButton size="sm" aria-label="Dismiss" onClick={() => dismissHistoryMessage()} />
        </div>
      )}
    </div>
  );
}

function MessageAction({ message }: { readonly message: HistoryMessage }) {
  switch (message.kind) {
    case 'deleted':
      return <Button onClick={() => undoDeletion()}>Undo</Button>;
    case 'replaying':
      return (
        <Button variant="default" onClick={() => void cancelReplay()}>
          Cancel
        </Button>
      );
    case 'replayed':
      return (
        <Button onClick={() => compareEntries(message.originalId, message.id)}>
          Compare with the original
        </Button>
      );
    default:
      return assertUnreachable(message);
  }
}

function describe(message: HistoryMessage): string {
  switch (message.kind) {
    case 'deleted':
      return message.count === 1
        ? 'One exchange deleted.'
        : `${formatCount(message.count)} exchanges deleted.`;
    case 'replaying':
      return 'Running it again…';
    case 'replayed':
      return message.note === '' ? 'This is the replay.' : `This is the replay. ${message.note}`;
    default:
      return assertUnreachable(message);
  }
}
