import styles from './status-badge.module.css';

export type Tone = 'good' | 'caution' | 'danger' | 'neutral';

export interface StatusBadgeProps {
  readonly tone: Tone;
  readonly children: React.ReactNode;
}

/** A short fact with a tone. The words say it all; the colour only helps to find it. */
export function StatusBadge({ tone, children }: StatusBadgeProps) {
  return (
    <span className={styles.badge} data-tone={tone}>
      {children}
    </span>
  );
}
