import type { Severity } from '../../shared/diagnose/finding.ts';
import type { Exchange } from '../../shared/http/exchange.ts';
import { formatDuration } from '../ui/format-duration.ts';
import { formatSize } from '../ui/format-size.ts';
import { StatusBadge } from '../ui/status-badge.tsx';
import styles from './answer-view.module.css';
import { describeStatus } from './describe-status.ts';

export interface StatusLineProps {
  readonly exchange: Exchange;
  /** The worst that the diagnosis found. */
  readonly severity: Severity | null;
}

/** Status, time, size, and connection. */
export function StatusLine({ exchange, severity }: StatusLineProps) {
  const { response, failure, timings, connection, tls } = exchange;
  const { text, tone } = describeStatus({ ...exchange, severity });
  return (
    <div className={styles.status}>
      <div className={styles.facts}>
        <StatusBadge tone={tone}>{text}</StatusBadge>
        <span>
          Time <b>{formatDuration(timings.total)}</b>
        </span>
        {response && (
          <span>
            Size <b>{formatSize(response.body.size)}</b>
          </span>
        )}
        {response && <span>HTTP/{response.httpVersion}</span>}
        {connection && (
          <span>
            {connection.remoteAddress}:{connection.remotePort}
            {connection.reused && ' (connection reused)'}
          </span>
        )}
        {connection?.proxy && <span>through the proxy {connection.proxy.url}</span>}
        {tls?.protocol && <span>{tls.protocol}</span>}
      </div>
      {failure && <code className={styles.failure}>{failure.message}</code>}
    </div>
  );
}
