import type { AppError } from '../../../shared/errors.ts';
import styles from './import-export.module.css';

/** Why something cannot be imported or exported, and what to do. */
export function ImportProblem({ error }: { readonly error: AppError }) {
  return (
    <div className={styles.problem} role="status">
      <strong>{error.message}</strong>
      {error.nextStep !== undefined && <p>{error.nextStep}</p>}
      {error.detail !== undefined && <p className={styles.detail}>{error.detail}</p>}
    </div>
  );
}
