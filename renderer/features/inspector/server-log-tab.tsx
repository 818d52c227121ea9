import type { TokenServerLogEntry } from '../../../shared/token-server/state.ts';
import { formatDuration } from '../../ui/format-duration.ts';
import { formatMoment } from '../../ui/format-time.ts';
import { KeyValueTable } from '../../ui/key-value-table.tsx';
import styles from './inspector.module.css';

/** What the embedded token server has to say about this exchange: the other side of the wire. */
export function ServerLogTab({ lines }: { readonly lines: readonly TokenServerLogEntry[] }) {
  return (
    <div className={styles.stack}>
      <p className={styles.quiet}>
        Written by the built-in token server about this exchange: what it decided, and why.
      </p>
      {lines.map((line) => (
        <LogLine key={line.id} line={line} />
      ))}
    </div>
  );
}

function LogLine({ line }: { readonly line: TokenServerLogEntry }) {
  const { id, at, method, path, status, clientId, decision, duration, remotePort } = line;
  const rows = [
    { name: 'Answered', value: formatMoment(at) },
    { name: 'Request', value: `${method} ${path}` },
    { name: 'Status', value: status === 0 ? 'none' : `${status}` },
    { name: 'Client', value: clientId ?? 'not known' },
    {
      name: 'Duration',
      value: formatDuration(duration),
      note: 'Within the server, from request head to end.',
    },
    { name: 'Peer’s port', value: `${remotePort}`, note: 'Our end of the connection.' },
  ];
  return (
    <section className={styles.stack} aria-label={`Log line ${id}`}>
      <p className={styles.decision}>{decision}</p>
      <KeyValueTable label={`Log line ${id}`} rows={rows.map((row) => ({ ...row, key: row.name }))} />
    </section>
  );
}
