import type { Finding } from '../../shared/diagnose/finding.ts';
import type { Exchange, FailureCode } from '../../shared/http/exchange.ts';
import { readTokenOutcome } from '../../shared/oauth/token/token-response.ts';
import { hasSucceeded } from '../../shared/report/report.ts';

/** Exit codes. Scripts rely on them: docs/cli.md documents each. */
export const EXIT = {
  ok: 0,
  expectationFailed: 1,
  usage: 2,
  input: 3,
  transport: 4,
  refusedByAuthorizationServer: 5,
  refusedByApi: 6,
  serverFailed: 7,
  cancelled: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The server responded, but the response is broken. */
const SERVER_FAULTS: readonly FailureCode[] = [
  'http-malformed',
  'headers-too-large',
  'response-too-large',
  'body-truncated',
  'decode-failed',
];

/** The exit code for one exchange, by its outcome. An API that answers 2xx with an error or a login page has refused. */
export function exitCodeOf(exchange: Exchange, findings: readonly Finding[]): ExitCode {
  const { failure, response, purpose } = exchange;
  if (failure?.code === 'cancelled') return EXIT.cancelled;
  if (failure?.stage === 'prepare') return EXIT.input;
  if (failure && SERVER_FAULTS.includes(failure.code)) return EXIT.serverFailed;
  if (failure || !response) return EXIT.transport;
  if (response.status >= 500) return EXIT.serverFailed;
  if (purpose === 'token') return exitCodeOfToken(exchange, response.status);
  if (hasSucceeded(exchange, findings)) return EXIT.ok;
  return purpose === 'api' ? EXIT.refusedByApi : EXIT.refusedByAuthorizationServer;
}

function exitCodeOfToken(exchange: Exchange, status: number): ExitCode {
  const { kind } = readTokenOutcome(exchange);
  if (kind === 'token') return EXIT.ok;
  return kind === 'error' || status >= 400 ? EXIT.refusedByAuthorizationServer : EXIT.serverFailed;
}
