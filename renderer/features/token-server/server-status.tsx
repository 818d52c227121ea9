import { Button, Group, Loader, Text, Title } from '@mantine/core';
import { IconPlayerPlay, IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import type { TokenServerState } from '../../../shared/token-server/state.ts';
import { formatMomentAfter } from '../../ui/format-time.ts';
import classes from './token-server.module.css';

export interface ServerStatusProps {
  readonly state: TokenServerState;
  readonly onStart: () => void;
  readonly onStop: () => void;
  readonly onRestart: () => void;
}

/** The page's head: whether the server runs, in a sentence that is also read aloud, and the buttons that change it. */
export function ServerStatus({ state, onStart, onStop, onRestart }: ServerStatusProps) {
  const busy = state.status === 'starting' || state.status === 'stopping';
  return (
    <Group justify="space-between" align="flex-start" wrap="nowrap" gap="md">
      <div className={classes.headText}>
        <Title order={1} className={classes.title ?? ''}>
          Token server
        </Title>
        <Group gap={8} wrap="nowrap" mt={2}>
          {busy ? (
            <Loader size={10} />
          ) : (
            <span className={classes.dot} data-status={state.status} aria-hidden />
          )}
          <Text role="status" size="sm" c="dimmed">
            {describeState(state)}
          </Text>
        </Group>
      </div>
      <Group gap="xs" wrap="nowrap">
        {state.status === 'running' && (
          <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={onRestart}>
            Restart
          </Button>
        )}
        {state.status === 'running' || state.status === 'stopping' ? (
          <Button
            variant="default"
            leftSection={<IconPlayerStop size={16} />}
            onClick={onStop}
            disabled={state.status === 'stopping'}
          >
            Stop server
          </Button>
        ) : (
          <Button
            leftSection={<IconPlayerPlay size={16} />}
            onClick={onStart}
            loading={state.status === 'starting'}
          >
            Start server
          </Button>
        )}
      </Group>
    </Group>
  );
}

function describeState(state: TokenServerState): string {
  switch (state.status) {
    case 'stopped':
      return 'Stopped.';
    case 'starting':
      return 'Starting…';
    case 'stopping':
      return 'Stopping…';
    case 'failed':
      return 'Not running.';
    case 'running':
      return `Running at ${state.endpoints.baseUrl} since ${formatMomentAfter(state.startedAt, Date.now())}`;
  }
}
