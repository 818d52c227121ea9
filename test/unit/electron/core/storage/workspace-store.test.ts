import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { WorkspaceStore } from '../../../../../electron/core/storage/workspace-store.ts';
import { defaultWorkspaces } from '../../../../../electron/core/workspaces/default-workspaces.ts';
import { openWorkspace } from '../../../../../shared/model/saved-workspace.ts';
import { SavedWorkspaceSchema } from '../../../../../shared/model/workspace.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

async function openStore(path?: string) {
  const file = path ?? join(await temporaryFolder(), 'workspaces.json');
  const store = new WorkspaceStore(file, defaultWorkspaces());
  const notice = await store.load();
  return { store, file, notice };
}

function ownWorkspace(id: string) {
  const [, curity] = defaultWorkspaces().workspaces;
  if (!curity) throw new Error('no second default workspace');
  return { ...curity, id, name: `Workspace ${id}` };
}

describe('WorkspaceStore', () => {
  it('a first start finds two valid workspaces, the built-in one open', async () => {
    const { store } = await openStore();
    expect(store.workspaces.map(({ name }) => name)).toEqual(['Built-in server', 'Local Curity']);
    expect(store.activeId).toBe('built-in');
    for (const workspace of store.workspaces)
      expect(SavedWorkspaceSchema.parse(workspace)).toEqual(workspace);
    for (const { tls } of store.workspaces) expect(tls.verification).toBe('on');
  });

  it('restores workspaces, their order and the open one', async () => {
    const { store, file } = await openStore();
    await store.put(ownWorkspace('a'));
    await store.put({ ...ownWorkspace('local-curity'), name: 'Renamed' });
    await store.select('a');
    const { store: next } = await openStore(file);
    expect(next.workspaces.map(({ name }) => name)).toEqual(['Built-in server', 'Renamed', 'Workspace a']);
    expect(next.activeId).toBe('a');
  });

  it('deletes custom workspaces but not the built-in one; deleting the open one opens the first', async () => {
    const { store } = await openStore();
    await store.select('local-curity');
    expect(await store.delete('local-curity')).toEqual({ ok: true, value: null });
    expect(store.activeId).toBe('built-in');
    expect(await store.delete('built-in')).toMatchObject({ ok: false, error: { code: 'config.invalid' } });
    expect(await store.delete('nobody')).toMatchObject({ ok: false, error: { code: 'config.not-found' } });
    expect(await store.select('nobody')).toMatchObject({ ok: false, error: { code: 'config.not-found' } });
  });

  it('a workspace with a method that is no longer allowed is kept, without the method', async () => {
    const path = join(await temporaryFolder(), 'workspaces.json');
    const own = ownWorkspace('a');
    const withMethod = (method: string) => ({
      ...own,
      apiCalls: own.apiCalls.map((call) => ({ ...call, method })),
    });
    const data = { activeId: 'a', selections: {}, workspaces: [withMethod('`touch$IFS.x`')] };
    await writeFile(path, JSON.stringify({ version: 2, data }));
    const { store, notice } = await openStore(path);
    expect(notice).toBeNull();
    expect(store.workspaces).toEqual([withMethod('')]);
  });

  it('reports a damaged file, and starts with the defaults', async () => {
    const path = join(await temporaryFolder(), 'workspaces.json');
    await writeFile(path, '{"version":1,"data":{"activeId":"x","workspaces":[]}}');
    const { store, notice } = await openStore(path);
    expect(notice?.code).toBe('storage.damaged');
    expect(store.workspaces).toHaveLength(2);
  });

  it('version 1: each client gets the request, the API call becomes the first, the selection stays', async () => {
    const path = join(await temporaryFolder(), 'workspaces.json');
    const [before] = defaultWorkspaces().workspaces.map((saved) =>
      openWorkspace(saved, { clientId: 'short-lived' }),
    );
    const request = { scopes: ['read'], parameters: [], headers: [], rawBody: 'by hand' };
    const old = { ...before, request };
    await writeFile(path, JSON.stringify({ version: 1, data: { activeId: 'built-in', workspaces: [old] } }));
    const { store, notice } = await openStore(path);
    expect(notice).toBeNull();
    const [saved] = store.workspaces;
    expect(saved?.clients.map((client) => client.request)).toEqual([request, request]);
    expect(saved && openWorkspace(saved, store.selections['built-in'])).toEqual(old);
  });

  it('restores each workspace’s selection, and deletes it with the workspace', async () => {
    const { store, file } = await openStore();
    const selection = { clientId: 'server', callId: 'hello-world' };
    await store.put(ownWorkspace('a'), selection);
    await store.put(ownWorkspace('a'));
    const { store: next } = await openStore(file);
    expect(next.selections).toEqual({ a: selection });
    await next.delete('a');
    expect(next.selections).toEqual({});
  });
});
