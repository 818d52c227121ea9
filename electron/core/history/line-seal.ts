import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** How journal lines are protected on disk. */
export interface LineSeal {
  /** Whether lines may contain tokens: only if they are encrypted. */
  readonly keepsTokens: boolean;
  seal(line: string): string;
  /** Null if this seal cannot read the line. */
  open(line: string): string | null;
}

const PREFIX = 'a1:';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Whether the line is encrypted. */
export function isSealed(line: string): boolean {
  return line.startsWith(PREFIX);
}

/** Without a keychain: readable lines, from which the writer removed the tokens. */
export const plainSeal: LineSeal = {
  keepsTokens: false,
  seal: (line) => line,
  open: (line) => (isSealed(line) ? null : line),
};

/** AES-256-GCM with a key from the system keychain. Also reads unencrypted lines. */
export function encryptingSeal(key: Buffer): LineSeal {
  return {
    keepsTokens: true,
    seal(line) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const sealed = Buffer.concat([nonce, cipher.update(line, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return PREFIX + sealed.toString('base64');
    },
    open(line) {
      if (!isSealed(line)) return line;
      const sealed = Buffer.from(line.slice(PREFIX.length), 'base64');
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES));
        decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
        const text = decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES));
        return Buffer.concat([text, decipher.final()]).toString('utf8');
      } catch {
        return null;
      }
    },
  };
}
