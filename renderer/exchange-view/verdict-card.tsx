import { IconAlertCircle } from '@tabler/icons-react';
import type { Finding, FindingAction } from '../../shared/diagnose/finding.ts';
import type { Verdict } from '../../shared/diagnose/verdict.ts';
import type { FindingOrigin } from '../state/actions/finding-actions.ts';
import { formatCount } from '../ui/format-count.ts';
import { FindingActions } from './finding-actions.tsx';
import styles from './findings.module.css';

export interface VerdictCardProps {
  readonly verdict: Verdict;
  readonly notes: readonly Finding[];
  readonly origin: FindingOrigin;
  readonly perform: (action: FindingAction) => Promise<void>;
}

/** What happened, why, and what to do first, with the server’s own message; the rest is under “More”. */
export function VerdictCard({ verdict, notes, origin, perform }: VerdictCardProps) {
  const { severity, headline, said, sentence, firstStep, actions } = verdict;
  const more = [...partsOf(verdict, notes), { title: 'Standard', lines: linesOf(verdict.reference) }];
  return (
    <li className={styles.finding} data-severity={severity} data-confidence={verdict.confidence}>
      <IconAlertCircle size={17} className={styles.icon} aria-label={severity} role="img" />
      <div className={styles.words}>
        <strong className={styles.title}>{headline}</strong>
        <code className={styles.seen}>{said}</code>
        <p>{sentence}</p>
        <p className={styles.next}>{firstStep}</p>
        <FindingActions actions={actions} origin={origin} perform={perform} />
        {more.some(hasLines) && (
          <details className={styles.more}>
            <summary>More</summary>
            <Parts parts={more} />
          </details>
        )}
      </div>
    </li>
  );
}

export interface FindingBackgroundProps {
  readonly finding: Finding;
  /** If it is what decided the finding. */
  readonly verdict: Verdict | null;
  readonly notes: readonly Finding[];
}

/** What the band above the list does not say already: all but the headline, the cause and the first step. */
export function FindingBackground({ finding, verdict, notes }: FindingBackgroundProps) {
  const { seen, reference } = finding;
  return (
    <li className={styles.background}>
      {verdict && <Parts parts={partsOf(verdict, notes)} />}
      <Parts
        parts={[
          { title: 'Seen', lines: linesOf(verdict?.said ?? seen) },
          { title: 'Standard', lines: linesOf(reference) },
        ]}
      />
    </li>
  );
}

interface Part {
  readonly title: string;
  readonly lines: readonly string[];
}

/** How to distinguish the causes, the evidence, and unusual facts. */
function partsOf({ alternatives, because }: Verdict, notes: readonly Finding[]): readonly Part[] {
  return [
    { title: 'How to tell', lines: alternatives.map(({ what, check }) => `If ${what}: ${check}.`) },
    { title: 'Evidence', lines: because },
    { title: 'Also seen', lines: notes.map(({ title, seen }) => `${title}. ${seen}`) },
  ];
}

function linesOf(text: string | null): readonly string[] {
  return text === null || text === '' ? [] : [shorten(text)];
}

function Parts({ parts }: { readonly parts: readonly Part[] }) {
  return parts.filter(hasLines).map(({ title, lines }) => (
    <section key={title} className={styles.part}>
      <h3>{title}</h3>
      {[...new Set(lines)].map((line) => (
        <p key={line}>{line}</p>
      ))}
    </section>
  ));
}

function hasLines({ lines }: Part): boolean {
  return lines.length > 0;
}

/** Characters. A finding may quote a server, and laying out a line of a million letters takes seconds. */
const LONGEST_TEXT = 2_000;

export function shorten(text: string): string {
  if (text.length <= LONGEST_TEXT) return text;
  const rest = formatCount(text.length - LONGEST_TEXT);
  return `${text.slice(0, LONGEST_TEXT)} … and ${rest} more characters`;
}
