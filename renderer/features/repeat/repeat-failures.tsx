import type { RepeatFailure } from '../../../shared/repeat/report.ts';
import { InspectButton } from '../inspector/inspect-button.tsx';
import { COUNT } from './format-count.ts';
import styles from './repeat.module.css';

/** Why requests failed, by the names of the diagnosis, with the first ones to be looked at. */
export function RepeatFailures({ failures }: { readonly failures: readonly RepeatFailure[] }) {
  if (failures.length === 0) return null;
  return (
    <section aria-label="Failures">
      <h3 className={styles.heading}>Failures</h3>
      <ul className={styles.failures}>
        {failures.map(({ id, title, count, exchangeIds }) => (
          <li key={id}>
            <b>{COUNT.format(count)}×</b>
            <span className={styles.words}>
              {title} <code>{id}</code>
            </span>
            {exchangeIds.map((exchangeId, index) => (
              <InspectButton key={exchangeId} exchangeId={exchangeId} label={`Inspect ${index + 1}`} />
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
