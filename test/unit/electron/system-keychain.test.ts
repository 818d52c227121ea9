import { describe, expect, it } from 'vitest';
import type { KeychainAnswer } from '../../../electron/core/storage/keychain.ts';
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
  it.each<[string, NodeJS.Platform, string, 'basic_text' | 'gnome_libsecret', KeychainAnswer]>([
    ['a keyring that gives its key', 'linux', 'v11', 'gnome_libsecret', 'yes'],
    ['a keyring on a desktop that Chromium does not know (sway, i3)', 'linux', 'v11', 'basic_text', 'yes'],
    ['a locked keyring: the built-in password is used instead', 'linux', 'v10', 'gnome_libsecret', 'not-yet'],
    ['no keyring', 'linux', 'v10', 'basic_text', 'never'],
    ['the macOS keychain, whose version is also called v10', 'darwin', 'v10', 'basic_text', 'yes'],
    ['Windows', 'win32', 'v10', 'basic_text', 'yes'],
  ])('%s', async (_name, platform, version, backend, answer) => {
    expect(await systemKeychain(safeStorageWith(version, backend), platform).probe()).toBe(answer);
  });

  it('is retried while the system prepares it', async () => {
    const preparing = {
      ...safeStorageWith('v11', 'basic_text'),
      isAsyncEncryptionAvailable: async () => false,
    };
    expect(await systemKeychain(preparing, 'linux').probe()).toBe('not-yet');
  });

  it('never returns data that everyone could decrypt', async () => {
    await expect(systemKeychain(safeStorageWith('v10'), 'linux').encrypt('canary')).rejects.toThrow('no key');
  });

  it('decrypts old data encrypted that way, and requests re-encryption', async () => {
    const keychain = systemKeychain(safeStorageWith('v11'), 'linux');
    expect(await keychain.decrypt(await keychain.encrypt('secret'))).toEqual({
      text: 'secret',
      isOutdated: false,
    });
    const old = await safeStorageWith('v10').encryptStringAsync('secret');
    expect(await keychain.decrypt(old)).toEqual({ text: 'secret', isOutdated: true });
  });
});
