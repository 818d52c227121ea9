import { useMemo } from 'react';
import type { Examination } from '../../shared/diagnose/diagnose.ts';
import { examineRecorded } from '../../shared/diagnose/examine-recorded.ts';
import type { HistoryEntry } from '../../shared/history/entry.ts';
import { sentToken } from '../../shared/oauth/token/sent-token.ts';
import type { AccessToken } from '../../shared/oauth/token/token.ts';
import { encodeForm } from '../../shared/text/form-encoding.ts';
import { useAppState } from '../state/store.ts';

/** The diagnosis of a recorded exchange, if any. */
export function useExamination(entry: HistoryEntry | null): Examination {
  const tokens = useAppState((state) => state.tokens.byId);
  const log = useAppState((state) => state.tokenServer.log);
  return useMemo(() => {
    if (!entry) return NOTHING;
    return examineRecorded(entry.exchange, { inputs: entry.inputs, token: tokenOf(entry, tokens), log });
  }, [entry, tokens, log]);
}

const NOTHING: Examination = { verdict: null, findings: [], notes: [] };

function tokenOf(
  { exchange: { request } }: HistoryEntry,
  tokens: Readonly<Record<string, AccessToken>>,
): AccessToken | null {
  const value = sentToken(request)?.value ?? null;
  if (value === null) return null;
  return (
    Object.values(tokens).find((token) => [token.value, encodeForm(token.value)].includes(value)) ?? null
  );
}
