import type { TlsPolicy } from '../../../shared/tls/policy.ts';
import styles from './import-export.module.css';

/** Red and in words where it is off, before it is taken over. */
export function VerificationValue({ verification }: Pick<TlsPolicy, 'verification'>) {
  return verification === 'on' ? (
    'on'
  ) : (
    <strong className={styles.off}>off: any certificate is accepted</strong>
  );
}
