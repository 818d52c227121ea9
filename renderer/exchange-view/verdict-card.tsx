import { IconAlertCircle } from '@tabler/icons-react';
import type { Finding, FindingAction } from '../../shared/diagnose/finding.ts';
import type { Verdict } from '../../shared/diagnose/verdict.ts';
import type { FindingOrigin } from '../state/actions/finding-actions.ts';
import { FindingActions } from './finding-actions.tsx';
import styles from './findings.module.css';

export interface VerdictCardProps {
  readonly verdict: Verdict;
  readonly notes?: readonly Finding[] | undefined;
  readonly origin: FindingOrigin;
  readonly perform: (action: FindingAction) => Promise<void>;
}

/** What happened, why, and what to do first, with the server’s own message; the rest is under “More”. */
export function VerdictCard({ verdict, notes = [], origin, perform }: VerdictCardProps) {
  const { severity, headline, said, sentence, firstStep, actions } = verdict;
  return (
    <li className={styles.finding} data-severity={severity} data-confidence={verdict.confidence}>
      <IconAlertCircle size={17} className={styles.icon} aria-label={severity} role="img" />
      <div className={styles.words}>
        <strong className={styles.title}>{headline}</strong>
        <code className={styles.seen}>{said}</code>
        <p>{sentence}</p>
        <p className={styles.next}>{firstStep}</p>
        <FindingActions actions={actions} origin={origin} perform={perform} />
        <VerdictMore verdict={verdict} notes={notes} />
      </div>
    </li>
  );
}

/** How to distinguish the causes, the evidence, the standard's section, and unusual facts. */
function VerdictMore({
  verdict: { alternatives, because, reference },
  notes,
}: Pick<VerdictCardProps, 'verdict'> & { readonly notes: readonly Finding[] }) {
  if (alternatives.length === 0 && because.length === 0 && reference === null && notes.length === 0)
    return null;
  return (
    <details className={styles.more}>
      <summary>More</summary>
      <ul>
        {alternatives.map(({ id, what, check }) => (
          <li key={id}>
            If {what}: {check}.
          </li>
        ))}
        {because.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {notes.map(({ id, title, seen }) => (
          <li key={id}>
            {title}. {seen}
          </li>
        ))}
        {reference !== null && <li>{reference}</li>}
      </ul>
    </details>
  );
}
