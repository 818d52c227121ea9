import type { ReactNode } from 'react';
import type { Exchange } from '../../../../shared/http/exchange.ts';
import { describeStatus } from '../../../exchange-view/describe-status.ts';
import { formatDuration } from '../../../ui/format-duration.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { InspectButton } from '../../inspector/inspect-button.tsx';
import styles from './token-panel.module.css';

export interface OperationStatusProps {
  readonly exchange: Exchange;
  /** What it means for the token. */
  readonly children?: ReactNode;
}

/** One line on what a server answered about a token; the rest is in the inspector. */
export function OperationStatus({ exchange, children }: OperationStatusProps) {
  const { text, tone } = describeStatus(exchange);
  return (
    <div className={styles.operation} role="status">
      {children}
      <StatusBadge tone={tone}>{text}</StatusBadge>
      <span className={styles.note}>{formatDuration(exchange.timings.total)}</span>
      <InspectButton exchangeId={exchange.id} />
    </div>
  );
}
