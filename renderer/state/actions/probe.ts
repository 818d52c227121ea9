import type { ProbePlan } from '../../../shared/diagnose/probe/probe.ts';
import { runProbe } from '../../../shared/diagnose/probe/run-probe.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { invoke } from '../../api.ts';
import { newId } from '../new-id.ts';
import type { ProbeState } from '../slices/probe.ts';
import { store, update } from '../store.ts';
import { flushSecrets } from './secrets.ts';

export interface ProbeOffer {
  readonly exchangeId: string;
  readonly plan: ProbePlan;
  readonly workspace: Workspace;
  readonly tokenId: string | null;
}

/** Shows the plan. Sends nothing before `startProbe`. */
export function openProbe(offer: ProbeOffer): void {
  const { id } = offer.workspace;
  update((state) => ({
    probe: {
      byWorkspace: {
        ...state.probe.byWorkspace,
        [id]: { ...offer, status: 'planned', runId: null, results: [], error: null },
      },
    },
  }));
}

export async function closeProbe(workspaceId: string): Promise<void> {
  await cancelProbe(workspaceId);
  update((state) => {
    const { [workspaceId]: _closed, ...others } = state.probe.byWorkspace;
    return { probe: { byWorkspace: others } };
  });
}

/** Sends the plan's requests one by one; the table fills in as responses arrive. */
export async function startProbe(workspaceId: string): Promise<void> {
  const begun = probeOf(workspaceId);
  if (begun?.status !== 'planned') return;
  const { plan, workspace, tokenId, exchangeId } = begun;
  change(workspaceId, { status: 'running' });
  await flushSecrets();
  const isCancelled = () =>
    probeOf(workspaceId)?.exchangeId !== exchangeId || probeOf(workspaceId)?.status !== 'running';
  const error = await runProbe(plan, {
    perform: ({ variation }) => {
      const runId = newId();
      change(workspaceId, { runId });
      return invoke('probe.run', { runId, workspace, variation, tokenId });
    },
    onResult: (results) => change(workspaceId, { results }),
    isCancelled,
  });
  if (!isCancelled()) change(workspaceId, { status: 'done', runId: null, error });
}

/** Cancels the current request and sends no more. */
export async function cancelProbe(workspaceId: string): Promise<void> {
  const probe = probeOf(workspaceId);
  if (probe?.status !== 'running') return;
  change(workspaceId, { status: 'cancelled', runId: null });
  if (probe.runId !== null) await invoke('run.cancel', { runId: probe.runId });
}

function probeOf(workspaceId: string): ProbeState | undefined {
  return store.getState().probe.byWorkspace[workspaceId];
}

function change(workspaceId: string, part: Partial<ProbeState>): void {
  const probe = probeOf(workspaceId);
  if (!probe) return;
  update((state) => ({
    probe: { byWorkspace: { ...state.probe.byWorkspace, [workspaceId]: { ...probe, ...part } } },
  }));
}
