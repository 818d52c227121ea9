import type { LatencyBucket, LatencySummary } from '../../../shared/repeat/latency.ts';
import { formatCount } from '../../ui/format-count.ts';
import { formatDuration } from '../../ui/format-duration.ts';
import styles from './repeat.module.css';

export interface LatencyHistogramProps {
  readonly buckets: readonly LatencyBucket[];
  readonly latency: LatencySummary;
}

/** How many answers took how long. A bar for each range, the ranges growing by ratios. */
export function LatencyHistogram({ buckets, latency }: LatencyHistogramProps) {
  const most = Math.max(1, ...buckets.map(({ count }) => count));
  return (
    <figure className={styles.histogram} aria-label="Latency">
      <figcaption>
        How long {latency.count === 1 ? 'one response' : `${formatCount(latency.count)} responses`} took,
        whatever their status
      </figcaption>
      <ol>
        {buckets.map(({ from, to, count }) => (
          <li key={from}>
            <span className={styles.range}>{`${formatDuration(from)} – ${formatDuration(to)}`}</span>
            <span className={styles.track}>
              {count > 0 && <span className={styles.bar} style={{ width: `${(count / most) * 100}%` }} />}
            </span>
            <span className={styles.count}>{formatCount(count)}</span>
          </li>
        ))}
      </ol>
    </figure>
  );
}
