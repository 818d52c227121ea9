import styles from './countdown-ring.module.css';
import { formatCountdown } from './format-duration.ts';
import { useNow } from './use-now.ts';

export interface CountdownRingProps {
  /** Milliseconds since the epoch. */
  readonly from: number;
  /** Null when it never ends, as far as is known. */
  readonly until: number | null;
  /** In one word why it ended before that, if it did. */
  readonly ended?: string | null;
}

const RADIUS = 27;
const LENGTH = 2 * Math.PI * RADIUS;

/** The time left until a moment, as a ring that empties. */
export function CountdownRing({ from, until, ended = null }: CountdownRingProps) {
  const now = useNow(250, ended === null && until !== null && until > Date.now());
  const left = until === null ? null : Math.max(0, until - now);
  const share = until === null || left === null ? 1 : left / Math.max(1, until - from);
  const over = ended !== null || left === 0;
  return (
    <div
      className={styles.ring}
      data-over={over}
      role="timer"
      aria-label={ended === null ? describe(left) : `It is ${ended}`}
    >
      <svg viewBox="0 0 64 64" aria-hidden="true">
        <circle cx="32" cy="32" r={RADIUS} className={styles.track} />
        <circle
          cx="32"
          cy="32"
          r={RADIUS}
          className={styles.rest}
          strokeDasharray={LENGTH}
          strokeDashoffset={LENGTH * (1 - Math.min(1, share))}
        />
      </svg>
      <span className={styles.figure}>{figure(left, ended)}</span>
    </div>
  );
}

function figure(left: number | null, ended: string | null): string {
  if (ended !== null) return ended;
  if (left === null) return '∞';
  return left === 0 ? 'expired' : formatCountdown(left);
}

function describe(left: number | null): string {
  if (left === null) return 'No expiry is known';
  return left === 0 ? 'Expired' : `Expires in ${formatCountdown(left)}`;
}
