import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SealedSecret } from '../../../shared/token-server/client-authentication.ts';
import { createKeptFiles } from '../certificates/kept-files.ts';

/**
 * Seals secrets that the server must read: `client_secret_jwt` needs them for an HMAC, so a hash is not enough. The key
 * is in a separate file, so a copied or committed configuration reveals nothing.
 */
export interface SecretVault {
  /** Reads the key, if any. Rejects with the platform's error if the folder cannot be read. */
  load(): Promise<void>;
  /** Generates the key on first use. Rejects with the platform's error if it cannot be stored. */
  seal(secret: string): Promise<SealedSecret>;
  /** Null if sealed with another key, or damaged. Call after `load` or `seal`. */
  open(sealed: SealedSecret): string | null;
}

export const SECRET_KEY_FILE = 'secret-key';
const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const KEY_MODE = 0o600;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** `folder` is the token server's folder, which also holds its other keys. */
export function createSecretVault(folder: string): SecretVault {
  const files = createKeptFiles(folder);
  let key: Buffer | null = null;

  async function readKey(): Promise<Buffer | null> {
    const text = await files.read(SECRET_KEY_FILE);
    const read = text === null ? null : Buffer.from(text.trim(), 'base64url');
    return read?.length === KEY_BYTES ? read : null;
  }

  function ensureKey(): Promise<Buffer> {
    return files.exclusively(async () => {
      const kept = await readKey();
      if (kept !== null) return kept;
      // Set an unusable key aside instead of overwriting it.
      await files.setAside([SECRET_KEY_FILE]);
      const fresh = randomBytes(KEY_BYTES);
      await files.write(SECRET_KEY_FILE, `${fresh.toString('base64url')}\n`, KEY_MODE);
      return fresh;
    });
  }

  return {
    async load() {
      key = await readKey();
    },
    async seal(secret) {
      key ??= await ensureKey();
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce);
      const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return { kind: CIPHER, nonce: nonce.toString('base64url'), sealed: sealed.toString('base64url') };
    },
    open({ nonce, sealed }) {
      if (key === null) return null;
      const bytes = Buffer.from(sealed, 'base64url');
      try {
        const options = { authTagLength: TAG_BYTES };
        const decipher = createDecipheriv(CIPHER, key, Buffer.from(nonce, 'base64url'), options);
        decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
        return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString(
          'utf8',
        );
      } catch {
        return null;
      }
    },
  };
}
