import { endpointsOf } from '../../discovery/endpoints.ts';
import type { Exchange } from '../../http/exchange.ts';
import { isLoopbackHost } from '../../http/target-url.ts';
import { collectEvidence } from '../evidence/collect.ts';
import type { DiagnoseContext, Evidence } from '../evidence/evidence.ts';
import type { Finding } from '../finding.ts';
import type { Verdict } from '../verdict.ts';
import { apiSteps } from './api-plan.ts';
import { MOST_PROBE_REQUESTS, type ProbePlan, type ProbeStep, type Variation } from './probe.ts';
import { tokenSteps } from './token-plan.ts';

/** What the diagnosis said of the exchange. */
export interface Diagnosis {
  readonly verdict: Verdict | null;
  readonly findings: readonly Finding[];
}

/** Findings that name several causes without weighing them. */
const UNDECIDED_FINDINGS: readonly string[] = ['assertion-refused'];

/**
 * The requests that would tell the possible causes of a refusal apart, each changing one thing. Null where the cause is
 * certain, and where no request could tell more. Pure.
 */
export function planProbe(
  exchange: Exchange,
  context: DiagnoseContext,
  { verdict, findings }: Diagnosis,
): ProbePlan | null {
  const { purpose, response } = exchange;
  if ((purpose !== 'token' && purpose !== 'api') || !response) return null;
  const isUndecided =
    verdict === null
      ? UNDECIDED_FINDINGS.includes(findings[0]?.id ?? '')
      : verdict.confidence !== 'certain' || UNDECIDED_FINDINGS.includes(verdict.id);
  if (!isUndecided) return null;
  const facts = collectEvidence(exchange, context);
  if (!isWorthAsking(facts)) return null;
  const possible = purpose === 'token' ? tokenSteps(facts) : apiSteps(facts);
  const steps = withinBudget(
    warnsOfLockout(facts) ? possible.filter(({ variation }) => !WITH_CREDENTIALS[variation.kind]) : possible,
  );
  if (steps.length === 0) return null;
  return {
    of: purpose,
    steps,
    requests: sum(steps),
    remoteHosts: remoteHosts(facts, steps),
    withCredentials: sum(steps.filter(({ variation }) => WITH_CREDENTIALS[variation.kind])),
  };
}

/** Pages that an application or its web server writes for an error, not something in front of it. */
const PLAIN_PAGES: readonly string[] = ['status', 'other'];

/** Leaves a server alone that limits requests or is down. A page in front of it says nothing about the request. */
function isWorthAsking({ status, answer }: Evidence): boolean {
  const isRefusal = status >= 400 && status < 500 && status !== 407 && status !== 429;
  const isBadSuccess = status >= 200 && status < 300;
  return (isRefusal || isBadSuccess) && (answer.page === null || PLAIN_PAGES.includes(answer.page.kind));
}

/** A server that counts failed attempts gets no more of them: “2 attempts left”. */
function warnsOfLockout({ answer, status }: Evidence): boolean {
  return (
    status === 423 ||
    /\b(attempts?|tries|try)\b[^.]{0,30}\b(left|remain\w*)|\bremaining (attempts?|tries)\b|\block(ed)?( ?out)?\b|\bbrute[ -]force\b|\btoo many (failed|invalid|wrong)\b/i.test(
      answer.words,
    )
  );
}

function withinBudget(steps: readonly ProbeStep[]): readonly ProbeStep[] {
  const kept: ProbeStep[] = [];
  for (const step of steps) {
    const isPossible = step.after === undefined || kept.some(({ id }) => id === step.after);
    if (isPossible && sum(kept) + step.requests <= MOST_PROBE_REQUESTS) kept.push(step);
  }
  return kept;
}

function remoteHosts({ url, workspace }: Evidence, steps: readonly ProbeStep[]): readonly string[] {
  const { server } = workspace;
  const endpoints = endpointsOf(workspace);
  // The other steps send where the exchange went.
  const elsewhere: Partial<Readonly<Record<Variation['kind'], string | null>>> = {
    metadata: server.issuer.trim() || server.tokenEndpoint,
    introspection: endpoints.introspection_endpoint,
    signature: endpoints.jwks_uri,
    'new-token': endpoints.token_endpoint,
  };
  const urls = [url.href, ...steps.map(({ variation }) => elsewhere[variation.kind] ?? '')];
  const hosts = urls.flatMap((each) => (URL.canParse(each) ? [new URL(each).hostname] : []));
  return [...new Set(hosts)].filter((host) => !isLoopbackHost(host));
}

function sum(steps: readonly ProbeStep[]): number {
  return steps.reduce((total, { requests }) => total + requests, 0);
}

/** Whether the server sees the client's credentials. */
const WITH_CREDENTIALS: Readonly<Record<Variation['kind'], boolean>> = {
  secret: true,
  scopes: true,
  'no-target': true,
  'assertion-audience': true,
  'assertion-type': true,
  proof: true,
  metadata: false,
  introspection: true,
  signature: false,
  'resource-metadata': false,
  'no-token': false,
  'new-token': true,
};
