import { IconAlertCircle, IconAlertTriangle, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import type { Finding, FindingAction, Severity } from '../../shared/diagnose/finding.ts';
import type { Verdict } from '../../shared/diagnose/verdict.ts';
import { type FindingOrigin, performFindingAction } from '../state/actions/finding-actions.ts';
import { useLongList } from '../ui/long-list.tsx';
import { FindingActions } from './finding-actions.tsx';
import styles from './findings.module.css';
import { FindingBackground, shorten, VerdictCard } from './verdict-card.tsx';

export interface FindingsProps {
  readonly findings: readonly Finding[];
  readonly origin: FindingOrigin;
  /** What decided the first finding, if several causes were weighed: shown as a card. */
  readonly verdict?: Verdict | null | undefined;
  /** Shown under the card’s “More”. */
  readonly notes?: readonly Finding[] | undefined;
  /** The finding whose headline, cause, first step and buttons are already shown above the list. */
  readonly answeredId?: string | undefined;
  /** The list's accessible name; default “Diagnosis”. */
  readonly label?: string;
  /** Performs a finding's action; by default in the active workspace. */
  readonly perform?: (action: FindingAction) => Promise<void>;
}

/** The findings of an exchange: what was seen, why it matters, and a button to fix it. */
export function Findings({
  findings,
  origin,
  verdict = null,
  notes = [],
  answeredId,
  label = 'Diagnosis',
  perform = (action) => performFindingAction(action, origin),
}: FindingsProps) {
  const { shown, more } = useLongList(findings);
  if (findings.length === 0) return null;
  return (
    <ul className={styles.findings} aria-label={label}>
      {shown.map((finding) => {
        const { id } = finding;
        const decided = id === verdict?.id ? verdict : null;
        if (id === answeredId) {
          return <FindingBackground key={id} finding={finding} verdict={decided} notes={notes} />;
        }
        return decided ? (
          <VerdictCard key={id} verdict={decided} notes={notes} origin={origin} perform={perform} />
        ) : (
          <FindingItem key={id} finding={finding} origin={origin} perform={perform} />
        );
      })}
      {more && <li>{more}</li>}
    </ul>
  );
}

const ICONS: Readonly<Record<Severity, typeof IconInfoCircle>> = {
  fatal: IconCircleX,
  error: IconAlertCircle,
  warning: IconAlertTriangle,
  info: IconInfoCircle,
};

interface FindingItemProps extends Required<Pick<FindingsProps, 'origin' | 'perform'>> {
  readonly finding: Finding;
}

function FindingItem({ finding, origin, perform }: FindingItemProps) {
  const { severity, title, seen, why, reference, nextStep, actions } = finding;
  const Icon = ICONS[severity];
  return (
    <li className={styles.finding} data-severity={severity}>
      <Icon size={17} className={styles.icon} aria-label={severity} role="img" />
      <div className={styles.words}>
        <strong className={styles.title}>{title}</strong>
        {seen !== '' && <code className={styles.seen}>{shorten(seen)}</code>}
        <p>{shorten(why)}</p>
        <p className={styles.next}>{shorten(nextStep)}</p>
        {reference !== null && <span className={styles.reference}>{reference}</span>}
        <FindingActions actions={actions} origin={origin} perform={perform} />
      </div>
    </li>
  );
}
