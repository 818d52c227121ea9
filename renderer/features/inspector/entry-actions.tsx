import { ActionIcon, Button, Group, Menu, Tooltip } from '@mantine/core';
import {
  IconDots,
  IconFileExport,
  IconPencil,
  IconPin,
  IconPinFilled,
  IconRepeat,
  IconReport,
  IconTerminal2,
  IconTrash,
} from '@tabler/icons-react';
import type { HistoryEntry } from '../../../shared/history/entry.ts';
import { pinEntries } from '../../state/actions/history.ts';
import { deleteEntries } from '../../state/actions/history-deletion.ts';
import { copyEntryCurl, copyHar, exportHar, shareReport } from '../../state/actions/history-export.ts';
import { canReplay, editEntry, replayEntry } from '../../state/actions/history-replay.ts';
import { showInHistory } from '../../state/actions/history-selection.ts';
import { tellCopied } from '../../state/actions/toast.ts';
import { useAppState } from '../../state/store.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import styles from './inspector.module.css';

/** What can be done with a recorded exchange. */
export function EntryActions({ entry }: { readonly entry: HistoryEntry }) {
  const { id } = entry.exchange;
  const replaying = useAppState((state) => state.history.message?.kind === 'replaying');
  const pinned = useAppState(
    (state) => state.history.entries?.find((each) => each.id === id)?.pinned ?? entry.pinned,
  );
  return (
    <Group gap={6} className={styles.actions ?? ''}>
      {canReplay(entry) && (
        <>
          <Tooltip label="Send the same request again, as a new entry.">
            <Button
              size="compact-sm"
              leftSection={<IconRepeat size={14} />}
              loading={replaying}
              onClick={() => void replayEntry(id)}
            >
              Replay
            </Button>
          </Tooltip>
          <Tooltip label="Copy it into the form of its workspace">
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconPencil size={14} />}
              onClick={() => void editEntry(entry)}
            >
              Edit and replay
            </Button>
          </Tooltip>
        </>
      )}
      <CopyButton
        look="button"
        size="compact-sm"
        label="Copy curl"
        copy={() => copyEntryCurl(entry, 'bash')}
      />
      <Tooltip label={pinned ? 'Unpin' : 'Pin: keep it beyond the limits'}>
        <ActionIcon
          aria-label={pinned ? 'Unpin this exchange' : 'Pin this exchange'}
          aria-pressed={pinned}
          onClick={() => void pinEntries([id], !pinned)}
        >
          {pinned ? <IconPinFilled size={16} /> : <IconPin size={16} />}
        </ActionIcon>
      </Tooltip>
      <MoreActions entry={entry} />
    </Group>
  );
}

function MoreActions({ entry }: { readonly entry: HistoryEntry }) {
  const { exchange } = entry;
  const onHistory = useAppState((state) => state.navigation.page === 'history');
  return (
    <Menu position="bottom-end" shadow="md" width={230}>
      <Menu.Target>
        <ActionIcon aria-label="More actions">
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconTerminal2 size={15} />}
          onClick={() => void copyEntryCurl(entry, 'powershell').then(tellCopied)}
        >
          Copy curl for PowerShell
        </Menu.Item>
        <Menu.Item
          leftSection={<IconFileExport size={15} />}
          onClick={() => void copyHar([exchange]).then(tellCopied)}
        >
          Copy as HAR
        </Menu.Item>
        <Menu.Item leftSection={<IconFileExport size={15} />} onClick={() => void exportHar([exchange.id])}>
          Save as HAR…
        </Menu.Item>
        <Menu.Item leftSection={<IconReport size={15} />} onClick={() => void shareReport([exchange.id])}>
          Share report…
        </Menu.Item>
        {!onHistory && <Menu.Item onClick={() => showInHistory(exchange.id)}>Show in the history</Menu.Item>}
        <Menu.Divider />
        <Menu.Item leftSection={<IconTrash size={15} />} onClick={() => deleteEntries([exchange.id])}>
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
