import { createPublicKey, sign, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readPrivateKey } from '../../../../../electron/core/credentials/private-keys.ts';
import { type KeyKind, KeyKindSchema, KeySchema } from '../../../../../shared/model/key.ts';
import { fakeKeychain } from '../storage/fake-keychain.ts';
import { startKeys, unwrap } from './key-bench.ts';

/** Making the others takes seconds: that they are made differs in a number alone. */
const QUICK_KINDS = KeyKindSchema.options.filter((kind) => !['RSA 3072', 'RSA 4096'].includes(kind));

describe('a key that is made', () => {
  it.each(QUICK_KINDS)(
    '%s: the window gets its public half, signing the private one',
    async (kind: KeyKind) => {
      const { keys, secrets } = await startKeys();
      const key = unwrap(await keys.generate('ws', { name: 'My key', kind }));
      expect(KeySchema.parse(key)).toEqual(key);
      expect(key).toMatchObject({
        name: 'My key',
        description: kind,
        origin: 'generated',
        certificates: [],
        createdAt: 1_000,
      });
      expect(key.publicJwk).not.toHaveProperty('d');

      const privateKey = unwrap(await readPrivateKey(secrets, 'ws', key.id));
      const publicKey = createPublicKey({ key: key.publicJwk, format: 'jwk' });
      const digest = kind === 'Ed25519' ? null : 'sha256';
      expect(verify(digest, Buffer.from('x'), publicKey, sign(digest, Buffer.from('x'), privateKey))).toBe(
        true,
      );
    },
  );

  it('works after a restart, and its private half is on the disk encrypted only', async () => {
    const keychain = fakeKeychain();
    const first = await startKeys({ keychain });
    const key = unwrap(await first.keys.generate('ws', { name: 'k', kind: 'EC P-256' }));
    const before = unwrap(await readPrivateKey(first.secrets, 'ws', key.id)).export({ format: 'jwk' });
    const file = await first.written();
    expect(file).toContain(key.id);
    expect(file).not.toContain('PRIVATE KEY');
    expect(file).not.toContain(before.d);

    const second = await startKeys({ keychain, folder: first.folder });
    expect(unwrap(await readPrivateKey(second.secrets, 'ws', key.id)).export({ format: 'jwk' })).toEqual(
      before,
    );
  });

  it('without a keychain is lost when the app quits, and later use explains what to do', async () => {
    const keychain = fakeKeychain();
    keychain.exists = false;
    const first = await startKeys({ keychain });
    const key = unwrap(await first.keys.generate('ws', { name: 'k', kind: 'EC P-256' }));
    expect(await first.written()).not.toContain(key.id);
    const second = await startKeys({ keychain, folder: first.folder });
    expect(await readPrivateKey(second.secrets, 'ws', key.id)).toMatchObject({
      ok: false,
      error: { code: 'key.missing', nextStep: expect.stringContaining('Import the key again') },
    });
  });

  it('belongs to its workspace', async () => {
    const { keys, secrets } = await startKeys();
    const key = unwrap(await keys.generate('ws', { name: 'k', kind: 'EC P-256' }));
    expect(await readPrivateKey(secrets, 'other', key.id)).toMatchObject({ error: { code: 'key.missing' } });
  });
});
