import type { TokenServerLogEntry } from '../../../shared/token-server/state.ts';
import { LogTable } from '../token-server/log-table.tsx';
import styles from './inspector.module.css';

/** What the embedded token server has to say about this exchange: the other side of the wire. */
export function ServerLogTab({ lines }: { readonly lines: readonly TokenServerLogEntry[] }) {
  return (
    <div className={styles.stack}>
      <p className={styles.quiet}>
        Written by the built-in token server about this connection: what it decided, and why.
      </p>
      {lines.map(({ id, decision }) => (
        <p key={id} className={styles.decision}>
          {decision}
        </p>
      ))}
      <LogTable entries={lines} />
    </div>
  );
}
