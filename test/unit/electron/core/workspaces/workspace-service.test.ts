import { join } from 'node:path';
import { expect, test } from 'vitest';
import { WorkspaceStore } from '../../../../../electron/core/storage/workspace-store.ts';
import { defaultWorkspaces } from '../../../../../electron/core/workspaces/default-workspaces.ts';
import { WorkspaceService } from '../../../../../electron/core/workspaces/workspace-service.ts';
import { secretKey, secretKeysOf } from '../../../../../shared/model/secret-keys.ts';
import type { SavedWorkspace } from '../../../../../shared/model/workspace.ts';
import { ok } from '../../../../../shared/result.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

/** A workspace linked to a file, and what the service clears and watches. */
async function start() {
  const store = new WorkspaceStore(join(await temporaryFolder(), 'workspaces.json'), defaultWorkspaces());
  const workspace = store.workspaces.find(({ kind }) => kind === 'custom') as SavedWorkspace;
  const file = { path: '/orders.credence.json', onDisk: '1', here: '2' };
  await store.link(workspace.id, file);
  const cleared: string[] = [];
  let watched = 0;
  const service = new WorkspaceService({
    store,
    secrets: {
      clear: async (keys) => {
        cleared.push(...keys);
        return ok(null);
      },
    },
    files: {
      save: async () => ok(null),
      forget: () => {},
      watch: async () => {
        watched += 1;
      },
    },
    tokenServerState: () => ({ status: 'stopped' }),
    onChanged: () => {},
  });
  return { store, service, workspace, file, cleared, watched: () => watched };
}

test('a deleted workspace that is saved again keeps its secrets and the link to its file', async () => {
  const { store, service, workspace, file, cleared, watched } = await start();
  await service.delete(workspace.id);
  expect(store.files[workspace.id]).toBeUndefined();
  await service.save(workspace);
  await service.flush();
  expect(cleared).toEqual([]);
  expect(store.files[workspace.id]).toEqual(file);
  expect(watched()).toBe(1);
});

test('a deleted workspace loses its secrets when undo expires', async () => {
  const { service, workspace, cleared } = await start();
  await service.delete(workspace.id);
  expect(cleared).toEqual([]);
  await service.flush();
  expect(cleared).toEqual(secretKeysOf(workspace).map((key) => secretKey(workspace.id, key)));
  expect(cleared).not.toEqual([]);
});
