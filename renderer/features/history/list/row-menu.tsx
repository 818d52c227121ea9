import { Menu } from '@mantine/core';
import type { HistoryEntry, HistorySummary } from '../../../../shared/history/entry.ts';
import { getHistoryEntry, pinEntries } from '../../../state/actions/history.ts';
import { deleteEntries } from '../../../state/actions/history-deletion.ts';
import { copyEntryCurl, exportHar } from '../../../state/actions/history-export.ts';
import { editEntry, replayEntry } from '../../../state/actions/history-replay.ts';
import { reportFailure } from '../../../state/actions/notices.ts';
import { tellCopied } from '../../../state/actions/toast.ts';
import { PointMenu } from '../../../ui/point-menu.tsx';

export interface RowMenuProps {
  readonly entry: HistorySummary;
  readonly at: { readonly x: number; readonly y: number };
  readonly onClose: () => void;
}

/** What can be done with one exchange of the list, without opening it. */
export function RowMenu({ entry: { id, pinned, purpose }, at, onClose }: RowMenuProps) {
  const withEntry = async (use: (entry: HistoryEntry) => Promise<unknown>) => {
    const found = await getHistoryEntry(id);
    if (reportFailure(found)) await use(found.value);
  };
  return (
    <PointMenu at={at} label="Actions for this exchange" onClose={onClose}>
      {(purpose === 'token' || purpose === 'api') && (
        <>
          <Menu.Item onClick={() => void replayEntry(id)}>Replay</Menu.Item>
          <Menu.Item onClick={() => void withEntry(editEntry)}>Edit and replay</Menu.Item>
          <Menu.Divider />
        </>
      )}
      <Menu.Item onClick={() => void withEntry((entry) => copyEntryCurl(entry, 'bash').then(tellCopied))}>
        Copy as curl
      </Menu.Item>
      <Menu.Item onClick={() => void exportHar([id])}>Save as HAR…</Menu.Item>
      <Menu.Divider />
      <Menu.Item onClick={() => void pinEntries([id], !pinned)}>{pinned ? 'Unpin' : 'Pin'}</Menu.Item>
      <Menu.Item onClick={() => deleteEntries([id])}>Delete</Menu.Item>
    </PointMenu>
  );
}
