import type { RunUnderWay } from '../state/slices/runs.ts';
import { formatSize } from '../ui/format-size.ts';
import { Stopwatch } from '../ui/stopwatch.tsx';
import styles from './run-progress.module.css';

export interface RunProgressProps {
  readonly running: RunUnderWay | null;
}

/** Shows that a run is in progress, and its duration. */
export function RunProgress({ running }: RunProgressProps) {
  if (!running) return null;
  const { progress } = running;
  const share = progress?.total ? Math.min(progress.received / progress.total, 1) : null;
  return (
    <div className={styles.progress}>
      {share === null ? (
        <div className={styles.bar} aria-hidden="true" />
      ) : (
        <progress className={styles.share} aria-label="Received" value={share} />
      )}
      <p>
        {describeProgress(progress)} <Stopwatch since={running.startedAt} />. Esc cancels.
      </p>
    </div>
  );
}

function describeProgress(progress: RunUnderWay['progress']): string {
  if (!progress) return 'Waiting for the response…';
  const { received, total } = progress;
  return `Receiving: ${formatSize(received)}${total === null ? '' : ` of ${formatSize(total)}`}…`;
}
