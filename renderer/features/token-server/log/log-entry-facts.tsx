import type { ReactNode } from 'react';
import type { TokenServerLogEntry } from '../../../../shared/token-server/state.ts';
import { formatDuration } from '../../../ui/format-duration.ts';
import { formatMoment } from '../../../ui/format-time.ts';
import { KeyValueTable } from '../../../ui/key-value-table.tsx';
import styles from './log.module.css';

export interface LogEntryFactsProps {
  readonly entry: TokenServerLogEntry;
  /** What can be done about it. */
  readonly actions: ReactNode;
}

/** All that the server says of one request, its decision first. */
export function LogEntryFacts({ actions, entry }: LogEntryFactsProps) {
  const { at, clientId, decision, duration, id, method, path, remotePort, status } = entry;
  const rows = [
    { name: 'Arrived', value: formatMoment(at) },
    { name: 'Request', value: `${method} ${path}` },
    { name: 'Status', value: status === 0 ? 'none: no response was sent' : `${status}` },
    { name: 'Client', value: clientId ?? 'not known' },
    {
      name: 'Duration',
      value: formatDuration(duration),
      note: 'Within the server, from request head to end.',
    },
    { name: 'Peer’s port', value: `${remotePort}`, note: 'The client’s end of the connection.' },
  ];
  return (
    <section className={styles.facts} aria-label={`Log line ${id}`}>
      <p className={styles.decisionInFull}>{decision}</p>
      <div className={styles.actions}>{actions}</div>
      <KeyValueTable label={`Log line ${id}`} rows={rows.map((row) => ({ ...row, key: row.name }))} />
    </section>
  );
}
