import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './token-server.module.css';

export interface SectionProps {
  readonly title: string;
  /** Beside the title, for example buttons for the whole card. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A card of the page under a title. */
export function Section({ actions, children, title }: SectionProps) {
  return (
    <section className={classes.card} aria-label={title}>
      <div className={classes.cardHead}>
        <Title order={2} className={classes.cardTitle ?? ''}>
          {title}
        </Title>
        {actions}
      </div>
      {children}
    </section>
  );
}
