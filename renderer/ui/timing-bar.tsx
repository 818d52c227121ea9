import { formatDuration } from './format-duration.ts';
import styles from './timing-bar.module.css';

interface TimingStage {
  readonly name: string;
  /** Null when the stage did not happen. */
  readonly ms: number | null;
}

export interface TimingBarProps {
  readonly stages: readonly TimingStage[];
  readonly totalMs: number;
}

/** Where the time went: one bar, a part for each stage, with the figures below it. */
export function TimingBar({ stages, totalMs }: TimingBarProps) {
  // A stage keeps its shade where an earlier one did not happen.
  const happened = stages.flatMap(({ name, ms }, stage) => (ms === null ? [] : [{ name, ms, stage }]));
  return (
    <div className={styles.timing}>
      <div className={styles.bar} aria-hidden>
        {happened.map(({ name, ms, stage }) => (
          <span key={name} data-stage={stage} style={{ flexGrow: Math.max(ms, totalMs / 200) }} />
        ))}
      </div>
      <ul className={styles.legend} aria-label="Timings">
        {happened.map(({ name, ms, stage }) => (
          <li key={name}>
            <i data-stage={stage} aria-hidden />
            {name} <b>{formatDuration(ms)}</b>
          </li>
        ))}
        <li>
          Total <b>{formatDuration(totalMs)}</b>
        </li>
      </ul>
    </div>
  );
}
