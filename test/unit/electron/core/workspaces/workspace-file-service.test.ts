import { describe, expect, it } from 'vitest';
import {
  openWorkspaceFile,
  secretSourceOf,
} from '../../../../../electron/core/workspaces/open-workspace-file.ts';
import { WorkspaceFileService } from '../../../../../electron/core/workspaces/workspace-file-service.ts';
import { blankWorkspace } from '../../../../../shared/model/blank-workspace.ts';
import { PROXY_SECRET_KEY } from '../../../../../shared/model/default-connection.ts';
import { saveWorkspace } from '../../../../../shared/model/saved-workspace.ts';
import type { SavedWorkspace } from '../../../../../shared/model/workspace.ts';
import { ok } from '../../../../../shared/result.ts';
import { someVariables } from '../../../shared/variables/some-variables.ts';

const CANARY = 'canary-5ecr3t!';
const PASSPHRASE = 'correct horse battery';

function aWorkspace(): SavedWorkspace {
  const blank = blankWorkspace({ id: 'w', clientKey: 'c1', name: 'Lócal  Curity!' });
  const [client] = blank.clients;
  if (!client) throw new Error('A blank workspace has a client');
  return saveWorkspace({
    ...blank,
    server: { issuer: '', tokenEndpoint: 'https://as.example/token' },
    clients: [
      { ...client, clientId: 'one' },
      { ...client, id: 'c2', clientId: 'two' },
    ],
    variables: someVariables({ host: { dev: 'dev.example', staging: 'staging.example' } }, ['key']),
    request: {
      ...blank.request,
      parameters: [{ id: 'p', name: 'client_secret', value: CANARY, enabled: true }],
    },
  });
}

/** A machine with a disk and a secret store of its own. */
function aMachine(kept: Readonly<Record<string, string>> = {}) {
  const secrets = new Map(Object.entries(kept));
  const files: { name: string; text: string }[] = [];
  const workspaces: SavedWorkspace[] = [];
  const service = new WorkspaceFileService({
    sealCost: { cost: 1024, blockSize: 8, parallelization: 1 },
    files: {
      save: async (name, text) => {
        files.push({ name, text });
        return ok({ saved: true });
      },
    },
    workspaces: {
      save: async (workspace) => {
        workspaces.push(workspace);
        return ok(null);
      },
    },
    secrets: {
      get: async (key) => ok(secrets.get(key) ?? null),
      set: async (key, secret) => {
        secrets.set(key, secret);
        return ok(null);
      },
    },
  });
  return { service, files, workspaces, secrets };
}

const KEPT = {
  'w/client:c1': CANARY,
  [`w/${PROXY_SECRET_KEY}`]: 'proxy-canary',
  'w/variable:staging:id-key': 'variable-canary',
  'another/c1': 'not to be exported',
};

async function exported(passphrase: string | null) {
  const machine = aMachine(KEPT);
  const answer = await machine.service.export(aWorkspace(), passphrase);
  expect(answer).toEqual({ ok: true, value: { saved: true } });
  const [file] = machine.files;
  if (!file) throw new Error('Nothing was saved');
  return file;
}

describe('export', () => {
  it.each([[null], [PASSPHRASE]])(
    'no secret is readable in the file (passphrase: %s)',
    async (passphrase) => {
      const { name, text } = await exported(passphrase);
      expect(name).toBe('lócal-curity.credence.json');
      expect(text).toContain('https://as.example/token');
      for (const shape of [CANARY, 'canary', Buffer.from(CANARY).toString('base64'), PASSPHRASE]) {
        expect(text).not.toContain(shape);
      }
      expect(text.includes('scrypt')).toBe(passphrase !== null);
    },
  );

  it('two exports without secrets are identical, so that a diff shows real changes', async () => {
    expect(await exported(null)).toEqual(await exported(null));
  });

  it('seals nothing if there is no secret', async () => {
    const { service, files } = aMachine();
    await service.export(aWorkspace(), PASSPHRASE);
    expect(files[0]?.text).not.toContain('scrypt');
  });
});

describe('import on another machine', () => {
  it('with the passphrase brings workspace and secrets back, under keys of their own', async () => {
    const { text } = await exported(PASSPHRASE);
    const { service, workspaces, secrets } = aMachine();
    const answer = await service.import(text, PASSPHRASE);
    if (!answer.ok) throw new Error(answer.error.message);
    const { workspace, clientsWithSecret } = answer.value;
    expect(workspaces).toEqual([workspace]);
    expect(workspace).toMatchObject({ name: 'Lócal  Curity!', kind: 'custom' });
    expect(workspace.id).not.toBe('w');
    expect(clientsWithSecret).toEqual(['client:c1', PROXY_SECRET_KEY, 'variable:staging:id-key']);
    expect(workspace.variables).toEqual(aWorkspace().variables);
    expect([...secrets]).toEqual([
      [`${workspace.id}/client:c1`, CANARY],
      [`${workspace.id}/${PROXY_SECRET_KEY}`, 'proxy-canary'],
      [`${workspace.id}/variable:staging:id-key`, 'variable-canary'],
    ]);
    // What goes to the page says which clients have a secret, not what it is.
    expect(JSON.stringify(answer)).not.toContain('canary');
  });

  it('stores nothing with a wrong passphrase, and reports it', async () => {
    const { text } = await exported(PASSPHRASE);
    const { service, workspaces, secrets } = aMachine();
    expect(await service.import(text, 'something else')).toMatchObject({
      ok: false,
      error: { code: 'config.wrong-passphrase' },
    });
    expect(workspaces).toEqual([]);
    expect(secrets.size).toBe(0);
  });

  it('imports only the workspace without the passphrase', async () => {
    const { text } = await exported(PASSPHRASE);
    const { service, secrets } = aMachine();
    expect(await service.import(text, null)).toMatchObject({ ok: true, value: { clientsWithSecret: [] } });
    expect(secrets.size).toBe(0);
  });

  it('importing twice creates two workspaces', async () => {
    const { text } = await exported(null);
    const { service, workspaces } = aMachine();
    await service.import(text, null);
    await service.import(text, null);
    expect(new Set(workspaces.map(({ id }) => id)).size).toBe(2);
  });

  it('rejects other files', async () => {
    const { service } = aMachine();
    expect(await service.import('{"log":{}}', null)).toMatchObject({
      ok: false,
      error: { code: 'config.invalid' },
    });
  });
});

describe('a file that is opened in place', () => {
  it('returns its secrets with the passphrase, and looks elsewhere for the rest', async () => {
    const { text } = await exported(PASSPHRASE);
    const opened = await openWorkspaceFile(text, PASSPHRASE);
    if (!opened.ok) throw new Error(opened.error.message);
    const { id } = opened.value.workspace;
    const source = secretSourceOf(opened.value, { get: async (key) => ok(`elsewhere: ${key}`) });
    expect(await source.get(`${id}/client:c1`)).toEqual(ok(CANARY));
    expect(await source.get(`${id}/c2`)).toEqual(ok(`elsewhere: ${id}/c2`));
    expect(await secretSourceOf(opened.value).get(`${id}/c2`)).toEqual(ok(null));
  });

  it('reports that it has secrets if the passphrase is missing', async () => {
    const sealed = await exported(PASSPHRASE);
    expect(await openWorkspaceFile(sealed.text, null)).toMatchObject({
      value: { isSealed: true, secrets: [] },
    });
    const plain = await exported(null);
    expect(await openWorkspaceFile(plain.text, null)).toMatchObject({
      value: { isSealed: false, secrets: [] },
    });
  });
});
