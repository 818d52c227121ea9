import { Button, Group, Text, TextInput } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconSearch, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { TokenServerLogEntry } from '../../../../shared/token-server/state.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import classes from '../token-server.module.css';
import { viewLog } from './filter-log.ts';
import { LogTable } from './log-table.tsx';

export interface RequestLogProps {
  /** Oldest first. */
  readonly entries: readonly TokenServerLogEntry[];
  readonly running: boolean;
  readonly onClear: () => void;
}

/** The server's requests as they come in, newest first. Pause holds the picture still; nothing is lost meanwhile. */
export function RequestLog({ entries, onClear, running }: RequestLogProps) {
  const [filter, setFilter] = useState('');
  const [held, setHeld] = useState<readonly TokenServerLogEntry[] | null>(null);
  const { matching, rows } = viewLog(held ?? entries, filter);
  const clear = () => {
    setHeld(null);
    onClear();
  };

  return (
    <div className={classes.log}>
      <Group gap="xs" wrap="nowrap">
        <TextInput
          aria-label="Filter the log"
          placeholder="Filter: path, status, client, decision"
          leftSection={<IconSearch size={16} />}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
          className={classes.filter ?? ''}
        />
        <Button
          variant="default"
          aria-pressed={held !== null}
          leftSection={held ? <IconPlayerPlay size={16} /> : <IconPlayerPause size={16} />}
          onClick={() => setHeld(held ? null : entries)}
        >
          {held ? 'Go on' : 'Pause'}
        </Button>
        <Button
          variant="default"
          leftSection={<IconTrash size={16} />}
          onClick={clear}
          disabled={entries.length === 0}
        >
          Clear
        </Button>
      </Group>
      <Text size="xs" c="dimmed" role="status">
        {describeView(rows.length, matching, entries.length - (held ?? entries).length, held !== null)}
      </Text>
      {rows.length > 0 ? (
        <LogTable entries={rows} />
      ) : (
        <EmptyLog filtered={filter.trim() !== ''} running={running} />
      )}
    </div>
  );
}

function describeView(shown: number, matching: number, unseen: number, paused: boolean): string {
  const count = shown < matching ? `The newest ${shown} of ${matching} requests` : requests(matching);
  return paused ? `${count}. Paused; ${requests(Math.max(0, unseen))} since.` : `${count}, newest first.`;
}

function requests(count: number): string {
  return `${count} ${count === 1 ? 'request' : 'requests'}`;
}

function EmptyLog({ filtered, running }: { filtered: boolean; running: boolean }) {
  const [title, text]: readonly [string, string] = filtered
    ? ['No request matches', 'Shorten the filter: every word of it must occur in a row.']
    : running
      ? [
          'No request yet',
          'Every request to this server appears here the moment it is answered, with what was decided and why. Run the flow, or paste a command from Overview into a terminal.',
        ]
      : [
          'The server does not run',
          'Start it. Then every request appears here, with what was decided and why.',
        ];
  return <EmptyState title={title}>{text}</EmptyState>;
}
