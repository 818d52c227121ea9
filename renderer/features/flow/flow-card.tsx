import { UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import { toggleCard } from '../../state/actions/navigation.ts';
import type { FlowCard as CardName } from '../../state/slices/navigation.ts';
import { useAppState } from '../../state/store.ts';
import styles from './flow-card.module.css';

export interface FlowCardProps {
  readonly card: CardName;
  readonly number: number;
  readonly title: string;
  /** What a reader needs to know while the card is closed. */
  readonly summary: ReactNode;
  /** Shown beside the title whether open or closed. */
  readonly state?: ReactNode;
  /** The card's buttons, in reach whether open or closed. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** One numbered step on the vertical line. */
export function FlowCard({ card, number, title, summary, state, actions, children }: FlowCardProps) {
  const open = useAppState(({ openCards }) => openCards[card]);
  const id = useId();
  return (
    <section className={styles.card} data-flow-card={card} aria-labelledby={`${id}-title`}>
      <span className={styles.number} aria-hidden="true">
        {number}
      </span>
      <div className={styles.frame}>
        <header className={styles.header}>
          <div className={styles.heading}>
            {/* Covers the whole heading, so that a click anywhere on it opens and closes the card. */}
            <UnstyledButton
              className={styles.toggle}
              aria-label={`Card ${number}: ${title}`}
              aria-expanded={open}
              aria-controls={`${id}-content`}
              onClick={() => toggleCard(card)}
            >
              <IconChevronDown size={16} className={styles.chevron} />
            </UnstyledButton>
            <h2 id={`${id}-title`} className={styles.title}>
              {title}
            </h2>
            {state}
            {!open && <span className={styles.summary}>{summary}</span>}
          </div>
          {actions && <div className={styles.actions}>{actions}</div>}
        </header>
        <div id={`${id}-content`} className={styles.content} hidden={!open}>
          {open && children}
        </div>
      </div>
    </section>
  );
}
