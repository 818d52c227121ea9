import type { Finding } from '../../../shared/diagnose/finding.ts';
import type { Verdict } from '../../../shared/diagnose/verdict.ts';
import type { AppError } from '../../../shared/errors.ts';
import type { HistoryEntry } from '../../../shared/history/entry.ts';
import type { Exchange } from '../../../shared/http/exchange.ts';
import type { ApiRun, TokenRenewal, TokenRun } from '../../../shared/ipc/runs.ts';
import type { AccessToken } from '../../../shared/oauth/token/token.ts';
import { useExamination } from '../../exchange-view/use-examination.ts';
import { useHistoryEntry } from '../../features/inspector/use-history-entry.ts';
import { selectApiRun, selectTokenRun } from '../../state/selectors/runs.ts';
import { selectWorkspace } from '../../state/selectors/workspaces.ts';
import type { RunState, RunUnderWay } from '../../state/slices/runs.ts';
import type { ShownResult } from '../../state/slices/workbench.ts';
import { useAppState } from '../../state/store.ts';
import { selectShown } from './shown.ts';

/** What the result pane is about. */
export interface ResultSubject {
  readonly kind: ShownResult['kind'];
  readonly running: RunUnderWay | null;
  /** Why a run could not be made at all. */
  readonly error: AppError | null;
  /** The exchange with the inputs that made it; null while there is none. */
  readonly entry: HistoryEntry | null;
  readonly findings: readonly Finding[];
  /** What decided the first finding, where causes were weighed. */
  readonly verdict: Verdict | null;
  /** What is unusual and harmless about the response. */
  readonly notes: readonly Finding[];
  /** The token that the exchange brought, or the one that was chosen. */
  readonly token: AccessToken | null;
  /** Requests that were repeated by themselves before this response came. */
  readonly earlier: readonly Exchange[];
  readonly renewal: TokenRenewal | null;
}

/** What the result pane shows in the workspace in use; null before anything was sent. */
export function useResult(): ResultSubject | null {
  const shown = useAppState(selectShown);
  const tokenRun = useAppState(selectTokenRun);
  const apiRun = useAppState(selectApiRun);
  const tokens = useAppState((state) => state.tokens.byId);
  const workspace = useAppState(selectWorkspace);
  const recorded = useRecorded(shown?.kind === 'exchange' ? shown.exchangeId : null);
  if (!shown) return null;
  switch (shown.kind) {
    case 'token':
      return fromRun('token', tokenRun, latestToken(tokenRun, tokens), workspace);
    case 'api':
      return { ...fromRun('api', apiRun, null, workspace), renewal: apiRun.result?.renewal ?? null };
    case 'kept-token': {
      const token = tokens[shown.tokenId];
      if (!token) return null;
      // The response that brought it, as long as it is the last one.
      if (tokenRun.result?.token?.id === token.id) return fromRun('token', tokenRun, token, workspace);
      return { ...NOTHING, kind: 'kept-token', token };
    }
    case 'exchange':
      return recorded;
  }
}

const NOTHING: Omit<ResultSubject, 'kind'> = {
  running: null,
  error: null,
  entry: null,
  findings: [],
  verdict: null,
  notes: [],
  token: null,
  earlier: [],
  renewal: null,
};

/** As it is known now: it may have been revoked since. */
function latestToken(
  { result }: RunState<TokenRun>,
  tokens: Readonly<Record<string, AccessToken>>,
): AccessToken | null {
  return result?.token ? (tokens[result.token.id] ?? result.token) : null;
}

function fromRun(
  kind: 'token' | 'api',
  { running, result, error, sent }: RunState<TokenRun | ApiRun>,
  token: AccessToken | null,
  workspace: HistoryEntry['inputs'],
): ResultSubject {
  return {
    kind,
    running,
    error,
    entry: result && {
      exchange: result.exchange,
      inputs: sent ?? workspace,
      severity: result.findings[0]?.severity ?? null,
      pinned: false,
    },
    findings: result?.findings ?? [],
    verdict: result?.verdict ?? null,
    notes: result?.notes ?? [],
    token,
    earlier: result?.earlier ?? [],
    renewal: null,
  };
}

/** A recorded exchange, for example one that was chosen in the timeline. */
function useRecorded(exchangeId: string | null): ResultSubject | null {
  const answer = useHistoryEntry(exchangeId);
  const entry = answer?.ok ? answer.value : null;
  const examination = useExamination(entry);
  const tokens = useAppState((state) => state.tokens.byId);
  if (exchangeId === null || answer === null) return null;
  return {
    ...NOTHING,
    kind: 'exchange',
    error: answer.ok ? null : answer.error,
    entry,
    ...examination,
    token: tokens[exchangeId] ?? null,
  };
}
