import { IconListSearch } from '@tabler/icons-react';
import { type MouseEvent, memo } from 'react';
import type { TokenServerLogEntry } from '../../../../shared/token-server/state.ts';
import { formatDuration } from '../../../ui/format-duration.ts';
import { formatExactClock } from '../../../ui/format-time.ts';
import styles from './log.module.css';

export interface LogRowProps {
  readonly entry: TokenServerLogEntry;
  /** From 1, among all the rows. */
  readonly position: number;
  readonly count: number;
  /** Whether this window sent the request, and has it in its history. */
  readonly linked: boolean;
  readonly selected: boolean;
  /** Two lines, where there is no room for one. */
  readonly compact: boolean;
  /** Pixels from the top. */
  readonly top: number;
  readonly height: number;
  readonly onPress: (id: number, event: MouseEvent) => void;
}

/** One request. An entry never changes, so a row is drawn again only when its place does. */
export const LogRow = memo(function LogRow(props: LogRowProps) {
  const { compact, count, entry, height, linked, onPress, position, selected, top } = props;
  const { at, clientId, decision, duration, id, method, path, status } = entry;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys for the row that is selected
    <div
      id={`log-line-${id}`}
      role="option"
      aria-posinset={position}
      aria-setsize={count}
      aria-selected={selected}
      tabIndex={-1}
      className={styles.row}
      data-compact={compact}
      style={{ height, transform: `translateY(${top}px)` }}
      onClick={(event) => onPress(id, event)}
    >
      <span className={styles.time}>{formatExactClock(at)}</span>
      <span className={styles.method}>{method}</span>
      <span className={styles.path} title={path}>
        {path}
      </span>
      <span className={styles.status} data-class={Math.floor(status / 100)}>
        {status === 0 ? '–' : status}
      </span>
      <span className={styles.client} title={clientId ?? undefined}>
        {clientId ?? '–'}
      </span>
      <span className={styles.decision} title={decision}>
        {decision}
      </span>
      <span className={styles.duration}>{formatDuration(duration)}</span>
      {/* For the mouse; the keyboard has Enter, and the row's detail a button. */}
      {linked && (
        <span className={styles.link} data-link title="Open the exchange" aria-hidden>
          <IconListSearch size={14} />
        </span>
      )}
      {linked && <span className={styles.unseen}>sent by this window</span>}
    </div>
  );
});
