import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SecretStore } from '../../../electron/core/storage/secret-store.ts';
import { PROXY_SECRET_KEY } from '../../../shared/model/default-connection.ts';
import { saveWorkspace } from '../../../shared/model/saved-workspace.ts';
import {
  clientSecretKey,
  privateKeySecretKey,
  secretKey,
  variableSecretKey,
} from '../../../shared/model/secret-keys.ts';
import type { SavedWorkspace } from '../../../shared/model/workspace.ts';
import { fakeKeychain } from '../electron/core/storage/fake-keychain.ts';
import { aWorkspace } from '../shared/fixtures.ts';
import { someVariables } from '../shared/variables/some-variables.ts';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'credence-secrets-'));
  path = join(folder, 'secrets.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function aSavedWorkspace(clientId = 'client'): SavedWorkspace {
  const workspace = aWorkspace({
    id: 'w',
    server: { issuer: '', tokenEndpoint: 'https://as.example/token' },
    api: { method: 'GET', url: 'https://api.example/orders', headers: [], body: '' },
    proxy: {
      mode: 'explicit',
      url: 'http://proxy.example:3128',
      username: 'u',
      noProxy: '',
      includeLoopback: false,
    },
    keys: [
      {
        id: 'k',
        name: 'Key',
        publicJwk: {},
        description: 'EC P-256',
        certificates: [],
        createdAt: 0,
        origin: 'generated',
      },
    ],
    variables: someVariables({ host: { dev: 'x' } }, ['api_key']),
  });
  const [client] = workspace.clients;
  if (!client) throw new Error('A workspace has a client');
  return saveWorkspace({ ...workspace, clients: [{ ...client, id: clientId }], activeClientId: clientId });
}

/** A secrets.json as version 1 wrote it. */
async function writeFormerFile(secrets: Readonly<Record<string, string>>): Promise<void> {
  const keychain = fakeKeychain();
  const data: Record<string, string> = {};
  for (const [key, secret] of Object.entries(secrets)) {
    data[key] = (await keychain.encrypt(secret)).toString('base64');
  }
  await writeFile(path, JSON.stringify({ version: 1, data }));
}

async function openStore(workspaces: readonly SavedWorkspace[]): Promise<SecretStore> {
  const store = new SecretStore({
    path,
    keychain: fakeKeychain(),
    workspaces: () => workspaces,
    onStorage: () => {},
    onNotice: () => {},
  });
  expect(await store.load()).toBeNull();
  await store.unlock();
  return store;
}

async function storedValue(store: SecretStore, name: string): Promise<string | null> {
  const secret = await store.get(secretKey('w', name));
  if (!secret.ok) throw new Error(secret.error.message);
  return secret.value;
}

describe('a secrets.json of version 1', () => {
  const FORMER = {
    'w/client': 'client-secret',
    'w/proxy': 'proxy-password',
    'w/key:k': 'private-key',
    'w/variable:dev:id-api_key': 'variable-value',
    'history-journal-key': 'journal-key',
  };

  it('keeps a secret of each kind, under its own name', async () => {
    await writeFormerFile(FORMER);
    const store = await openStore([aSavedWorkspace()]);
    expect(await storedValue(store, clientSecretKey('client'))).toBe('client-secret');
    expect(await storedValue(store, PROXY_SECRET_KEY)).toBe('proxy-password');
    expect(await storedValue(store, privateKeySecretKey('k'))).toBe('private-key');
    expect(await storedValue(store, variableSecretKey('dev', 'id-api_key'))).toBe('variable-value');
    expect(await store.get('history-journal-key')).toEqual({ ok: true, value: 'journal-key' });
  });

  it('keeps every secret even if the workspaces cannot be read', async () => {
    await writeFormerFile(FORMER);
    const store = await openStore([]);
    for (const name of [
      clientSecretKey('client'),
      PROXY_SECRET_KEY,
      privateKeySecretKey('k'),
      variableSecretKey('dev', 'id-api_key'),
    ]) {
      expect(await storedValue(store, name)).not.toBeNull();
    }
  });

  it('counts the saved endpoints as confirmed, and no others', async () => {
    await writeFormerFile(FORMER);
    const store = await openStore([aSavedWorkspace()]);
    const confirmed = (name: string, origin: string) => store.isConfirmed(secretKey('w', name), origin);
    expect(confirmed(clientSecretKey('client'), 'https://as.example')).toBe(true);
    expect(confirmed(clientSecretKey('client'), 'https://api.example')).toBe(false);
    expect(confirmed(variableSecretKey('dev', 'id-api_key'), 'https://api.example')).toBe(true);
    expect(confirmed(PROXY_SECRET_KEY, 'http://proxy.example:3128')).toBe(true);
    expect(confirmed(PROXY_SECRET_KEY, 'https://as.example')).toBe(false);
  });

  it('a client called “proxy” collides with the proxy password: both are kept, and neither is sent unasked', async () => {
    await writeFormerFile({ 'w/proxy': 'ambiguous' });
    const store = await openStore([aSavedWorkspace('proxy')]);
    for (const name of [clientSecretKey('proxy'), PROXY_SECRET_KEY]) {
      expect(await storedValue(store, name)).toBe('ambiguous');
      expect(store.confirmedOrigins(secretKey('w', name))).toEqual([]);
    }
  });

  it('is written in the new form with the first change, whole', async () => {
    await writeFormerFile(FORMER);
    const first = await openStore([aSavedWorkspace()]);
    await first.set(secretKey('w', clientSecretKey('client')), 'new');
    const second = await openStore([aSavedWorkspace()]);
    expect(await storedValue(second, clientSecretKey('client'))).toBe('new');
    expect(await storedValue(second, PROXY_SECRET_KEY)).toBe('proxy-password');
  });
});

describe('a stored secret', () => {
  it('the proxy password is not the secret of a client called “proxy”', async () => {
    const store = await openStore([aSavedWorkspace('proxy')]);
    await store.set(secretKey('w', PROXY_SECRET_KEY), 'proxy-password');
    expect(await storedValue(store, clientSecretKey('proxy'))).toBeNull();
  });

  it('has another ciphertext than an equal one', async () => {
    const store = await openStore([]);
    await store.set(secretKey('w', 'a'), 'the same');
    await store.set(secretKey('w', 'b'), 'the same');
    const { data } = JSON.parse(await readFile(path, 'utf8')) as {
      data: Record<string, { ciphertext: string }>;
    };
    const [first, second] = Object.values(data).map(({ ciphertext }) => ciphertext);
    expect(first).not.toBe(second);
    const next = await openStore([]);
    expect(await storedValue(next, 'b')).toBe('the same');
  });

  it('is confirmed for the server that the form shows, and forgets others when it is entered again', async () => {
    const key = secretKey('w', clientSecretKey('client'));
    const store = await openStore([aSavedWorkspace()]);
    await store.set(key, 'one');
    expect(store.confirmedOrigins(key)).toEqual(['https://as.example']);
    await store.confirm([key], 'https://other.example');
    const next = await openStore([aSavedWorkspace()]);
    expect(next.isConfirmed(key, 'https://other.example')).toBe(true);
    await next.set(key, 'two');
    expect(next.confirmedOrigins(key)).toEqual(['https://as.example']);
  });
});
