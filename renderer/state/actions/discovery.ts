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
 * Finds the active server's metadata from its issuer, or its token endpoint, and fills the form. Metadata that names
 * another issuer is only shown; `takeFoundMetadata` applies it (RFC 8414 §3.3).
 */
export async function discover(): Promise<void> {
  const { id, kind } = selectWorkspace(store.getState());
  const runId = newId();
  const older = store.getState().discovery.byWorkspace[id]?.running;
  if (older) void invoke('run.cancel', { runId: older.runId });
  setDiscovery(id, { running: { runId, at: null }, result: null, error: null });
  if (kind === 'built-in' && !(await ensureTokenServerRuns())) {
    // If the server is not running, the field explains why and offers to start it.
    setDiscovery(id, { running: null });
    return;
  }
  // A proxy password may be pending.
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

/** Applies found metadata that names another issuer, by the user's choice. */
export function takeFoundMetadata(): void {
  const { id } = selectWorkspace(store.getState());
  const result = store.getState().discovery.byWorkspace[id]?.result;
  if (result) takeMetadata(id, result);
}

/** Removes the server's metadata; issuer and endpoints stay in the form. */
export function forgetMetadata(): void {
  const { id } = selectWorkspace(store.getState());
  updateWorkspace(id, (workspace) => {
    const { metadata: _forgotten, ...server } = workspace.server;
    return { ...workspace, server };
  });
  setDiscovery(id, idleDiscovery);
  update({ discovery: { metadataDialog: false } });
}

/** Progress of a running discovery. */
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
