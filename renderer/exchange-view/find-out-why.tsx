import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { concludeProbe } from '../../shared/diagnose/probe/conclude-probe.ts';
import type { ProbeConclusion, ProbePlan } from '../../shared/diagnose/probe/probe.ts';
import { readProbeAnswer } from '../../shared/diagnose/probe/read-probe-answer.ts';
import type { Confidence } from '../../shared/diagnose/rank.ts';
import type { Exchange } from '../../shared/http/exchange.ts';
import type { AccessToken } from '../../shared/oauth/token/token.ts';
import { performFindingActions } from '../state/actions/finding-actions.ts';
import { cancelProbe, closeProbe, startProbe } from '../state/actions/probe.ts';
import type { ProbeState } from '../state/slices/probe.ts';
import layout from '../ui/layout.module.css';
import problemNote from '../ui/problem-note.module.css';
import { describeAction } from './describe-action.ts';
import styles from './find-out-why.module.css';
import { ProbeTable } from './probe-table.tsx';
import { RunError } from './run-error.tsx';

export interface FindOutWhyProps {
  readonly probe: ProbeState;
  /** The rejected exchange. */
  readonly exchange: Exchange;
  readonly token: AccessToken | null;
}

/** The plan, its results as they arrive, and the conclusion. */
export function FindOutWhy({ probe, exchange, token }: FindOutWhyProps) {
  const { plan, status, results, workspace, error } = probe;
  const isOver = status === 'done' || status === 'cancelled';
  const context = { workspace, token, now: exchange.startedAt + exchange.timings.total };
  const conclusion = isOver ? concludeProbe(exchange, context, results) : null;
  return (
    <section className={styles.card} aria-label="Find out why">
      <div className={styles.head}>
        <h3>Find out why</h3>
        <button
          type="button"
          className={styles.close}
          aria-label="Close “Find out why”"
          onClick={() => void closeProbe(workspace.id)}
        >
          <IconX size={16} aria-hidden />
        </button>
      </div>
      {status === 'planned' && <Plan plan={plan} workspaceId={workspace.id} />}
      {status === 'running' && (
        <div className={layout.row} role="status">
          <span>
            Step {results.length + 1} of at most {plan.steps.length}
          </span>
          <Button variant="default" size="compact-sm" onClick={() => void cancelProbe(workspace.id)}>
            Cancel
          </Button>
        </div>
      )}
      {status === 'cancelled' && <p>You cancelled it. No further requests were sent.</p>}
      {error && <RunError error={error} />}
      {conclusion && <Conclusion conclusion={conclusion} of={plan.of} workspaceId={workspace.id} />}
      <ProbeTable probe={probe} first={readProbeAnswer(exchange, workspace)} />
    </section>
  );
}

/** What will be sent, and the button to send it. */
function Plan({ plan, workspaceId }: { readonly plan: ProbePlan; readonly workspaceId: string }) {
  const run = useRef<HTMLButtonElement>(null);
  useEffect(() => run.current?.focus(), []);
  const { requests, withCredentials, remoteHosts } = plan;
  return (
    <>
      <p>
        Sends at most {count(requests, 'request')}. Each changes one thing, and goes into the history.
        {withCredentials > 0 && ` ${withCredentials} of them with the client’s credentials.`}
      </p>
      {remoteHosts.length > 0 && (
        <p className={problemNote.problem}>
          They go to {remoteHosts.join(', ')}. A server may lock the client after several attempts that fail.
        </p>
      )}
      <div className={layout.row}>
        <Button ref={run} size="compact-sm" onClick={() => void startProbe(workspaceId)}>
          Run
        </Button>
        <Button variant="default" size="compact-sm" onClick={() => void closeProbe(workspaceId)}>
          Not now
        </Button>
      </div>
    </>
  );
}

const CONFIDENCE_LABELS: Readonly<Record<Confidence, string>> = {
  certain: 'Certain',
  likely: 'Most likely',
  possible: 'Possible',
};

interface ConclusionProps {
  readonly conclusion: ProbeConclusion;
  readonly of: ProbePlan['of'];
  readonly workspaceId: string;
}

function Conclusion({
  conclusion: { headline, sentence, confidence, actions },
  of,
  workspaceId,
}: ConclusionProps) {
  const use = async () => {
    await closeProbe(workspaceId);
    await performFindingActions(actions, of);
  };
  return (
    <div className={styles.conclusion} data-confidence={confidence} role="status" aria-label="Conclusion">
      <p className={styles.headline}>
        <strong>{headline}</strong> <span className={styles.confidence}>{CONFIDENCE_LABELS[confidence]}</span>
      </p>
      <p>{sentence}</p>
      {actions.length > 0 && (
        <div className={layout.row}>
          <Button size="compact-sm" onClick={() => void use()}>
            Use this
          </Button>
          <span className={styles.note}>
            {actions.map((action) => describeAction(action, of)).join(' · ')}
          </span>
        </div>
      )}
    </div>
  );
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
