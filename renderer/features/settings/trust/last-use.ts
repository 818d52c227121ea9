import type { HistorySummary } from '../../../../shared/history/entry.ts';

/** The newest exchange that a CA or a pin let through; null for none in the history. */
export function lastUse(
  history: readonly HistorySummary[],
  workspaceId: string | null,
  is: (trusted: NonNullable<HistorySummary['trusted']>) => boolean,
): HistorySummary | null {
  return (
    history.find(
      (each) =>
        each.trusted !== undefined &&
        (workspaceId === null || each.workspaceId === workspaceId) &&
        is(each.trusted),
    ) ?? null
  );
}
