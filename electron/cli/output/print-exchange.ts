import type { Finding } from '../../../shared/diagnose/finding.ts';
import type { Verdict } from '../../../shared/diagnose/verdict.ts';
import type { ExpectationResult } from '../../../shared/expectations/check-expectations.ts';
import type { Exchange } from '../../../shared/http/exchange.ts';
import { exchangeJson, expectationsJson, verdictJson } from '../../../shared/report/report.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { ToldInquiry } from '../find-out-why.ts';
import { exchangeLines, verdictLines } from './exchange-text.ts';
import type { Terminal } from './terminal.ts';

export interface ExplainedExchange {
  /** Masked. */
  readonly exchange: Exchange;
  readonly findings: readonly Finding[];
  /** What decided the first finding, if several causes were weighed. */
  readonly verdict: Verdict | null;
  readonly exitCode: ExitCode;
  /** Of an API call. */
  readonly expectations?: readonly ExpectationResult[];
  /** What further requests brought to light; null if none were asked for, or none could tell more. */
  readonly inquiry?: ToldInquiry | null;
}

/** Prints one exchange with its verdict: as text with the verdict first, or as one JSON object. */
export function printExchange(
  { exchange, findings, verdict: weighed, exitCode, expectations = [], inquiry = null }: ExplainedExchange,
  output: 'text' | 'json',
  { print, colors }: Terminal,
): void {
  const [verdict = null, ...others] = findings;
  if (output === 'json') {
    const explained = {
      version: 1,
      exitCode,
      verdict: verdictJson(verdict, weighed),
      findings: others.map((finding) => verdictJson(finding, null)),
      expectations: expectationsJson(expectations),
      findOutWhy: inquiry?.json ?? null,
      exchange: exchangeJson(exchange),
    };
    print(JSON.stringify(explained, null, 2));
    return;
  }
  for (const line of verdictLines(verdict, { exchange, isRefused: exitCode !== EXIT.ok }, colors))
    print(line);
  print('');
  for (const line of exchangeLines(exchange, colors)) print(line);
  if (!inquiry) return;
  print('');
  for (const line of inquiry.lines) print(line);
}
