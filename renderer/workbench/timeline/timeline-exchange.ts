import type { HistorySummary } from '../../../shared/history/entry.ts';
import type { ExchangePurpose, FailureCode } from '../../../shared/http/exchange.ts';
import type { AccessToken } from '../../../shared/oauth/token/token.ts';
import { describeStatus } from '../../exchange-view/describe-status.ts';
import { formatClock, formatMomentAfter } from '../../ui/format-time.ts';
import type { VerdictTone } from '../result/verdict.ts';

/** One arrow pair of the timeline. */
export interface TimelineExchange {
  readonly id: string;
  /** `server` goes up to the authorization server, `api` goes down to the API. */
  readonly lane: 'server' | 'api';
  /** For example `New token`. */
  readonly name: string;
  /** For example `200`, `timed out`. */
  readonly status: string;
  readonly tone: VerdictTone;
  /** The time, or why the request was sent twice. */
  readonly note: string;
  /** The token that it brought, if the session still has it. */
  readonly token: AccessToken | null;
  /** The armed faults that acted on it, in words; null for none. */
  readonly fault: string | null;
  /** The status in words, for screen readers: ` OK`. */
  readonly reason: string;
  /** What colours, icons and ribbons show, for screen readers: `armed fault: no answer`. */
  readonly more: string;
}

export interface Session {
  readonly workspaceId: string;
  /** Milliseconds since the epoch. */
  readonly since: number;
  readonly tokens: Readonly<Record<string, AccessToken>>;
  /** The faults that acted, by exchange id. */
  readonly faults: ReadonlyMap<string, string>;
}

const LANES: Readonly<Record<ExchangePurpose, TimelineExchange['lane']>> = {
  token: 'server',
  api: 'api',
  metadata: 'server',
  jwks: 'server',
  introspection: 'server',
  revocation: 'server',
};

const NAMES: Readonly<Record<ExchangePurpose, string>> = {
  token: 'Token',
  api: 'API',
  metadata: 'Metadata',
  jwks: 'Key set',
  introspection: 'Introspect',
  revocation: 'Revoke',
};

/** What a session sent in a workspace, oldest first. `history` is newest first. */
export function timelineExchanges(
  history: readonly HistorySummary[],
  { workspaceId, since, tokens, faults }: Session,
): readonly TimelineExchange[] {
  // A token request between a refused call and its repetition renews the token.
  let isRenewing = false;
  return history
    .filter((each) => each.workspaceId === workspaceId && each.startedAt >= since)
    .toReversed()
    .map((summary) => {
      if (summary.purpose === 'api') isRenewing = summary.repeatedBecause === 'token-renewed';
      return toExchange(summary, {
        isRenewal: isRenewing && summary.purpose === 'token',
        token: tokens[summary.id] ?? null,
        fault: faults.get(summary.id) ?? null,
      });
    });
}

interface Circumstances extends Pick<TimelineExchange, 'token' | 'fault'> {
  readonly isRenewal: boolean;
}

function toExchange(summary: HistorySummary, { isRenewal, token, fault }: Circumstances): TimelineExchange {
  const { id, purpose, startedAt } = summary;
  const name = isRenewal ? 'New token' : NAMES[purpose];
  const time = formatClock(startedAt);
  const repetition = describeRepetition(summary);
  return {
    id,
    lane: LANES[purpose],
    name,
    status: shortStatus(summary),
    tone: toneOf(summary),
    note: repetition ?? time,
    token,
    fault,
    reason: reasonOf(summary),
    more: [
      ...(repetition === null ? [] : [time]),
      ...(fault === null ? [] : [`armed fault: ${fault}`]),
      ...(token?.expiresAt ? [`token expires at ${formatMomentAfter(token.expiresAt, startedAt)}`] : []),
    ].join(', '),
  };
}

/** Only the nonce is worth a note: a renewal shows by the token request between the calls. */
function describeRepetition({ repeatedBecause, repeatsBecause }: HistorySummary): string | null {
  if (repeatedBecause === 'dpop-nonce') return 'wants a nonce';
  return repeatsBecause === 'dpop-nonce' ? 'with nonce' : null;
}

/** As the verdict colours it: by what came of the request, not by its status alone. */
function toneOf({ failure, severity, status }: HistorySummary): VerdictTone {
  if (failure === 'cancelled') return 'neutral';
  if (status === null || failure !== null) return 'danger';
  return status >= 400 || severity === 'error' || severity === 'fatal' ? 'caution' : 'good';
}

const SHORT: Readonly<Partial<Record<FailureCode, string>>> = {
  'url-invalid': 'not sent',
  'request-invalid': 'not sent',
  'tls-untrusted': 'not sent',
  timeout: 'timed out',
  cancelled: 'cancelled',
};

function shortStatus({ failure, status }: HistorySummary): string {
  if (failure !== null) return SHORT[failure] ?? 'failed';
  return status === null ? 'failed' : String(status);
}

function reasonOf({ failure, status }: HistorySummary): string {
  if (failure !== null || status === null) return '';
  const { text } = describeStatus({ response: { status, statusText: '' }, failure: null });
  return text.slice(String(status).length);
}
