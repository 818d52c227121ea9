import type { SafeStorage } from 'electron';
import type { Keychain } from './core/storage/keychain.ts';

type AsyncSafeStorage = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>;

/** Uses only safeStorage's asynchronous API: with a locked keyring, the synchronous one would block the app. */
export function systemKeychain(safeStorage: AsyncSafeStorage, platform: NodeJS.Platform): Keychain {
  const isProtected = (ciphertext: Buffer) => platform !== 'linux' || !isEncryptedForEverybody(ciphertext);
  return {
    async probe() {
      if (!(await safeStorage.isAsyncEncryptionAvailable())) return 'not-yet';
      // On Linux this is also true with no keyring or a locked one, and then uses a publicly known key.
      if (isProtected(await safeStorage.encryptStringAsync('probe'))) return 'yes';
      // Checked by backend name only: desktops unknown to Chromium (sway, i3, Hyprland) may have a real keyring.
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

/** Chromium on Linux marks data encrypted with its built-in password by `v10`, and with the keyring's key by `v11`. */
function isEncryptedForEverybody(ciphertext: Buffer): boolean {
  return ciphertext.subarray(0, 3).toString('latin1') === 'v10';
}
