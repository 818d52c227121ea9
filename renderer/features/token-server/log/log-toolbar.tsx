import { Button, Group, Menu, TextInput } from '@mantine/core';
import { IconDownload, IconPlayerPause, IconPlayerPlay, IconSearch, IconTrash } from '@tabler/icons-react';
import type { TokenServerLogEntry } from '../../../../shared/token-server/state.ts';
import { saveFile } from '../../../state/actions/files.ts';
import { changeLogView, clearTokenServerLog, pauseLog } from '../../../state/actions/server-log.ts';
import { useAppState } from '../../../state/store.ts';
import { formatLog, type LogFormat } from './format-log.ts';
import styles from './log.module.css';

const FILE_NAMES: Readonly<Record<LogFormat, string>> = {
  jsonl: 'token-server-log.jsonl',
  text: 'token-server.log',
};

export interface LogToolbarProps {
  /** As shown: newest first. */
  readonly rows: readonly TokenServerLogEntry[];
  readonly isEmpty: boolean;
}

export function LogToolbar({ isEmpty, rows }: LogToolbarProps) {
  const filter = useAppState((state) => state.tokenServer.logView.filter);
  const paused = useAppState((state) => state.tokenServer.logView.held !== null);
  const save = (format: LogFormat) => void saveFile(FILE_NAMES[format], formatLog(rows.toReversed(), format));
  return (
    <Group gap="xs" wrap="nowrap">
      <TextInput
        aria-label="Filter the log"
        placeholder="Filter: path, status, client, decision"
        leftSection={<IconSearch size={16} />}
        value={filter}
        onChange={(event) => changeLogView({ filter: event.currentTarget.value })}
        className={styles.filter ?? ''}
      />
      <Button
        variant="default"
        aria-pressed={paused}
        leftSection={paused ? <IconPlayerPlay size={16} /> : <IconPlayerPause size={16} />}
        onClick={() => pauseLog(!paused)}
      >
        {paused ? 'Go on' : 'Pause'}
      </Button>
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <Button variant="default" leftSection={<IconDownload size={16} />} disabled={rows.length === 0}>
            Export
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => save('jsonl')}>Save as JSON lines…</Menu.Item>
          <Menu.Item onClick={() => save('text')}>Save as text…</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button
        variant="default"
        leftSection={<IconTrash size={16} />}
        onClick={() => void clearTokenServerLog()}
        disabled={isEmpty}
      >
        Clear
      </Button>
    </Group>
  );
}
