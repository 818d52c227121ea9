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
    async probe() {
      if (!(await safeStorage.isAsyncEncryptionAvailable())) return 'not-yet';
      // On Linux it says yes without a keyring or with a locked one, too, and then uses a key that everybody knows.
      if (isProtected(await safeStorage.encryptStringAsync('probe'))) return 'yes';
      // The name decides nothing else: desktops that Chromium does not know (sway, i3, Hyprland) have it with a real keyring.
      return safeStorage.getSelectedStorageBackend() === 'basic_text' ? 'never' : 'not-yet';
    },
    encrypt: async (text) => {
      const ciphertext = await safeStorage.encryptStringAsync(text);
      if (!isProtected(ciphertext)) throw new Error('The keyring returned no key.');
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
