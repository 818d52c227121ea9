import { useMemo } from 'react';
import type { Finding } from '../../../shared/diagnose/finding.ts';
import { planProbe } from '../../../shared/diagnose/probe/plan-probe.ts';
import type { Verdict } from '../../../shared/diagnose/verdict.ts';
import type { HistoryEntry } from '../../../shared/history/entry.ts';
import { headerValue } from '../../../shared/http/header-fields.ts';
import type { AccessToken } from '../../../shared/oauth/token/token.ts';
import type { ProbeOffer } from '../../state/actions/probe.ts';
import type { ProbeState } from '../../state/slices/probe.ts';
import { type AppState, useAppState } from '../../state/store.ts';

export interface Probing {
  /** What “Find out why” would show; null where no request could tell more. */
  readonly offer: ProbeOffer | null;
  /** The one that is open for this exchange. */
  readonly open: ProbeState | null;
  /** The token that the call carried. */
  readonly token: AccessToken | null;
}

/** Whether further requests can tell why this one was refused. Only for the last run: its workspace is known. */
export function useProbe(
  { exchange, inputs }: HistoryEntry,
  { verdict, findings, kind }: { verdict: Verdict | null; findings: readonly Finding[]; kind: string },
): Probing {
  const token = useAppState((state) => carriedToken(state, exchange));
  const probe = useAppState((state) => state.probe.byWorkspace[inputs.id]);
  const plan = useMemo(() => {
    if (kind !== 'token' && kind !== 'api') return null;
    const now = exchange.startedAt + exchange.timings.total;
    return planProbe(exchange, { workspace: inputs, token, now }, { verdict, findings });
  }, [exchange, inputs, token, verdict, findings, kind]);
  return {
    offer: plan && { exchangeId: exchange.id, plan, workspace: inputs, tokenId: token?.id ?? null },
    open: probe?.exchangeId === exchange.id ? probe : null,
    token,
  };
}

function carriedToken(
  { tokens: { byId: tokens } }: AppState,
  { request }: HistoryEntry['exchange'],
): AccessToken | null {
  const parts = headerValue(request.headers, 'authorization') ?? [];
  const sent = parts.find((part) => typeof part === 'object' && part.name === 'ACCESS_TOKEN');
  if (typeof sent !== 'object' || sent.value === null) return null;
  return Object.values(tokens).find(({ value }) => value === sent.value) ?? null;
}
