import { chmod, link, mkdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Question } from '../../../../../electron/core/credentials/secret-gate.ts';
import { WorkspaceStore } from '../../../../../electron/core/storage/workspace-store.ts';
import { defaultWorkspaces } from '../../../../../electron/core/workspaces/default-workspaces.ts';
import { LinkedFiles } from '../../../../../electron/core/workspaces/linked-files.ts';
import type { AppError } from '../../../../../shared/errors.ts';
import { exportWorkspace } from '../../../../../shared/formats/workspace-file/export-workspace.ts';
import type { WorkspaceFromFile } from '../../../../../shared/ipc/events.ts';
import type { SavedWorkspace } from '../../../../../shared/model/workspace.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const open: LinkedFiles[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((files) => files.close()));
});

/** A Credence with a data folder, and a workspace file beside it. */
async function start({ agree = true, folder = '' } = {}) {
  const place = folder || (await temporaryFolder());
  const store = new WorkspaceStore(join(place, 'workspaces.json'), defaultWorkspaces());
  await store.load();
  const path = join(place, 'orders.credence.json');
  /** `whileAsked`: what happens while the first, second … question is open. */
  const chosen = { path, whileAsked: [] as (() => Promise<unknown>)[] };
  const seen = { reads: [] as WorkspaceFromFile[], notices: [] as AppError[], questions: [] as Question[] };
  const files = new LinkedFiles({
    store,
    dialogs: { choosePath: async () => chosen.path, chooseFile: async () => chosen.path },
    confirm: async (question) => {
      seen.questions.push(question);
      await chosen.whileAsked.shift()?.();
      return agree;
    },
    onRead: (read) => seen.reads.push(read),
    onNotice: (notice) => seen.notices.push(notice),
  });
  open.push(files);
  /** As the window saves. */
  const change = async (workspace: SavedWorkspace) => {
    await store.put(workspace);
    return files.save(workspace.id);
  };
  return { store, files, path, chosen, folder: place, change, ...seen };
}

function curity(change: Partial<SavedWorkspace> = {}): SavedWorkspace {
  const [, workspace] = defaultWorkspaces().workspaces;
  if (!workspace) throw new Error('no second default workspace');
  return { ...workspace, name: 'Orders', ...change };
}

const textOf = (change?: Partial<SavedWorkspace>) => exportWorkspace(curity(change)).text;
const content = (path: string) => readFile(path, 'utf8');

/** Opens the file and gives the workspace that came of it. */
async function opened(bench: Awaited<ReturnType<typeof start>>, text = textOf()): Promise<SavedWorkspace> {
  await writeFile(bench.path, text);
  expect(await bench.files.open(bench.path)).toEqual({ ok: true, value: null });
  const workspace = bench.reads.at(-1)?.workspace;
  if (!workspace) throw new Error('The workspace was not read');
  return workspace;
}

