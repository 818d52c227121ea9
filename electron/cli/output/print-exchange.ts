import type { Finding } from '../../../shared/diagnose/finding.ts';
import type { Exchange } from '../../../shared/http/exchange.ts';
import { exchangeJson, verdictJson } from '../../../shared/report/report.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { exchangeLines, verdictLines } from './exchange-text.ts';
import type { Terminal } from './terminal.ts';

export interface ExplainedExchange {
  /** Masked. */
  readonly exchange: Exchange;
  readonly findings: readonly Finding[];
  readonly exitCode: ExitCode;
}

/** Prints one exchange with its verdict: as text with the verdict first, or as one JSON object. */
export function printExchange(
  { exchange, findings, exitCode }: ExplainedExchange,
  output: 'text' | 'json',
  { print, colors }: Terminal,
): void {
  const [verdict = null, ...others] = findings;
  if (output === 'json') {
    const explained = { exitCode, verdict: verdictJson(verdict), findings: others.map(verdictJson) };
    print(JSON.stringify({ version: 1, ...explained, exchange: exchangeJson(exchange) }, null, 2));
    return;
  }
  for (const line of verdictLines(
    verdict,
    { purpose: exchange.purpose, isRefused: exitCode !== EXIT.ok },
    colors,
  ))
    print(line);
  print('');
  for (const line of exchangeLines(exchange, colors)) print(line);
}
