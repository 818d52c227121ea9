import { Button } from '@mantine/core';
import { IconServer2 } from '@tabler/icons-react';
import type { TokenServerLogEntry } from '../../../shared/token-server/state.ts';
import { showLogEntry } from '../../state/actions/server-log.ts';
import layout from '../../ui/layout.module.css';
import { LogEntryFacts } from '../token-server/log/log-entry-facts.tsx';
import styles from './inspector.module.css';

/** What the embedded token server has to say about this exchange: the other side of the wire. */
export function ServerLogTab({ lines }: { readonly lines: readonly TokenServerLogEntry[] }) {
  return (
    <div className={layout.stack}>
      <p className={styles.quiet}>
        The built-in token server’s decision about this exchange, and the reason.
      </p>
      {lines.map((line) => (
        <LogEntryFacts
          key={line.id}
          entry={line}
          actions={
            <Button
              variant="default"
              size="compact-sm"
              leftSection={<IconServer2 size={14} />}
              onClick={() => showLogEntry(line.id)}
            >
              Show in the request log
            </Button>
          }
        />
      ))}
    </div>
  );
}
