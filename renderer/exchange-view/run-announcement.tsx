import { VisuallyHidden } from '@mantine/core';
import type { Finding } from '../../shared/diagnose/finding.ts';
import type { Exchange } from '../../shared/http/exchange.ts';
import { describeStatus } from './describe-status.ts';

export interface RunAnnouncementProps {
  readonly running: boolean;
  readonly exchange: Exchange | null;
  readonly findings: readonly Finding[] | undefined;
}

/** Tells screen readers that a run began and what came of it; the eye sees it in the card. */
export function RunAnnouncement({ running, exchange, findings }: RunAnnouncementProps) {
  const outcome = exchange ? `${describeStatus(exchange).text}. ${findings?.[0]?.title ?? ''}` : '';
  return <VisuallyHidden role="status">{running ? 'Waiting for the answer.' : outcome}</VisuallyHidden>;
}
