import type { Finding } from '../../../shared/diagnose/finding.ts';
import type { Exchange } from '../../../shared/http/exchange.ts';
import { SUCCESS_HEADLINES } from '../../../shared/http/success-headline.ts';
import { scopesOf } from '../../../shared/oauth/token/token.ts';
import { describeStatus } from '../../exchange-view/describe-status.ts';
import { formatMomentAfter } from '../../ui/format-time.ts';
import type { ResultSubject } from './use-result.ts';

/** `good`: worked. `caution`: refused or doubtful. `danger`: failed. `neutral`: cancelled. */
export type VerdictTone = 'good' | 'caution' | 'danger' | 'neutral';

export interface Verdict {
  readonly tone: VerdictTone;
  readonly title: string;
  readonly sentence: string;
  /** What to do first, or nothing where all is well. */
  readonly firstStep: string;
  /** The status, in the verdict's colour: an HTML page with status 200 is not green. */
  readonly chip: string;
  /** The finding that the title is of: its fixes stand below. */
  readonly finding: Finding | null;
}

/** The headline and sentence for a request. The subject must have an exchange. */
export function describeVerdict(subject: ResultSubject): Verdict {
  const exchange = subject.entry?.exchange;
  if (!exchange) throw new Error('Nothing was sent');
  const { text } = describeStatus(exchange);
  const tone = toneOf({ ...subject, exchange });
  const [first] = subject.findings;
  if (tone === 'neutral') {
    return {
      tone,
      title: 'Cancelled',
      sentence: 'You cancelled this request. The server may still have processed it.',
      firstStep: '',
      chip: 'Cancelled',
      finding: null,
    };
  }
  if (tone === 'danger') return fromFinding(tone, first, 'No response', text);
  if (tone === 'good') return { ...describeSuccess(subject), firstStep: '', tone, chip: text, finding: null };
  return fromFinding(tone, first, FALLBACKS[exchange.purpose] ?? text, text);
}

export interface Outcome extends Pick<ResultSubject, 'findings' | 'token'> {
  readonly exchange: Exchange;
}

/** What came of a request, by its verdict and not by its status: an HTML page with status 200 did not work. */
export function toneOf({ exchange, findings, token }: Outcome): VerdictTone {
  const { failure, purpose, response } = exchange;
  if (failure?.code === 'cancelled') return 'neutral';
  if (!response || failure) return 'danger';
  return token || (purpose !== 'token' && isFine(response.status, findings[0])) ? 'good' : 'caution';
}

const FALLBACKS: Readonly<Partial<Record<string, string>>> = {
  token: 'This is not a token',
  api: 'The API refused the call',
};

function fromFinding(tone: VerdictTone, finding: Finding | undefined, title: string, chip: string): Verdict {
  return {
    tone,
    chip,
    title: finding?.title.replace(/\.$/, '') ?? title,
    sentence: finding?.why ?? '',
    firstStep: finding?.nextStep ?? '',
    finding: finding ?? null,
  };
}

function isFine(status: number, first: Finding | undefined): boolean {
  return status < 400 && (!first || first.severity === 'info' || first.severity === 'warning');
}

function describeSuccess({ token, entry, renewal }: ResultSubject): Pick<Verdict, 'title' | 'sentence'> {
  if (token) return { title: SUCCESS_HEADLINES.token, sentence: describeToken(token) };
  const purpose = entry?.exchange.purpose ?? 'token';
  return {
    title: SUCCESS_HEADLINES[purpose],
    sentence: renewal
      ? renewal.reason === 'unauthorized'
        ? 'The first call got 401. Credence requested a new token and called again.'
        : 'The token had expired or was about to. Credence requested a new one first.'
      : '',
  };
}

/** For example `A token for server with scope read. It expires at 21:40:32.` */
function describeToken(token: NonNullable<ResultSubject['token']>): string {
  const scopes = scopesOf(token);
  const owner = token.pasted ? 'A pasted token' : `A token for ${token.clientId || 'no client ID'}`;
  const scope =
    scopes.length === 0 ? '' : ` with ${scopes.length === 1 ? 'scope' : 'scopes'} ${scopeList(scopes)}`;
  const end =
    token.expiresAt === null
      ? 'Its lifetime is unknown.'
      : `It expires at ${formatMomentAfter(token.expiresAt, token.receivedAt)}.`;
  return `${owner}${scope}. ${end}`;
}

/** As many scopes as a sentence can carry; the Token tab has them all. */
const MOST_NAMED = 20;

/** The scopes for a sentence or a label, cut where a server grants thousands. */
function scopeList(scopes: readonly string[]): string {
  const named = scopes.slice(0, MOST_NAMED).join(' ');
  return scopes.length > MOST_NAMED ? `${named} and ${scopes.length - MOST_NAMED} more` : named;
}