describe('a workspace file that is opened in place', () => {
  it('is shown, and a change is written to it and to nothing else', async () => {
    const bench = await start();
    const workspace = await opened(bench);
    expect(bench.reads).toEqual([{ workspace, path: bench.path, isChosen: true }]);
    expect(bench.store.activeId).toBe(workspace.id);
    await bench.change({ ...workspace, timeLimitMs: 5_000 });
    expect(await content(bench.path)).toBe(textOf({ timeLimitMs: 5_000 }));
    expect(bench.questions).toEqual([]);
  });

  it('is the same workspace when it is opened again, and after a restart', async () => {
    const bench = await start();
    const { id } = await opened(bench);
    await bench.files.open(bench.path);
    const link = join(bench.folder, 'link.credence.json');
    await symlink(bench.path, link);
    await bench.files.open(link);
    const next = await start({ folder: bench.folder });
    await next.files.open(next.path);
    expect([...bench.reads, ...next.reads].map(({ workspace }) => workspace.id)).toEqual([id, id, id, id]);
  });

  it('elsewhere is another workspace, whatever id it names: secrets go by the path', async () => {
    const bench = await start();
    const { id } = await opened(bench);
    const copy = join(bench.folder, 'copy.credence.json');
    await writeFile(copy, textOf().replace('{', `{ "id": ${JSON.stringify(id)},`));
    await bench.files.open(copy);
    expect(bench.reads.at(-1)?.workspace.id).not.toBe(id);
  });

  it('says which members are not known, because saving drops them', async () => {
    const bench = await start();
    await opened(bench, textOf().replace('{', '{ "colour": "blue",'));
    expect(bench.notices).toMatchObject([
      { message: 'orders.credence.json has members that are not known: colour (line 1).' },
    ]);
  });

  it('keeps its permissions, and is written through a symbolic link', async () => {
    const bench = await start();
    const workspace = await opened(bench);
    await chmod(bench.path, 0o640);
    await bench.change({ ...workspace, timeLimitMs: 5_000 });
    expect((await stat(bench.path)).mode & 0o777).toBe(0o640);
  });

  it('with sealed secrets is not, because they would be lost', async () => {
    const bench = await start();
    const sealed = {
      sealedWith: 'scrypt, aes-256-gcm' as const,
      scrypt: { cost: 1024, blockSize: 8, parallelization: 1, salt: 'c2FsdA==' },
      nonce: 'bm9uY2U=',
      ciphertext: 'Y2lwaGVydGV4dA==',
      tag: 'dGFn',
    };
    await writeFile(bench.path, exportWorkspace(curity(), { secrets: sealed }).text);
    expect(await bench.files.open(bench.path)).toMatchObject({ error: { code: 'config.invalid' } });
    expect(bench.store.files).toEqual({});
  });

  it('with a mistake is refused with its line', async () => {
    const bench = await start();
    await writeFile(bench.path, textOf().replace('"timeLimitMs": 30000', '"timeLimitMs": 1'));
    expect(await bench.files.open(bench.path)).toMatchObject({
      error: { detail: expect.stringMatching(/^Line \d+: /) },
    });
  });
});

describe('a workspace that is kept in a file', () => {
  it('is written there, and from then on with each change; its id stays', async () => {
    const bench = await start();
    await bench.files.keep('local-curity');
    expect(await content(bench.path)).toBe(textOf({ name: 'Local Curity' }));
    await bench.change(curity({ timeLimitMs: 5_000 }));
    expect(await content(bench.path)).toBe(textOf({ timeLimitMs: 5_000 }));
    await bench.files.open(bench.path);
    expect(bench.reads.at(-1)).toMatchObject({ isChosen: true, workspace: { id: 'local-curity' } });
  });
});

interface Named {
  readonly path: string;
  /** Free for a link. */
  readonly other: string;
}

describe('a file that a workspace lives in already', () => {
  /** Each gives another path of the file. */
  const spellings = [
    ['its own path', async ({ path }: Named) => path],
    ['a symbolic link', async ({ path, other }: Named) => symlink(path, other).then(() => other)],
    ['a hard link', async ({ path, other }: Named) => link(path, other).then(() => other)],
    [
      'a path with ..',
      async ({ path }: Named) => `${dirname(path)}/../${path.split(sep).slice(-2).join('/')}`,
    ],
    [
      'a linked folder',
      async ({ path, other }: Named) => symlink(dirname(path), other).then(() => join(other, basename(path))),
    ],
  ] as const;

  it.each(spellings)('opens that workspace by %s', async (_, respell) => {
    const bench = await start();
    await bench.files.keep('local-curity');
    const before = Object.keys(bench.store.workspaces);
    await bench.files.open(await respell({ path: bench.path, other: join(bench.folder, 'other') }));
    expect(bench.reads.at(-1)).toMatchObject({ isChosen: true, workspace: { id: 'local-curity' } });
    expect(Object.keys(bench.store.workspaces)).toEqual(before);
  });

  it.each(spellings)('does not become the home of another one by %s', async (_, respell) => {
    const bench = await start();
    await bench.files.keep('local-curity');
    const before = await content(bench.path);
    bench.chosen.path = await respell({ path: bench.path, other: join(bench.folder, 'other') });
    expect(await bench.files.keep('built-in')).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('“Local Curity” is stored in') },
    });
    expect(await content(bench.path)).toBe(before);
    expect(Object.keys(bench.store.files)).toEqual(['local-curity']);
  });

  it('does not become the home of another one while it is missing', async () => {
    const bench = await start();
    await bench.files.keep('local-curity');
    await rm(bench.path);
    expect(await bench.files.keep('built-in')).toMatchObject({ ok: false });
  });

  it('is written anew for its own workspace', async () => {
    const bench = await start();
    await bench.files.keep('local-curity');
    expect(await bench.files.keep('local-curity')).toMatchObject({ ok: true });
  });
});

