import { describe, expect, test } from 'vitest';
import {
  chooseKey,
  clientSubject,
  importKey,
  makeKeyFor,
  nextKeyName,
  removeKey,
  renameKey,
  setCertificates,
  setKid,
} from '../../../../renderer/state/actions/keys.ts';
import { selectHasPrivateHalf, selectKeys, usesOfKey } from '../../../../renderer/state/selectors/keys.ts';
import { selectClient, selectWorkspace } from '../../../../renderer/state/selectors/workspaces.ts';
import { store, update } from '../../../../renderer/state/store.ts';
import { appError } from '../../../../shared/errors.ts';
import { DEFAULT_ASSERTION } from '../../../../shared/model/default-assertion.ts';
import type { Key } from '../../../../shared/model/key.ts';
import type { Workspace } from '../../../../shared/model/workspace.ts';
import { err, ok } from '../../../../shared/result.ts';
import { aKey } from '../../shared/fixtures.ts';
import { type FakeBridge, useFakeBridge } from '../fake-bridge.ts';
import { savedWorkspace, workspace } from '../workspace.ts';

const RSA = aKey({ id: 'rsa', name: 'RSA', publicJwk: { kty: 'RSA', kid: 'r' }, description: 'RSA 2048' });

function useKeys(keys: readonly Key[], change: Partial<Workspace> = {}): FakeBridge {
  const bridge = useFakeBridge({
    'key.generate': ({ name }) => ok(aKey({ id: 'made', name })),
    'key.certify': ({ key }) => ok({ ...key, certificates: ['PEM'] }),
    'key.import': () => ok(RSA),
    'key.setCertificates': ({ key, text }) => ok({ ...key, certificates: text === '' ? [] : [text] }),
  });
  update({ workspaces: { list: [savedWorkspace({ keys: [...keys], ...change })] } });
  return bridge;
}

const client = () => selectClient(store.getState());
const keys = () => selectKeys(store.getState());

describe('a key for the client in one click', () => {
  test('to sign with: of the kind that every server knows, chosen, its algorithm with it', async () => {
    const bridge = useKeys([]);
    await makeKeyFor('assertion');
    expect(bridge.inputs('key.generate')).toEqual([
      { workspaceId: 'w1', name: 'Signing key', kind: 'EC P-256' },
    ]);
    expect(client().assertion).toMatchObject({ keyId: 'made', signatureAlgorithm: 'ES256' });
    expect(selectHasPrivateHalf(store.getState(), 'made')).toBe(true);
  });

  test('uses a type that the server lists, if it lists only others', async () => {
    const document = { token_endpoint_auth_signing_alg_values_supported: ['HS256', 'PS256'] };
    const server = { issuer: '', tokenEndpoint: 'https://a', metadata: { document, url: '', fetchedAt: 0 } };
    const bridge = useKeys([], { server });
    await makeKeyFor('assertion');
    expect(bridge.inputs('key.generate')).toMatchObject([{ kind: 'RSA 2048' }]);
  });

  test('to present: with a certificate in the client’s name', async () => {
    const bridge = useKeys([aKey({ name: 'Client certificate' })]);
    await makeKeyFor('certificate');
    expect(bridge.inputs('key.generate')).toMatchObject([{ name: 'Client certificate 2' }]);
    expect(bridge.inputs('key.certify')).toMatchObject([{ subject: 'CN=server', names: [], days: 365 }]);
    expect(client()).toMatchObject({ certificateKeyId: 'made' });
    expect(keys().at(-1)).toMatchObject({ id: 'made', certificates: ['PEM'] });
  });

  test('reports errors, and selects nothing', async () => {
    useKeys([]);
    useFakeBridge({ 'key.generate': () => err(appError('storage.write-failed', 'full')) });
    expect(await makeKeyFor('assertion')).toMatchObject({ error: { message: 'full' } });
    expect(client().assertion).toBeUndefined();
    expect(keys()).toEqual([]);
  });

  test.each([
    ['server', 'CN=server'],
    ['', 'CN=client'],
    ['a, b="c"+\\d', 'CN=a\\, b\\=\\"c\\"\\+\\\\d'],
    [' #x ', 'CN=\\ #x\\ '],
  ])('the subject of %j is %s', (clientId, subject) => {
    expect(clientSubject(clientId)).toBe(subject);
  });

  test('names are numbered', () => {
    expect(nextKeyName('Key', [])).toBe('Key');
    expect(nextKeyName('Key', [aKey({ name: 'Key' }), aKey({ name: 'Key 2' })])).toBe('Key 3');
  });
});

describe('choosing a key', () => {
  test('the signature algorithm follows the key, and stays if the key supports it', () => {
    useKeys([aKey(), RSA]);
    chooseKey('rsa', 'assertion');
    expect(client().assertion).toEqual({ ...DEFAULT_ASSERTION, keyId: 'rsa', signatureAlgorithm: 'RS256' });
    chooseKey('key', 'assertion');
    expect(client().assertion).toMatchObject({ keyId: 'key', signatureAlgorithm: 'ES256' });
    chooseKey(null, 'assertion');
    expect(client().assertion).toMatchObject({ keyId: null, signatureAlgorithm: 'ES256' });
  });
});

describe('the keys of the workspace', () => {
  test('an imported one is added, its private half known to be here', async () => {
    useKeys([aKey()]);
    const source = { kind: 'text', text: 'PEM' } as const;
    await importKey({ source, certificates: '', passphrase: null, name: '' });
    expect(keys().map(({ id }) => id)).toEqual(['key', 'rsa']);
    expect(selectHasPrivateHalf(store.getState(), 'rsa')).toBe(true);
    expect(selectHasPrivateHalf(store.getState(), 'key')).toBe(false);
  });

  test('certificates change the key in its place, and say nothing of its private half', async () => {
    useKeys([aKey(), RSA]);
    await setCertificates(aKey(), 'PEM');
    expect(keys().map(({ id, certificates }) => [id, certificates.length])).toEqual([
      ['key', 1],
      ['rsa', 0],
    ]);
    expect(selectHasPrivateHalf(store.getState(), 'key')).toBe(false);
  });

  test('names and kid are changed; an empty kid is none', () => {
    useKeys([aKey()]);
    renameKey('key', 'Other');
    setKid('key', 'k2');
    expect(keys()[0]).toMatchObject({ name: 'Other', publicJwk: { kid: 'k2', kty: 'EC' } });
    setKid('key', '');
    expect(keys()[0]?.publicJwk).not.toHaveProperty('kid');
  });

  test('a deleted one is removed from whatever used it', () => {
    const [first, second] = workspace().clients;
    if (!first || !second) throw new Error('two clients');
    const assertion = { ...DEFAULT_ASSERTION, keyId: 'key' };
    const dpop = { keyId: 'key', algorithm: 'ES256' } as const;
    useKeys([aKey(), RSA], {
      clients: [
        { ...first, assertion, certificateKeyId: 'rsa' },
        { ...second, certificateKeyId: 'key', dpop },
      ],
    });
    expect(usesOfKey(selectWorkspace(store.getState()), 'key')).toEqual([
      'signs the assertions of server',
      'is presented in TLS by other',
      'signs the DPoP proofs of other',
    ]);
    removeKey('key');
    expect(keys().map(({ id }) => id)).toEqual(['rsa']);
    expect(selectWorkspace(store.getState()).clients).toMatchObject([
      { assertion: { keyId: null }, certificateKeyId: 'rsa' },
      { certificateKeyId: null, dpop: { keyId: null } },
    ]);
  });
});
