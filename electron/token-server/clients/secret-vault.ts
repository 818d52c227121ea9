import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SealedSecret } from '../../../shared/token-server/client-authentication.ts';
import { createKeptFiles } from '../certificates/kept-files.ts';

/**
 * Seals secrets that the server must be able to read again: for `client_secret_jwt` it has to compute the client's HMAC,
 * which no hash allows. The key stands in a file of its own, so that a configuration that is copied, sent or
 * committed gives nothing away.
 */
export interface SecretVault {
  /** Reads the key, if there is one. Rejects with the platform's error when the folder cannot be read. */
  load(): Promise<void>;
  /** Makes the key on first use. Rejects with the platform's error when it cannot be kept. */
  seal(secret: string): Promise<SealedSecret>;
  /** Null when it was sealed by another key, or damaged. After `load` or `seal`. */
  open(sealed: SealedSecret): string | null;
}

export const SECRET_KEY_FILE = 'secret-key';
const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const KEY_MODE = 0o600;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** `folder` is the token server's own, where its other keys are. */
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
      // One that cannot be used may still be somebody's: it is not overwritten.
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
