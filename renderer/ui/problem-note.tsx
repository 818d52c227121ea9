import type { AppError } from '../../shared/errors.ts';
import styles from './problem-note.module.css';

/** Why something did not work, beside what was to work, and what to do. */
export function ProblemNote({ error }: { readonly error: AppError }) {
  return (
    <div className={styles.problem} role="status">
      <strong>{error.message}</strong>
      {error.nextStep !== undefined && <p>{error.nextStep}</p>}
      {error.detail !== undefined && <p className={styles.detail}>{error.detail}</p>}
    </div>
  );
}
