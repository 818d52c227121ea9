import { Stopwatch } from '../../../ui/stopwatch.tsx';
import styles from './run-progress.module.css';

export interface RunProgressProps {
  readonly running: { readonly startedAt: number } | null;
}

/** That something is under way, and for how long. */
export function RunProgress({ running }: RunProgressProps) {
  if (!running) return null;
  return (
    <div className={styles.progress}>
      <div className={styles.bar} aria-hidden="true" />
      <p>
        Waiting for the answer… <Stopwatch since={running.startedAt} />. Esc cancels.
      </p>
    </div>
  );
}
