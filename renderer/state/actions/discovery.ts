import { applyMetadata } from '../../../shared/discovery/kept-metadata.ts';
import type { MetadataTry } from '../../../shared/ipc/events.ts';
import type { MetadataRun } from '../../../shared/ipc/runs.ts';
import { invoke } from '../../api.ts';
import { newId } from '../new-id.ts';
import { findWorkspace, selectWorkspace } from '../selectors/workspaces.ts';
import { type DiscoveryState, idleDiscovery } from '../slices/discovery.ts';
import { store, update } from '../store.ts';
import { flushSecrets } from './secrets.ts';
import { ensureTokenServerRuns } from './token-server.ts';
import { updateActiveWorkspace, updateWorkspace } from './workspaces.ts';

export function setIssuer(issuer: string): void {
  updateActiveWorkspace((workspace) => ({ ...workspace, server: { ...workspace.server, issuer } }));
}

/**
 * Looks for the metadata of the server in use, by its issuer or, where there is none, its token endpoint, and fills the
 * form with what is found. What names another issuer is shown, and taken only by `takeFoundMetadata` (RFC 8414 §3.3).
 */
export async function discover(): Promise<void> {
  const { id, kind } = selectWorkspace(store.getState());
  const runId = newId();
  const older = store.getState().discovery.byWorkspace[id]?.running;
  if (older) void invoke('run.cancel', { runId: older.runId });
  setDiscovery(id, { running: { runId, at: null }, result: null, error: null });
  if (kind === 'built-in' && !(await ensureTokenServerRuns())) {
    // Why it does not run is said below its address, with the way to make it.
    setDiscovery(id, { running: null });
    return;
  }
  // A proxy's password may just have been typed.
  await flushSecrets();
  const workspace = findWorkspace(store.getState(), id);
  if (!workspace) return;
  const { issuer, tokenEndpoint } = workspace.server;
  const address = issuer.trim() === '' ? tokenEndpoint : issuer;
  const result = await invoke('metadata.fetch', { runId, workspace, address });
  if (store.getState().discovery.byWorkspace[id]?.running?.runId !== runId) return;
  if (!result.ok) {
    setDiscovery(id, { running: null, error: result.error });
    return;
  }
  setDiscovery(id, { running: null, result: result.value });
  if (!namesAnotherIssuer(result.value)) takeMetadata(id, result.value);
}

/** Takes what was found although it names another issuer: by the person's choice. */
export function takeFoundMetadata(): void {
  const { id } = selectWorkspace(store.getState());
  const result = store.getState().discovery.byWorkspace[id]?.result;
  if (result) takeMetadata(id, result);
}

/** Forgets what the server says of itself; issuer and endpoints stay as they are in the form. */
export function forgetMetadata(): void {
  const { id } = selectWorkspace(store.getState());
  updateWorkspace(id, (workspace) => {
    const { metadata: _forgotten, ...server } = workspace.server;
    return { ...workspace, server };
  });
  setDiscovery(id, idleDiscovery);
  update({ discovery: { metadataDialog: false } });
}

/** Where a discovery under way has come to. */
export function takeMetadataTry(at: MetadataTry): void {
  for (const [workspaceId, { running }] of Object.entries(store.getState().discovery.byWorkspace)) {
    if (running?.runId === at.runId) setDiscovery(workspaceId, { running: { ...running, at } });
  }
}

export function showMetadata(metadataDialog: boolean): void {
  update({ discovery: { metadataDialog } });
}

export function namesAnotherIssuer({ findings }: MetadataRun): boolean {
  return findings.some(({ id }) => id === 'metadata-issuer-mismatch');
}

function takeMetadata(workspaceId: string, { metadata }: MetadataRun): void {
  if (metadata) updateWorkspace(workspaceId, (workspace) => applyMetadata(workspace, metadata));
}

function setDiscovery(workspaceId: string, change: Partial<DiscoveryState>): void {
  update(({ discovery: { byWorkspace: discoveries } }) => ({
    discovery: {
      byWorkspace: {
        ...discoveries,
        [workspaceId]: { ...(discoveries[workspaceId] ?? idleDiscovery), ...change },
      },
    },
  }));
}
