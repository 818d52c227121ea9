import { IconPin, IconPinFilled } from '@tabler/icons-react';
import { type CSSProperties, type MouseEvent, memo } from 'react';
import type { Severity } from '../../../../shared/diagnose/finding.ts';
import type { HistorySummary } from '../../../../shared/history/entry.ts';
import { describeStatus } from '../../../exchange-view/describe-status.ts';
import { formatDuration } from '../../../ui/format-duration.ts';
import { formatClock, formatMoment } from '../../../ui/format-time.ts';
import layout from '../../../ui/layout.module.css';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { PURPOSE_NAMES, SEVERITY_NAMES, splitUrl } from './describe-entry.ts';
import styles from './history-list.module.css';

export interface HistoryRowProps {
  readonly id: string;
  readonly entry: HistorySummary;
  /** From 1, among all the exchanges shown. */
  readonly position: number;
  readonly count: number;
  readonly selected: boolean;
  readonly current: boolean;
  /** Two lines, where there is no room for one. */
  readonly compact: boolean;
  /** Pixels from the top. */
  readonly top: number;
  readonly height: number;
  readonly onPress: (id: string, event: MouseEvent) => void;
}

/** One exchange in the list. Drawn again only when something of it changed. */
export const HistoryRow = memo(function HistoryRow(props: HistoryRowProps) {
  const { id, entry, position, count, selected, current, compact, top, height, onPress } = props;
  const { status, failure, severity, url, clientId, workspaceName } = entry;
  const { text, tone } = describeStatus({
    response: status === null ? null : { status, statusText: '' },
    failure: failure === null ? null : { code: failure },
    severity,
  });
  const { origin, path } = splitUrl(url);
  const place: CSSProperties = { height, transform: `translateY(${top}px)` };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys for the row that is current
    <div
      id={id}
      role="option"
      aria-posinset={position}
      aria-setsize={count}
      aria-selected={selected}
      tabIndex={-1}
      className={styles.row}
      data-compact={compact}
      data-current={current}
      style={place}
      onClick={(event) => onPress(entry.id, event)}
    >
      <span className={styles.time} title={formatMoment(entry.startedAt)}>
        {formatClock(entry.startedAt)}
      </span>
      <span className={styles.purpose} data-purpose={entry.purpose}>
        {PURPOSE_NAMES[entry.purpose] ?? entry.purpose}
      </span>
      <span className={styles.target} title={url}>
        <span className={styles.method}>{entry.method}</span>
        <span className={styles.url}>
          <span className={styles.origin}>{origin}</span>
          {path}
        </span>
      </span>
      <span className={styles.status}>
        <SeverityMark severity={severity} />
        <StatusBadge tone={tone}>{text}</StatusBadge>
      </span>
      <span className={styles.duration}>{formatDuration(entry.duration)}</span>
      <span className={styles.client} title={clientId}>
        {clientId === '' ? '–' : clientId}
      </span>
      <span className={styles.workspace} title={workspaceName}>
        {workspaceName}
      </span>
      {/* For the mouse; the keyboard has P. The list reads it from the row. */}
      <span className={styles.pin} data-pin data-pinned={entry.pinned} aria-hidden>
        {entry.pinned ? <IconPinFilled size={14} /> : <IconPin size={14} />}
      </span>
      {entry.pinned && <span className={layout.unseen}>pinned</span>}
    </div>
  );
});

/** The worst that the diagnosis found. Colour helps to find it; the words say it. */
function SeverityMark({ severity }: { readonly severity: Severity | null }) {
  return (
    <i
      className={styles.severity}
      data-severity={severity ?? 'none'}
      title={severity === null ? undefined : SEVERITY_NAMES[severity]}
    >
      {severity !== null && <span className={layout.unseen}>{SEVERITY_NAMES[severity]}</span>}
    </i>
  );
}
