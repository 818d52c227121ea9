import { Button } from '@mantine/core';
import { IconBraces } from '@tabler/icons-react';
import { describeProblem } from '../../../shared/variables/describe-problem.ts';
import type { RequestKind } from '../../../shared/variables/find-problems.ts';
import { ownSecret } from '../../../shared/variables/own-secrets.ts';
import type { VariableProblem } from '../../../shared/variables/resolve-workspace.ts';
import { openVariables } from '../../state/actions/variables.ts';
import { selectWorkspace } from '../../state/selectors/workspaces.ts';
import { useAppState } from '../../state/store.ts';
import styles from './unresolved-notice.module.css';
import { useProblems } from './use-problems.ts';

/** What has to be given a value before the card's request can be sent. */
export function UnresolvedNotice({ kind }: { readonly kind: RequestKind }) {
  const workspace = useAppState(selectWorkspace);
  const problems = useProblems(kind);
  if (problems.length === 0) return null;
  return (
    <section className={styles.notice} aria-label="Variables without a value">
      <IconBraces size={16} className={styles.icon} aria-hidden="true" />
      <ul className={styles.problems}>
        {problems.map((problem) => (
          <li key={`${problem.name} ${problem.place.label}`} className={styles.problem}>
            <span>
              {describeProblem(problem, workspace)}{' '}
              <span className={styles.place}>{problem.place.label}</span>
            </span>
            <ProblemButton problem={problem} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function ProblemButton({ problem: { kind, name } }: { readonly problem: VariableProblem }) {
  if (ownSecret(name)) return null;
  return (
    <Button variant="default" size="compact-xs" onClick={() => openVariables(name)}>
      {LABELS[kind](name)}
    </Button>
  );
}

const LABELS: Readonly<Record<VariableProblem['kind'], (name: string) => string>> = {
  unknown: (name) => `Add ${name}`,
  empty: (name) => `Give ${name} a value`,
  cycle: (name) => `Change ${name}`,
  'too-long': (name) => `Change ${name}`,
  secret: (name) => `Change ${name}`,
};
