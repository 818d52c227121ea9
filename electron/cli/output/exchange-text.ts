import type { Finding } from '../../../shared/diagnose/finding.ts';
import { requestTarget } from '../../../shared/http/build-request.ts';
import type { Exchange } from '../../../shared/http/exchange.ts';
import { SUCCESS_HEADLINES } from '../../../shared/http/success-headline.ts';
import { parseJson } from '../../../shared/json/parse-json.ts';
import { maskText } from '../../../shared/text/sensitive-text.ts';
import { safeText, type Terminal } from './terminal.ts';

type Colors = Terminal['colors'];

/** Text output truncates longer bodies; `--output json` prints them in full. */
const MOST_BODY_LINES = 200;

/** The verdict as text: headline, cause, first step and reference. Null if there is nothing to report. */
export function verdictLines(
  verdict: Finding | null,
  {
    exchange: { purpose, failure },
    isRefused,
  }: { readonly exchange: Pick<Exchange, 'purpose' | 'failure'>; readonly isRefused: boolean },
  colors: Colors,
): string[] {
  const succeeded = colors.green(`✓ ${colors.bold(SUCCESS_HEADLINES[purpose])}`);
  if (!verdict) return [isRefused ? colors.yellow('✗ No verdict') : succeeded];
  const { severity, title, seen, why, nextStep, reference, id } = verdict;
  const isBad = severity === 'fatal' || severity === 'error' || failure !== null;
  const paint = severity === 'fatal' ? colors.red : isBad ? colors.yellow : colors.green;
  const sign = isBad ? '✗' : severity === 'warning' ? '!' : '✓';
  return [
    ...(isRefused || isBad ? [] : [succeeded]),
    `${paint(`${sign} ${colors.bold(safeText(title))}`)} ${colors.dim(`[${id}]`)}`,
    ...(seen === '' ? [] : [`  ${safeText(seen)}`]),
    `  ${safeText(why)}`,
    `  ${colors.bold('Next:')} ${safeText(nextStep)}`,
    ...(reference === null ? [] : [`  ${colors.dim(reference)}`]),
  ];
}

/** The request as sent and the response as received, already masked. */
export function exchangeLines(exchange: Exchange, colors: Colors): string[] {
  return [...requestLines(exchange, colors), '', ...responseLines(exchange, colors)];
}

function requestLines({ request }: Exchange, colors: Colors): string[] {
  const { method, url, headers, body } = request;
  return [
    colors.bold(`> ${method} ${safeText(requestTarget(url))}`),
    ...headers.map(({ name, value }) => colors.dim(`> ${name}: ${safeText(maskText(value))}`)),
    ...(body ? ['>', `> ${safeText(maskText(body)).split('\n').join('\n> ')}`] : []),
  ];
}

function responseLines({ response, failure, timings, tls }: Exchange, colors: Colors): string[] {
  const facts = [
    `${Math.round(timings.total)} ms`,
    ...(tls?.protocol ? [tls.protocol.replace('v', ' ')] : []),
    ...(tls?.acceptedBy === 'verification-off' ? [colors.red('TLS verification off')] : []),
  ].join(' · ');
  if (!response)
    return [`< ${failure ? safeText(failure.message) : 'No response'} ${colors.dim(`(${facts})`)}`];
  const body = bodyLines(response.body.text);
  return [
    colors.bold(`< ${response.status} ${safeText(response.statusText)}`) + colors.dim(` (${facts})`),
    ...response.headers.map(([name, value]) => colors.dim(`< ${name}: ${safeText(value)}`)),
    ...(body.length > 0 ? ['', ...body] : []),
  ];
}

/** Indents JSON; other text is unchanged. */
function bodyLines(text: string): string[] {
  if (text.trim() === '') return [];
  const json = parseJson(text);
  const shown = json === undefined ? text : JSON.stringify(json, null, 2);
  const lines = safeText(shown).split('\n');
  if (lines.length <= MOST_BODY_LINES) return lines;
  return [...lines.slice(0, MOST_BODY_LINES), `… and ${lines.length - MOST_BODY_LINES} more lines`];
}
