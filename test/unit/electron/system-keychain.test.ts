import { describe, expect, it } from 'vitest';
import { systemKeychain } from '../../../electron/system-keychain.ts';

/** safeStorage as it behaves: a version of three characters, then the ciphertext. */
function safeStorageWith(version: string, backend: 'basic_text' | 'gnome_libsecret' = 'gnome_libsecret') {
  return {
    isAsyncEncryptionAvailable: async () => true,
    encryptStringAsync: async (text: string) => Buffer.from(version + Buffer.from(text).toString('hex')),
    decryptStringAsync: async (encrypted: Buffer) => ({
      result: Buffer.from(encrypted.subarray(3).toString(), 'hex').toString(),
      shouldReEncrypt: false,
    }),
    getSelectedStorageBackend: () => backend,
  };
}

describe('systemKeychain', () => {
  it.each<[string, NodeJS.Platform, string, boolean]>([
    ['a keyring that gives its key', 'linux', 'v11', true],
    ['a keyring that is locked: the built-in password is used instead', 'linux', 'v10', false],
    ['the macOS keychain, whose version is also called v10', 'darwin', 'v10', true],
    ['Windows', 'win32', 'v10', true],
  ])('%s', async (_name, platform, version, isAvailable) => {
    expect(await systemKeychain(safeStorageWith(version), platform).isAvailable()).toBe(isAvailable);
  });

  it('on Linux without a keyring there is none to wait for', () => {
    const none = safeStorageWith('v10', 'basic_text');
    expect(systemKeychain(none, 'linux').mayBecomeAvailable()).toBe(false);
    expect(systemKeychain(none, 'darwin').mayBecomeAvailable()).toBe(true);
  });

  it('never returns what everybody could decrypt', async () => {
    await expect(systemKeychain(safeStorageWith('v10'), 'linux').encrypt('canary')).rejects.toThrow('no key');
  });

  it('decrypts what was once encrypted so, and calls for encrypting it anew', async () => {
    const keychain = systemKeychain(safeStorageWith('v11'), 'linux');
    expect(await keychain.decrypt(await keychain.encrypt('secret'))).toEqual({
      text: 'secret',
      isOutdated: false,
    });
    const old = await safeStorageWith('v10').encryptStringAsync('secret');
    expect(await keychain.decrypt(old)).toEqual({ text: 'secret', isOutdated: true });
  });
});
