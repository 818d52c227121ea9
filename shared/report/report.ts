import type { Finding } from '../diagnose/finding.ts';
import type { Verdict } from '../diagnose/verdict.ts';
import type { ExpectationResult } from '../expectations/check-expectations.ts';
import { describeExpectation } from '../expectations/describe-expectation.ts';
import type { Exchange } from '../http/exchange.ts';
import { readTokenOutcome } from '../oauth/token/token-response.ts';
import { maskText } from '../text/sensitive-text.ts';

/** The report of a run: one case per token request or API call. Contains no secrets or tokens. */
export interface Report {
  /** Of the program that wrote it, for example `Credence 0.2.0`. */
  readonly generator: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly workspace: string;
  /** The environment of the workspace's variables; null for none. */
  readonly environment: string | null;
  readonly cases: readonly ReportCase[];
}

export interface ReportCase {
  readonly name: string;
  /** Every exchange of the case in order, masked for export; the last one decides. */
  readonly exchanges: readonly Exchange[];
  /** For the last exchange, verdict first; empty if there are none. */
  readonly findings: readonly Finding[];
  /** What decided the first finding, if several causes were weighed. */
  readonly verdict: Verdict | null;
  readonly expectations: readonly ExpectationResult[];
  readonly passed: boolean;
  /** Why nothing was sent, for example a missing secret; null if something was. */
  readonly problem: string | null;
  /** The token's claims by name, as JSON values; null if it is opaque or there is none. */
  readonly claims: Readonly<Record<string, unknown>> | null;
}

/** Whether an exchange brought what it was made for: a token, or a 2xx status in which the diagnosis finds no error. */
export function hasSucceeded(exchange: Exchange, findings: readonly Finding[]): boolean {
  const { failure, response, purpose } = exchange;
  if (failure || !response) return false;
  if (purpose === 'token') return readTokenOutcome(exchange).kind === 'token';
  const isOk = response.status >= 200 && response.status < 300;
  return isOk && !findings.some(({ severity }) => severity === 'error' || severity === 'fatal');
}

/** Whether a case passes: it meets its expectations or, without any, succeeds. Without a response it never passes. */
export function hasPassed(
  exchange: Exchange,
  { findings, expectations }: Pick<ReportCase, 'findings' | 'expectations'>,
): boolean {
  if (expectations.length === 0) return hasSucceeded(exchange, findings);
  return exchange.response !== null && expectations.every(({ passed }) => passed);
}

/** The duration of a case: the sum of its exchanges, in milliseconds. */
export function durationOf({ exchanges }: ReportCase): number {
  return exchanges.reduce((sum, { timings }) => sum + timings.total, 0);
}

/** Why a case failed, in sentences: the verdict with its first step, then the failed expectations. */
export function failureText({ findings, expectations, problem }: ReportCase): string {
  const [verdict] = findings;
  const missed = expectations.filter(({ passed }) => !passed);
  return [
    ...(problem === null ? [] : [problem]),
    ...(verdict ? [`${verdict.title} (${verdict.id})`, verdict.why, `Next: ${verdict.nextStep}`] : []),
    ...missed.map(
      ({ expectation, found }) => `Expected: ${describeExpectation(expectation)}. Found: ${found}.`,
    ),
  ].join('\n');
}

/** Version of {@link reportJson}'s format; raise it if a member changes its meaning. */
const REPORT_VERSION = 1;

/** Writes the report as JSON. Its schema: docs/schemas/report-1.schema.json. */
export function reportJson(report: Report): string {
  const { generator, createdAt, workspace, environment, cases } = report;
  return `${JSON.stringify(
    {
      $schema: 'report-1.schema.json',
      version: REPORT_VERSION,
      generator,
      createdAt: new Date(createdAt).toISOString(),
      workspace,
      environment,
      passed: cases.filter(({ passed }) => passed).length,
      failed: cases.filter(({ passed }) => !passed).length,
      cases: cases.map(caseJson),
    },
    null,
    2,
  )}\n`;
}

function caseJson(reported: ReportCase) {
  const { name, passed, problem, findings, verdict, expectations, exchanges, claims } = reported;
  return {
    name,
    passed,
    durationMs: Math.round(durationOf(reported)),
    problem,
    verdict: verdictJson(findings[0] ?? null, verdict),
    expectations: expectationsJson(expectations),
    claims,
    exchanges: exchanges.map(exchangeJson),
  };
}

/** What was expected, for scripts. */
export function expectationsJson(expectations: readonly ExpectationResult[]) {
  return expectations.map(({ expectation, passed, found }) => ({
    expected: describeExpectation(expectation),
    passed,
    found,
  }));
}

/** A finding for scripts; its `id` and those of the causes are stable. `weighed` is what decided it, if it was weighed. */
export function verdictJson(finding: Finding | null, weighed: Verdict | null) {
  if (!finding) return null;
  const { id, severity, title, why, nextStep, reference } = finding;
  const decided = weighed?.id === id ? weighed : null;
  const causes = decided?.alternatives.map((cause) => cause.id) ?? [];
  return {
    id,
    severity,
    confidence: decided?.confidence ?? null,
    causes: decided && causes.length === 0 ? [id] : causes,
    headline: title,
    cause: why,
    firstStep: nextStep,
    reference,
  };
}

/** One exchange for scripts. */
export function exchangeJson({ purpose, startedAt, request, response, failure, timings, tls }: Exchange) {
  return {
    purpose,
    startedAt: new Date(startedAt).toISOString(),
    durationMs: Math.round(timings.total),
    request: {
      method: request.method,
      url: request.url,
      headers: request.headers.map(({ name, value }) => [name, maskText(value)]),
      body: request.body && maskText(request.body),
    },
    response: response && {
      httpVersion: response.httpVersion,
      status: response.status,
      statusText: response.statusText,
      headers: response.headers,
      body: response.body.text,
    },
    failure: failure && { code: failure.code, stage: failure.stage, message: failure.message },
    tls: tls && {
      protocol: tls.protocol,
      acceptedBy: tls.acceptedBy,
      problems: tls.problems.map(({ code }) => code),
    },
  };
}
