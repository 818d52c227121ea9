import { type ReactNode, useId } from 'react';
import styles from './choice.module.css';

export interface ChoiceProps {
  readonly label: string;
  /** What the present choice means. */
  readonly note?: string | null;
  /** The control; it says that this label is its own. */
  readonly children: (labelledBy: string) => ReactNode;
}

/** A label and a note around a control that brings none itself, such as a segmented one. */
export function Choice({ children, label, note = null }: ChoiceProps) {
  const id = useId();
  return (
    <div className={styles.choice}>
      <span id={id} className={styles.label}>
        {label}
      </span>
      {children(id)}
      {note !== null && <p className={styles.note}>{note}</p>}
    </div>
  );
}
