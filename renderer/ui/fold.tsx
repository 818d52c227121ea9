import { UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import styles from './fold.module.css';

export interface FoldProps {
  readonly name: string;
  /** What is in it, on one line: to know without opening it. */
  readonly summary: ReactNode;
  readonly initiallyOpen?: boolean;
  readonly children: ReactNode;
}

/** A part of a form that few need: one line until someone does. */
export function Fold({ name, summary, initiallyOpen = false, children }: FoldProps) {
  const [open, setOpen] = useState(initiallyOpen);
  const id = useId();
  return (
    <section className={styles.fold} aria-label={name}>
      <UnstyledButton
        className={styles.toggle}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <IconChevronRight size={14} className={styles.chevron} aria-hidden="true" />
        <span className={styles.name}>{name}</span>
        <span className={styles.summary}>{summary}</span>
      </UnstyledButton>
      {open && (
        <div id={id} className={styles.content}>
          {children}
        </div>
      )}
    </section>
  );
}
