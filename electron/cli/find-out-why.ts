import { randomUUID } from 'node:crypto';
import { concludeProbe, meaningOf } from '../../shared/diagnose/probe/conclude-probe.ts';
import { describeVariation } from '../../shared/diagnose/probe/describe-variation.ts';
import { planProbe } from '../../shared/diagnose/probe/plan-probe.ts';
import type {
  ProbeAnswer,
  ProbeConclusion,
  ProbePlan,
  ProbeResult,
} from '../../shared/diagnose/probe/probe.ts';
import { readProbeAnswer } from '../../shared/diagnose/probe/read-probe-answer.ts';
import { runProbe } from '../../shared/diagnose/probe/run-probe.ts';
import type { AppError } from '../../shared/errors.ts';
import type { ApiRun, TokenRun } from '../../shared/ipc/runs.ts';
import type { Workspace } from '../../shared/model/workspace.ts';
import type { AccessToken } from '../../shared/oauth/token/token.ts';
import type { Core } from '../core/core.ts';
import type { CommandContext } from './context.ts';
import { safeText, type Terminal } from './output/terminal.ts';

/** A request that was refused, with all that the diagnosis knew of it. */
export interface Refusal {
  readonly run: Pick<TokenRun | ApiRun, 'exchange' | 'findings' | 'verdict'>;
  readonly workspace: Workspace;
  /** What an API call carried; null for a token request. */
  readonly token: AccessToken | null;
}

/** What further requests brought to light, or a line about what `--find-out-why` would do. */
export interface Inquiry {
  readonly told: ToldInquiry | null;
  readonly hint: string | null;
}

/** For people and for scripts. */
export interface ToldInquiry {
  readonly lines: readonly string[];
  readonly json: unknown;
}

interface Surroundings {
  readonly core: Core;
  readonly context: CommandContext;
}

/** If it is wanted and can tell more, sends requests that each change one thing, until one decides. */
export async function findOutWhy(
  refusal: Refusal,
  isWanted: boolean,
  { core, context: { signal, terminal } }: Surroundings,
): Promise<Inquiry> {
  const { workspace, token, run } = refusal;
  const { exchange, findings, verdict = null } = run;
  const facts = { workspace, token, now: exchange.startedAt + exchange.timings.total };
  const plan = planProbe(exchange, facts, { verdict, findings });
  if (!isWanted)
    return { told: null, hint: plan && `--find-out-why would send up to ${describePlan(plan)}.` };
  if (!plan) return { told: null, hint: 'No further request could tell more.' };
  let results: readonly ProbeResult[] = [];
  const error = await runProbe(plan, {
    perform: ({ variation }) => core.probe({ workspace, variation, token }, { id: randomUUID(), signal }),
    onResult: (all) => {
      results = all;
    },
    isCancelled: () => signal.aborted,
  });
  const conclusion = concludeProbe(exchange, facts, results);
  const done = { plan, first: readProbeAnswer(exchange, workspace), results, conclusion, error };
  return { told: { lines: linesOf(done, terminal.colors), json: jsonOf(done) }, hint: null };
}

/** For example `4 requests, each changing one thing, 3 with the client’s credentials, to login.example.com`. */
function describePlan({ requests, withCredentials, remoteHosts }: ProbePlan): string {
  return [
    requests === 1
      ? '1 more request, changing one thing'
      : `${requests} more requests, each changing one thing`,
    ...(withCredentials > 0 ? [`${withCredentials} with the client’s credentials`] : []),
    ...(remoteHosts.length > 0 ? [`to ${remoteHosts.join(' and ')}`] : []),
  ].join(', ');
}

interface Done {
  readonly plan: ProbePlan;
  /** The response to the request in question. */
  readonly first: ProbeAnswer;
  readonly results: readonly ProbeResult[];
  /** Null if nothing was sent. */
  readonly conclusion: ProbeConclusion | null;
  /** Why it ended early; null otherwise. */
  readonly error: AppError | null;
}

function linesOf({ plan, first, results, conclusion, error }: Done, colors: Terminal['colors']): string[] {
  return [
    colors.bold(`Finding out why, by up to ${describePlan(plan)}:`),
    `  As sent: ${safeText(first.said)}`,
    ...results.flatMap((result) => [
      `  ${safeText(describeVariation(result.step.variation).label)}: ${safeText(result.answer.said)}`,
      colors.dim(`    ${safeText(meaningOf(result, first))}`),
    ]),
    ...(error ? [colors.yellow(`  ${safeText(error.message)}`)] : []),
    ...(conclusion
      ? [
          `${colors.bold(safeText(conclusion.headline))} ${colors.dim(`[${conclusion.confidence}]`)}`,
          `  ${safeText(conclusion.sentence)}`,
        ]
      : []),
  ];
}

function jsonOf({ first, results, conclusion, error }: Done) {
  return {
    steps: results.map((result) => ({
      change: describeVariation(result.step.variation).label,
      outcome: result.answer.outcome,
      response: result.answer.said,
      meaning: meaningOf(result, first),
    })),
    conclusion: conclusion && {
      headline: conclusion.headline,
      cause: conclusion.sentence,
      confidence: conclusion.confidence,
    },
    problem: error?.message ?? null,
  };
}
