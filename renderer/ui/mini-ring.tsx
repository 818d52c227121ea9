import { cssVariables } from './css-variables.ts';
import styles from './mini-ring.module.css';

export interface MiniRingProps {
  /** Milliseconds since the epoch, as all three. */
  readonly from: number;
  readonly until: number | null;
  readonly now: number;
  readonly ended?: boolean;
}

/** How much of a token's life is left, as a small ring; beside it stands the time as text. */
export function MiniRing({ from, until, now, ended = false }: MiniRingProps) {
  const share = until === null ? 1 : Math.max(0, Math.min(1, (until - now) / Math.max(1, until - from)));
  const isOver = ended || share === 0;
  return (
    <span
      className={styles.ring}
      data-over={isOver}
      data-low={!isOver && share <= 0.1}
      style={cssVariables({ '--left': isOver ? 0 : share })}
      aria-hidden="true"
    />
  );
}
