import type { HistoryEntry, HistorySummary } from '../../../../shared/history/entry.ts';
import { exchange } from '../runs-of-test.ts';
import { workspace } from '../workspace.ts';

export function summary(id: string, change: Partial<HistorySummary> = {}): HistorySummary {
  return {
    id,
    startedAt: 1_000,
    purpose: 'token',
    method: 'POST',
    url: 'https://localhost:8443/oauth/v2/oauth-token',
    status: 200,
    failure: null,
    duration: 6,
    size: 2,
    workspaceId: 'w1',
    workspaceName: 'First',
    clientId: 'server',
    localPort: null,
    severity: null,
    pinned: false,
    ...change,
  };
}

export function historyEntry(id: string, change: Partial<HistoryEntry> = {}): HistoryEntry {
  return { exchange: exchange(id, 200), inputs: workspace(), severity: null, pinned: false, ...change };
}
