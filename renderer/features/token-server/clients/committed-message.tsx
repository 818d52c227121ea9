import { Button, Text } from '@mantine/core';
import { IconCheck, IconRoute } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import styles from './clients.module.css';

export interface CommittedMessageProps {
  /** The clients that were added or changed. */
  readonly clientIds: readonly string[];
  readonly running: boolean;
  readonly onUse: (clientId: string) => void;
}

/** What a commit has done, and the next step: to try it. Takes the focus that the commit's button had. */
export function CommittedMessage({ clientIds, onUse, running }: CommittedMessageProps) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => ref.current?.focus(), []);
  const [only, ...more] = clientIds;
  return (
    <div ref={ref} className={styles.committed} role="status" tabIndex={-1}>
      <IconCheck size={18} aria-hidden />
      <Text size="sm" className={styles.committedText ?? ''}>
        Committed. {running ? 'It is in force now.' : 'It is in force when the server starts.'}
      </Text>
      {only !== undefined && more.length === 0 && (
        <Button size="compact-sm" leftSection={<IconRoute size={14} />} onClick={() => onUse(only)}>
          Use {only.length > 40 ? 'it' : only} in the Flow
        </Button>
      )}
    </div>
  );
}
