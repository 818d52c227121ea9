import type { ReactNode } from 'react';
import styles from './caution-box.module.css';

export interface CautionBoxProps {
  readonly children: ReactNode;
  /** Names it where it appears because of what a person did: then it is read out. */
  readonly alert?: string;
}

/** Something to know or to decide before going on. */
export function CautionBox({ children, alert }: CautionBoxProps) {
  return alert === undefined ? (
    <div className={styles.box}>{children}</div>
  ) : (
    <div className={styles.box} role="alert" aria-label={alert}>
      {children}
    </div>
  );
}
