import type { AppError } from '../../errors.ts';
import type { Result } from '../../result.ts';
import {
  MOST_PROBE_REQUESTS,
  type ProbeAnswer,
  type ProbePlan,
  type ProbeResult,
  type ProbeStep,
} from './probe.ts';

/** The step that comes next; null when the plan is done, or a server accepted what decides it. */
export function nextStep({ steps }: ProbePlan, results: readonly ProbeResult[]): ProbeStep | null {
  if (results.some(({ step, answer }) => step.isDecisive && answer.outcome === 'accepted')) return null;
  // A server that gives no response is not asked again.
  if (results.some(({ answer }) => answer.outcome === 'failed')) return null;
  const left = MOST_PROBE_REQUESTS - results.reduce((sum, { answer }) => sum + answer.requests, 0);
  const isAccepted = (id: string) =>
    results.some(({ step, answer }) => step.id === id && answer.outcome === 'accepted');
  return (
    steps.find(
      ({ id, after, requests }) =>
        !results.some(({ step }) => step.id === id) &&
        (after === undefined || isAccepted(after)) &&
        requests <= left,
    ) ?? null
  );
}

export interface ProbeDriver {
  /** Sends one step. Fails where no request can be made. */
  readonly perform: (step: ProbeStep) => Promise<Result<ProbeAnswer, AppError>>;
  readonly onResult: (results: readonly ProbeResult[]) => void;
  /** Whether the user cancelled: then no other step is sent. */
  readonly isCancelled: () => boolean;
}

/** Runs a plan step by step. Resolves to the error that stopped it, or null. */
export async function runProbe(
  plan: ProbePlan,
  { perform, onResult, isCancelled }: ProbeDriver,
): Promise<AppError | null> {
  let results: readonly ProbeResult[] = [];
  for (let step = nextStep(plan, results); step && !isCancelled(); step = nextStep(plan, results)) {
    const answered = await perform(step);
    if (!answered.ok) return answered.error;
    if (isCancelled()) return null;
    results = [...results, { step, answer: answered.value }];
    onResult(results);
  }
  return null;
}
