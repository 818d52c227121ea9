import { UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import styles from './fold.module.css';

export interface FoldProps {
  readonly name: string;
  /** What is in it, on one line: to know without opening it. */
  readonly summary?: ReactNode;
  /** `section`: a part of a form, below a line. `inline`: a detail among others. */
  readonly as?: 'section' | 'inline';
  readonly initiallyOpen?: boolean;
  readonly children: ReactNode;
}

/** What few need: one line until someone does. */
export function Fold({ name, summary, as = 'section', initiallyOpen = false, children }: FoldProps) {
  const [open, setOpen] = useState(initiallyOpen);
  const id = useId();
  const Element = as === 'section' ? 'section' : 'div';
  return (
    <Element className={styles[as]} aria-label={as === 'section' ? name : undefined}>
      <UnstyledButton
        className={styles.toggle}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <IconChevronRight size={14} className={styles.chevron} aria-hidden="true" />
        <span className={styles.name}>{name}</span>
        {summary !== undefined && <span className={styles.summary}>{summary}</span>}
      </UnstyledButton>
      {open && (
        <div id={id} className={styles.content}>
          {children}
        </div>
      )}
    </Element>
  );
}