it('the old file of a moved workspace opens as a new workspace, and the moved one stays', async () => {
  const bench = await start();
  const moved = await opened(bench);
  const first = bench.path;
  bench.chosen.path = join(bench.folder, 'moved.credence.json');
  await bench.files.keep(moved.id);
  await bench.files.open(first);
  expect(bench.reads.at(-1)?.workspace.id).not.toBe(moved.id);
  expect(bench.store.find(moved.id)).toEqual(moved);
  expect(Object.keys(bench.store.files)).toHaveLength(2);
});

it('a workspace that moves to another file follows changes of that one', async () => {
  const bench = await start();
  const { id } = await opened(bench);
  const other = join(bench.folder, 'other.credence.json');
  bench.chosen.path = other;
  await bench.files.keep(id);
  await writeFile(other, textOf({ timeLimitMs: 7_000 }));
  await expect
    .poll(() => bench.reads.at(-1), { timeout: 5_000 })
    .toMatchObject({ path: other, workspace: { id, timeLimitMs: 7_000 } });
});

describe('a change by another program', () => {
  it('is applied automatically if it changes no destination and no trust', async () => {
    const bench = await start();
    const workspace = await opened(bench);
    await bench.files.watch();
    await writeFile(bench.path, textOf({ timeLimitMs: 7_000 }));
    await expect
      .poll(() => bench.reads.at(-1), { timeout: 5_000 })
      .toMatchObject({ isChosen: false, path: bench.path });
    expect(bench.store.find(workspace.id)?.timeLimitMs).toBe(7_000);
    expect(bench.questions).toEqual([]);
  });

  it.each<[string, Partial<SavedWorkspace>, string]>([
    [
      'the token endpoint',
      { server: { issuer: '', tokenEndpoint: 'https://evil.example/token' } },
      'Token endpoint: https://evil.example/token',
    ],
    [
      'verification',
      { tls: { verification: 'off', extraCas: [], pins: [] } },
      'Certificates would no longer be verified.',
    ],
    [
      'the proxy',
      { proxy: { mode: 'explicit', url: 'http://p:1', username: '', noProxy: '', includeLoopback: false } },
      'Proxy: http://p:1',
    ],
  ])('of %s is asked about, and without consent nothing changes', async (_, change, words) => {
    const bench = await start({ agree: false });
    const workspace = await opened(bench);
    await writeFile(bench.path, textOf(change));
    await bench.files.watch();
    await bench.files.watch();
    expect(bench.questions).toHaveLength(1);
    expect(bench.questions[0]?.detail).toContain(words);
    expect(bench.store.find(workspace.id)).toEqual(workspace);
    expect(await content(bench.path)).toBe(textOf(change));
  });

  it('of the hosts that bypass the proxy is asked about', async () => {
    const proxy = {
      mode: 'explicit',
      url: 'http://p:1',
      username: '',
      noProxy: '',
      includeLoopback: false,
    } as const;
    const bench = await start({ agree: false });
    await opened(bench, textOf({ proxy }));
    await writeFile(bench.path, textOf({ proxy: { ...proxy, noProxy: 'as.example' } }));
    await bench.files.watch();
    expect(bench.questions.map(({ detail }) => detail)).toEqual([
      expect.stringContaining('Proxy: http://p:1, not for as.example'),
    ]);
  });

  it('of the token endpoint is in force once the user agrees', async () => {
    const bench = await start();
    const workspace = await opened(bench);
    const server = { issuer: '', tokenEndpoint: 'https://new.example/token' };
    await writeFile(bench.path, textOf({ server }));
    await bench.files.watch();
    expect(bench.store.find(workspace.id)?.server).toEqual(server);
  });

  it.each([
    [true, 7_000],
    [false, 5_000],
  ])('while the workspace was changed here: “Use the file” %s', async (agree, timeLimitMs) => {
    const bench = await start({ agree });
    const workspace = await opened(bench);
    await writeFile(bench.path, textOf({ timeLimitMs: 7_000 }));
    await bench.change({ ...workspace, timeLimitMs: 5_000 });
    expect(bench.questions).toHaveLength(1);
    expect(bench.store.find(workspace.id)?.timeLimitMs).toBe(timeLimitMs);
    expect(await content(bench.path)).toBe(textOf({ timeLimitMs }));
  });

  it('an invalid file is reported once, and not written until it is corrected', async () => {
    const bench = await start();
    const workspace = await opened(bench);
    await writeFile(bench.path, '{');
    await bench.change({ ...workspace, timeLimitMs: 5_000 });
    await bench.change({ ...workspace, timeLimitMs: 6_000 });
    expect(bench.notices).toHaveLength(1);
    expect(await content(bench.path)).toBe('{');
    await writeFile(bench.path, textOf());
    await bench.change({ ...workspace, timeLimitMs: 8_000 });
    expect(await content(bench.path)).toBe(textOf({ timeLimitMs: 8_000 }));
  });

  it('keeps secrets that were typed into parameters, headers, bodies and URLs, which no file holds', async () => {
    const bench = await start();
    const workspace = await opened(bench);
    const [client] = workspace.clients;
    const [call] = workspace.apiCalls;
    if (!client || !call) throw new Error('no client, or no call');
    const field = (id: string, name: string, value: string) => ({ id, name, value, enabled: true });
    const typed: SavedWorkspace = {
      ...workspace,
      server: { issuer: '', tokenEndpoint: 'https://user:typed-0@as.example/token' },
      clients: [
        {
          ...client,
          request: {
            ...client.request,
            parameters: [
              field('parameter-1', 'client_assertion', 'typed-1'),
              field('parameter-2', 'client_assertion', 'typed-2'),
            ],
            rawBody: 'grant_type=client_credentials&client_secret=typed-3',
          },
        },
      ],
      apiCalls: [
        {
          ...call,
          url: 'https://api.example/?access_token=typed-4',
          headers: [field('api-header-1', 'Authorization', 'Basic typed-5')],
          body: 'client_secret=typed-6',
        },
      ],
    };
    await bench.change(typed);
    expect(await content(bench.path)).not.toContain('typed');
    await writeFile(bench.path, (await content(bench.path)).replace('30000', '7000'));
    await bench.files.watch();
    expect(bench.store.find(workspace.id)).toEqual({ ...typed, timeLimitMs: 7_000 });
    expect(bench.questions).toEqual([]);
  });

  it('does not carry a typed header or body to another URL', async () => {
    const bench = await start();
    const workspace = await opened(bench);
    const [call] = workspace.apiCalls;
    if (!call) throw new Error('no call');
    const headers = [{ id: 'h', name: 'Authorization', value: 'Basic typed', enabled: true }];
    await bench.change({ ...workspace, apiCalls: [{ ...call, url: 'https://api.example/a', headers }] });
    await writeFile(
      bench.path,
      (await content(bench.path)).replace('https://api.example/a', 'https://api.example/b'),
    );
    await bench.files.watch();
    expect(JSON.stringify(bench.store.find(workspace.id)?.apiCalls)).toContain('https://api.example/b');
    expect(JSON.stringify(bench.store.find(workspace.id))).not.toContain('typed');
  });
});

