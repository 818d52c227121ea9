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
import { readStandardInput } from '../standard-input.ts';
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
  const given = curlArguments(words);
  const stdin = asksForStandardInput(given)
    ? textOf(await readStandardInput(signal), 'Standard input')
    : null;
  const command = parseCurlArguments(given, { stdin, readFile: readTextFile });
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

/** The words after `curl`, which may be left out before an option or a URL. */
function curlArguments(words: readonly string[]): readonly string[] {
  const [program = '', ...rest] = words;
  if (/^(?:.*[/\\])?curl(?:\.exe)?$/i.test(program)) return rest;
  if (program.startsWith('-') || /[.:/]/.test(program)) return words;
  throw new Stop(EXIT.usage, `“${program}” is not curl.`, 'Write: credence explain -- curl …');
}

/** Whether an option reads `@-`. Opens no file. */
function asksForStandardInput(words: readonly string[]): boolean {
  let isAsked = false;
  const readFile = (name: string) => {
    isAsked ||= name === '-';
    return '';
  };
  parseCurlArguments(words, { stdin: null, readFile });
  return isAsked;
}

function readTextFile(name: string): string {
  let content: Buffer;
  try {
    content = readFileSync(name);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Stop(EXIT.input, `Cannot read the file: ${reason}`);
  }
  return textOf(content, name);
}

/** Keeps a byte order mark, as curl does. */
function textOf(content: Buffer, source: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    throw new Stop(EXIT.input, `${source} is not UTF-8 text. Credence sends text only.`);
  }
}
