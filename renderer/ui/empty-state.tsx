import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

export interface EmptyStateProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** What will be here, and how to get it. */
export function EmptyState({ title, children }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <strong>{title}</strong>
      <div>{children}</div>
    </div>
  );
}
