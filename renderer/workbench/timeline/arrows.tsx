import styles from './timeline.module.css';
import type { TimelineExchange } from './timeline-exchange.ts';

const REQUEST = { server: 'M7 46V17.5M3.5 22 7 17.5l3.5 4.5', api: 'M7 4v28.5M3.5 28 7 32.500l3.5-4.5' };
const RESPONSE = { server: 'M17 17.5V46M13.5 41.5 17 46l3.5-4.5', api: 'M17 32.5V4M13.5 8.500 17 4l3.5 4.5' };

/** There and back. Without a response only there. */
export function Arrows({
  lane,
  isAnswered = true,
}: {
  readonly lane: TimelineExchange['lane'];
  readonly isAnswered?: boolean;
}) {
  return (
    <svg className={styles.arrows} viewBox="0 0 24 46" aria-hidden="true">
      <path className={styles.request} d={REQUEST[lane]} />
      {isAnswered && <path className={styles.response} d={RESPONSE[lane]} />}
    </svg>
  );
}
