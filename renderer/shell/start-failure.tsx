import type { AppError } from '../../shared/errors.ts';
import styles from '../ui/failure.module.css';

/** Shown in place of everything when the main process did not tell what to show. */
export function StartFailure({ error }: { readonly error: AppError }) {
  return (
    <main className={styles.failure} role="alert">
      <h1>Credence could not start</h1>
      <p>{error.message}</p>
      {error.nextStep !== undefined && <p>{error.nextStep}</p>}
      {error.detail !== undefined && <pre>{error.detail}</pre>}
    </main>
  );
}
