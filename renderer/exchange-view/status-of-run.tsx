import type { Exchange } from '../../shared/http/exchange.ts';
import { StatusBadge } from '../ui/status-badge.tsx';
import { describeStatus } from './describe-status.ts';

export interface StatusOfRunProps {
  readonly running: boolean;
  readonly exchange: Exchange | null;
}

/** The last answer's status beside the card's title, open or closed. */
export function StatusOfRun({ running, exchange }: StatusOfRunProps) {
  if (running) return <StatusBadge tone="neutral">Running…</StatusBadge>;
  if (!exchange) return null;
  const { text, tone } = describeStatus(exchange);
  return <StatusBadge tone={tone}>{text}</StatusBadge>;
}