describe('while a question about the file is open', () => {
  it.each([true, false])(
    'another change of the file is asked about, not lost (“Use the file” %s)',
    async (agree) => {
      const bench = await start({ agree });
      const workspace = await opened(bench);
      bench.chosen.whileAsked = [() => writeFile(bench.path, textOf({ timeLimitMs: 9_000 }))];
      await writeFile(bench.path, textOf({ timeLimitMs: 7_000 }));
      await bench.change({ ...workspace, timeLimitMs: 5_000 });
      expect(bench.questions).toHaveLength(2);
      const timeLimitMs = agree ? 9_000 : 5_000;
      expect(bench.store.find(workspace.id)?.timeLimitMs).toBe(timeLimitMs);
      expect(await content(bench.path)).toBe(textOf({ timeLimitMs }));
    },
  );

  it('a workspace that is deleted stays deleted', async () => {
    const bench = await start();
    const workspace = await opened(bench);
    bench.chosen.whileAsked = [() => bench.store.delete(workspace.id)];
    await writeFile(bench.path, textOf({ timeLimitMs: 7_000 }));
    await bench.change({ ...workspace, timeLimitMs: 5_000 });
    expect(bench.store.find(workspace.id)).toBeNull();
    expect(await content(bench.path)).toBe(textOf({ timeLimitMs: 7_000 }));
  });
});

