import type { AppError } from '../../shared/errors.ts';
import styles from './findings.module.css';

/** Why nothing was sent: the form has no valid request. */
export function RunError({ error }: { readonly error: AppError }) {
  return (
    <div className={styles.finding} data-severity="error" role="alert">
      <span />
      <div className={styles.words}>
        <strong className={styles.title}>{error.message}</strong>
        {error.nextStep !== undefined && <p>{error.nextStep}</p>}
        {error.detail !== undefined && <code className={styles.seen}>{error.detail}</code>}
      </div>
    </div>
  );
}
