import type { HistorySummary } from '../../../shared/history/entry.ts';
import type { HistoryFilter, Outcome } from '../../state/slices/history.ts';

export interface HistoryView {
  readonly filter: HistoryFilter;
  /** Null without a search. */
  readonly matches: ReadonlySet<string> | null;
  /** Taken off the list, not out of the file yet. */
  readonly deleting: ReadonlySet<string>;
}

/** The entries that are shown, in the order they came in. */
export function filterHistory(
  history: readonly HistorySummary[],
  { filter, matches, deleting }: HistoryView,
): readonly HistorySummary[] {
  if (!isNarrowed(filter) && matches === null && deleting.size === 0) return history;
  const { purpose, outcome, workspaceId, pinnedOnly } = filter;
  return history.filter(
    (entry) =>
      !deleting.has(entry.id) &&
      (matches === null || matches.has(entry.id)) &&
      (purpose === 'all' || entry.purpose === purpose) &&
      (outcome === 'all' || outcomeOf(entry) === outcome) &&
      (workspaceId === 'all' || entry.workspaceId === workspaceId) &&
      (!pinnedOnly || entry.pinned),
  );
}

type OutcomeFacts = Pick<HistorySummary, 'status' | 'failure' | 'severity'>;

/** By what the diagnosis found, too: an HTML page with status 200 is not OK. */
export function outcomeOf({ status, failure, severity }: OutcomeFacts): Outcome {
  if (failure !== null || status === null) return 'failed';
  return status < 400 && severity !== 'error' && severity !== 'fatal' ? 'ok' : 'refused';
}

/** Whether the filter leaves anything out. */
function isNarrowed({ text, purpose, outcome, workspaceId, pinnedOnly }: HistoryFilter): boolean {
  return text.trim() !== '' || purpose !== 'all' || outcome !== 'all' || workspaceId !== 'all' || pinnedOnly;
}

/** The workspaces that the history speaks of, by their latest names; those of today and those that are gone. */
export function workspacesIn(history: readonly HistorySummary[]): readonly { id: string; name: string }[] {
  const names = new Map<string, string>();
  for (const { workspaceId, workspaceName } of history) {
    if (!names.has(workspaceId)) names.set(workspaceId, workspaceName);
  }
  return [...names].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name));
}
