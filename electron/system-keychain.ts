import type { SafeStorage } from 'electron';
import type { Keychain } from './core/storage/keychain.ts';

type AsyncSafeStorage = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>;

/** The asynchronous half of safeStorage alone: a locked keyring would block its synchronous half, and us with it. */
export function systemKeychain(safeStorage: AsyncSafeStorage, platform: NodeJS.Platform): Keychain {
  const isProtected = (ciphertext: Buffer) => platform !== 'linux' || !isEncryptedForEverybody(ciphertext);
  return {
    // On Linux it says yes with the keyring locked, too, and then uses the key that everybody knows: try it out.
    isAvailable: async () =>
      (await safeStorage.isAsyncEncryptionAvailable()) &&
      (platform !== 'linux' || isProtected(await safeStorage.encryptStringAsync('probe'))),
    // `basic_text` encrypts with a password that everybody knows: that is not a keychain.
    mayBecomeAvailable: () =>
      platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text',
    encrypt: async (text) => {
      const ciphertext = await safeStorage.encryptStringAsync(text);
      if (!isProtected(ciphertext)) throw new Error('The keyring gave no key of its own.');
      return ciphertext;
    },
    decrypt: async (ciphertext) => {
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(ciphertext);
      return { text: result, isOutdated: shouldReEncrypt || !isProtected(ciphertext) };
    },
  };
}

/** Chromium on Linux marks what it encrypted with its built-in password by `v10`, with the keyring's key by `v11` on. */
function isEncryptedForEverybody(ciphertext: Buffer): boolean {
  return ciphertext.subarray(0, 3).toString('latin1') === 'v10';
}