it('a change that was saved, but not to the file, is written at the next start', async () => {
  const bench = await start();
  const workspace = await opened(bench);
  // The process ended between the two.
  await bench.store.put({ ...workspace, timeLimitMs: 5_000 });
  await bench.files.close();
  const next = await start({ folder: bench.folder });
  await next.files.watch();
  expect(await content(bench.path)).toBe(textOf({ timeLimitMs: 5_000 }));
});

it('a file that cannot be read is reported each time that happens, not each time it is looked at', async () => {
  const bench = await start();
  await opened(bench);
  for (const _ of [1, 2]) {
    // Root may read anything but a folder.
    await rm(bench.path);
    await mkdir(bench.path);
    await bench.files.watch();
    await bench.files.watch();
    await rm(bench.path, { recursive: true });
    await writeFile(bench.path, textOf());
    await bench.files.watch();
  }
  expect(bench.notices).toHaveLength(2);
});

describe('a file that is gone', () => {
  it('a missing file is reported once and not recreated; once restored, it is written again', async () => {
    const bench = await start();
    const workspace = await opened(bench);
    const away = `${bench.path}.away`;
    await rename(bench.path, away);
    await bench.change({ ...workspace, timeLimitMs: 5_000 });
    await bench.change({ ...workspace, timeLimitMs: 6_000 });
    expect(bench.notices.map(({ message }) => message)).toEqual([
      'The workspace file orders.credence.json is gone.',
    ]);
    await expect(stat(bench.path)).rejects.toThrow();
    await rename(away, bench.path);
    await bench.change({ ...workspace, timeLimitMs: 7_000 });
    expect(await content(bench.path)).toBe(textOf({ timeLimitMs: 7_000 }));
  });

  it('of a deleted workspace stays, and opens again', async () => {
    const bench = await start();
    const workspace = await opened(bench);
    bench.files.forget(workspace.id);
    await bench.store.delete(workspace.id);
    expect(await content(bench.path)).toBe(textOf());
    await bench.files.open(bench.path);
    expect(bench.store.find(workspace.id)).toEqual(workspace);
  });
});

it('a file that cannot be written leaves the workspace whole, in words', async () => {
  const bench = await start();
  const workspace = await opened(bench);
  // Root may write to anything: only a folder in its place stops everybody.
  await rm(bench.path);
  const { path } = bench;
  await bench.store.link(workspace.id, { path: join(path, 'below'), onDisk: '', here: '' });
  await writeFile(path, 'no folder');
  await bench.change({ ...workspace, timeLimitMs: 5_000 });
  expect(bench.store.find(workspace.id)?.timeLimitMs).toBe(5_000);
  expect(bench.notices).toHaveLength(1);
});
