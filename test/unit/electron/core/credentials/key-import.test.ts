import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPrivateKey } from '../../../../../electron/core/credentials/private-keys.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { fakeKeychain } from '../storage/fake-keychain.ts';
import { startKeys, unwrap } from './key-bench.ts';

const FOLDER = join(import.meta.dirname, '../../../../fixtures/keys');
const PASSPHRASE = 'pass phrase é';
const fixture = (name: string) => readFileSync(join(FOLDER, name), 'utf8');
const pasted = (text: string) => ({
  source: { kind: 'text', text } as const,
  certificates: '',
  passphrase: null,
  name: '',
});

describe('an imported key', () => {
  it.each([
    ['rsa-pkcs1.pem', null, 'RSA 2048'],
    ['rsa-pkcs8-scrypt.pem', PASSPHRASE, 'RSA 2048'],
    ['ec-p256-sec1.pem', null, 'EC P-256'],
    ['ec-p384-pkcs8.pem', null, 'EC P-384'],
    ['ec-p521-pkcs8.pem', null, 'EC P-521'],
    ['ed25519.pem', null, 'Ed25519'],
  ])('survives a restart, encrypted on the disk (%s)', async (file, passphrase, description) => {
    const keychain = fakeKeychain();
    const first = await startKeys({ keychain });
    const key = unwrap(await first.keys.import('ws', { ...pasted(fixture(file)), passphrase }));
    expect(key).toMatchObject({ name: description, description, origin: 'imported', certificates: [] });
    expect(JSON.stringify(key)).not.toMatch(/"(d|p|q|dp|dq|qi)":|PRIVATE/);
    const written = await first.written();
    expect(written).not.toMatch(/PRIVATE KEY/);

    const second = await startKeys({ keychain, folder: first.folder });
    const { d } = unwrap(await readPrivateKey(second.secrets, 'ws', key.id)).export({ format: 'jwk' });
    expect(d).toBe(
      createPrivateKey({ key: fixture(file), passphrase: PASSPHRASE, ...scryptAside(file) }).export({
        format: 'jwk',
      }).d,
    );
    expect(written).not.toContain(d);
  });

  /** BoringSSL does not read that file: its key is the one of another. */
  function scryptAside(file: string) {
    return file.includes('scrypt') ? { key: fixture('rsa-pkcs8.pem') } : {};
  }

  it('keeps the JWK’s kid, and uses the given name', async () => {
    const { keys } = await startKeys();
    const jwk = { ...createPrivateKey(fixture('ed25519.pem')).export({ format: 'jwk' }), kid: 'my kid' };
    const key = unwrap(await keys.import('ws', { ...pasted(JSON.stringify(jwk)), name: 'Mine' }));
    expect(key).toMatchObject({ name: 'Mine', publicJwk: { kid: 'my kid', crv: 'Ed25519' } });
  });

  it('may come from a file, of which the page knows only the name', async () => {
    const path = join(FOLDER, 'modern.p12');
    const { keys } = await startKeys({ chooseFile: async () => path });
    const { file } = unwrap(await keys.openFile());
    expect(file).toEqual({ id: expect.any(String), name: 'modern.p12' });
    const input = { ...pasted(''), source: { kind: 'file', id: file?.id ?? '' } as const };
    expect(await keys.import('ws', input)).toMatchObject({ error: { code: 'key.passphrase-needed' } });
    const wrong = await keys.import('ws', { ...input, passphrase: 'wrong' });
    expect(wrong).toMatchObject({ error: { code: 'config.wrong-passphrase' } });
    const key = unwrap(await keys.import('ws', { ...input, passphrase: PASSPHRASE }));
    expect(key).toMatchObject({ name: 'My client', description: 'EC P-256' });
    expect(key.certificates).toHaveLength(3);
    // Taken in, it is not kept a second time.
    expect(await keys.import('ws', { ...input, passphrase: PASSPHRASE })).toMatchObject({
      error: { code: 'config.not-found' },
    });
  });

  it('no file, a missing file, one that is too large', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'large'), Buffer.alloc(1024 * 1024 + 1));
    const open = async (path: string | null) =>
      (await startKeys({ chooseFile: async () => path })).keys.openFile();
    expect(await open(null)).toEqual({ ok: true, value: { file: null } });
    expect(await open(join(folder, 'gone'))).toMatchObject({ error: { code: 'storage.read-failed' } });
    expect(await open(join(folder, 'large'))).toMatchObject({
      error: { message: 'large is too large to be a key.' },
    });
  });
});

describe('certificates that were issued for a key', () => {
  it('are taken in any order, and taken away by nothing', async () => {
    const { keys } = await startKeys();
    const key = unwrap(await keys.import('ws', pasted(fixture('ec-p256-sec1.pem'))));
    const text = ['root.crt', 'leaf.crt', 'intermediate.crt'].map(fixture).join('');
    const certified = unwrap(await keys.setCertificates(key, text));
    expect(certified.certificates.map((pem) => new X509Certificate(pem).subject)).toEqual([
      'CN=server\nO=Keys',
      'CN=Keys Intermediate',
      'CN=Keys Root',
    ]);
    expect(unwrap(await keys.setCertificates(certified, ' \n')).certificates).toEqual([]);
  });

  it('of another key are refused', async () => {
    const { keys } = await startKeys();
    const key = unwrap(await keys.import('ws', pasted(fixture('ed25519.pem'))));
    expect(await keys.setCertificates(key, fixture('leaf.crt'))).toMatchObject({
      error: { message: 'The certificate belongs to another key.' },
    });
  });
});
