import { useMemo } from 'react';
import { type CommandId, commandOf, namesOfKeys } from '../../../shared/model/commands.ts';
import { linkExchanges } from '../../features/token-server/log/link-exchanges.ts';
import { runApiRequest, runTokenRequest } from '../../state/actions/runs.ts';
import { selectIsMac } from '../../state/selectors/platform.ts';
import { selectApiRun, selectCurrentToken, selectTokenRun } from '../../state/selectors/runs.ts';
import { selectCurrentIsStale } from '../../state/selectors/tokens.ts';
import { selectSaved, selectWorkspace } from '../../state/selectors/workspaces.ts';
import { useAppState } from '../../state/store.ts';
import { useNow } from '../../ui/use-now.ts';
import { type TimelineExchange, timelineExchanges } from './timeline-exchange.ts';

/** What this session sent in the workspace in use, oldest first. */
export function useTimeline(): readonly TimelineExchange[] {
  const history = useAppState((state) => state.history.entries);
  const deleting = useAppState((state) => state.history.deleting);
  const tokens = useAppState((state) => state.tokens.byId);
  const log = useAppState((state) => state.tokenServer.log);
  const workspaceId = useAppState((state) => selectSaved(state).id);
  const session = useMemo(() => {
    const sent = history ?? [];
    const since = sent.findIndex(({ startedAt }) => startedAt < SESSION_STARTED);
    const mine = since < 0 ? sent : sent.slice(0, since);
    return mine.filter(({ id }) => !deleting.has(id));
  }, [history, deleting]);
  const faults = useMemo(() => {
    const acted = log.filter(({ fault }) => fault !== undefined);
    const links = linkExchanges(acted, session);
    return new Map(acted.map(({ id, fault = '' }) => [links.get(id) ?? '', fault]));
  }, [log, session]);
  return useMemo(
    () => timelineExchanges(session, { workspaceId, since: SESSION_STARTED, tokens, faults }),
    [session, workspaceId, tokens, faults],
  );
}

/** Milliseconds since the epoch. The page lives as long as the session. */
const SESSION_STARTED = performance.timeOrigin;

/** What is under way, or what to do next: the pale pair at the end. */
export interface NextStep {
  readonly lane: TimelineExchange['lane'];
  readonly name: string;
  readonly keys: string;
  /** Milliseconds since the epoch; null while nothing is under way. */
  readonly runningSince: number | null;
  readonly run: () => void;
}

/** Null where the API call has no URL yet. */
export function useNextStep(): NextStep | null {
  const isMac = useAppState(selectIsMac);
  const keysOf = (command: CommandId) => namesOfKeys(commandOf(command).keys ?? '', isMac).join(' ');
  const hasUrl = useAppState((state) => selectWorkspace(state).api.url !== '');
  const token = useAppState(selectCurrentToken);
  const isStale = useAppState(selectCurrentIsStale);
  const tokenSince = useAppState((state) => selectTokenRun(state).running?.startedAt ?? null);
  const apiSince = useAppState((state) => selectApiRun(state).running?.startedAt ?? null);
  const now = useNow(1_000, token?.expiresAt != null);
  const isOver =
    token === null || token.revokedAt !== undefined || (token.expiresAt !== null && token.expiresAt <= now);
  if (tokenSince !== null || (apiSince === null && (isOver || isStale))) {
    return {
      lane: 'server',
      name: token === null ? 'Token' : 'New token',
      keys: keysOf('get-token'),
      runningSince: tokenSince,
      run: () => void runTokenRequest(),
    };
  }
  if (!hasUrl && apiSince === null) return null;
  return {
    lane: 'api',
    name: 'API call',
    keys: keysOf('call-api'),
    runningSince: apiSince,
    run: () => void runApiRequest(),
  };
}
