import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { importCurl } from '../../../shared/curl/apply/apply-curl.ts';
import { buildCurlRequest, purposeOf } from '../../../shared/curl/perform/curl-request.ts';
import { parseCurlArguments } from '../../../shared/curl/read/parse-curl.ts';
import { withholdTokens } from '../../../shared/history/withhold-tokens.ts';
import { blankWorkspace } from '../../../shared/model/blank-workspace.ts';
import { pastedToken } from '../../../shared/oauth/token/pasted-token.ts';
import { lazyExchangeEngine } from '../../core/requests/exchange-engine.ts';
import { Reporter } from '../../core/runs/reporter.ts';
import type { CommandContext } from '../context.ts';
import { connectionOf } from '../curl-connection.ts';
import { EXIT, type ExitCode, exitCodeOf } from '../exit-codes.ts';
import { printExchange } from '../output/print-exchange.ts';
import { Stop } from '../stop.ts';

export interface ExplainOptions {
  readonly output: 'text' | 'json';
  /** Prints tokens from the response; secrets stay masked. */
  readonly reveal?: boolean;
}

/** Performs a curl command as curl would, and explains the result. */
export async function explain(
  words: readonly string[],
  options: ExplainOptions,
  { terminal, environment, signal, now }: CommandContext,
): Promise<ExitCode> {
  const [program, ...rest] = words;
  const given = program !== undefined && /^(?:.*[/\\])?curl(?:\.exe)?$/i.test(program) ? rest : words;
  const command = parseCurlArguments(given, { stdin: null, readFile: readTextFile });
  if (!command.ok) throw Stop.because(command.error, EXIT.usage);
  const built = buildCurlRequest(command.value);
  if (!built.ok) throw Stop.because(built.error, EXIT.usage);
  const request = built.value;
  const connection = await connectionOf(command.value, environment);

  const form = importCurl(command.value, blankWorkspace({ id: 'curl', clientKey: 'curl', name: 'curl' }));
  const purpose = purposeOf(command.value, request);
  const engine = lazyExchangeEngine();
  try {
    const sent = await engine.perform(request, {
      id: randomUUID(),
      purpose,
      signal,
      policy: connection.policy,
      timeLimitMs: connection.timeLimitMs,
      httpVersion: connection.httpVersion,
      findProxy: connection.findProxy,
      clientCertificate: connection.clientCertificate,
      followRedirects: command.value.followRedirects,
      withhold: connection.secrets,
      keepBytes: false,
    });
    const token =
      purpose === 'api' && form.token !== null
        ? pastedToken({ id: 'curl', value: form.token, workspace: form.workspace, now: now() })
        : null;
    const reporter = new Reporter({ history: { record: () => {} }, now });
    const { exchange, findings, verdict } = reporter.judge(sent, { workspace: form.workspace, token });
    const exitCode = exitCodeOf(sent.exchange, findings);
    const shown = options.reveal ? exchange : withholdTokens(exchange);
    printExchange({ exchange: shown, findings, verdict, exitCode }, options.output, terminal);
    return exitCode;
  } finally {
    await engine.close();
  }
}

/** `-` is standard input, as in curl. Null if the file cannot be read or is not UTF-8 text. */
function readTextFile(name: string): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(name === '-' ? 0 : name));
  } catch {
    return null;
  }
}
