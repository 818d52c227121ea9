import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { type AppError, appError } from '../../../shared/errors.ts';
import { type SealedSecrets, scryptMemory } from '../../../shared/formats/workspace-file/sealed-secrets.ts';
import { err, ok, type Result } from '../../../shared/result.ts';

export type SealCost = Omit<SealedSecrets['scrypt'], 'salt'>;

/** OWASP's recommendation for scrypt: 128 MB and about half a second per guess. */
export const SEAL_COST: SealCost = { cost: 2 ** 17, blockSize: 8, parallelization: 1 };
const SALT_BYTES = 16;
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Domain separation: data sealed for another purpose cannot be opened as this. */
const PURPOSE = Buffer.from('credence-workspace secrets');

/** Seals a text under a passphrase: a key by scrypt (RFC 7914), AES-256-GCM with it (NIST SP 800-38D). */
export async function sealSecrets(
  text: string,
  passphrase: string,
  cost: SealCost = SEAL_COST,
): Promise<SealedSecrets> {
  const salt = randomBytes(SALT_BYTES);
  const nonce = randomBytes(NONCE_BYTES);
  const key = await deriveKey(passphrase, salt, cost);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(PURPOSE);
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return {
    sealedWith: 'scrypt, aes-256-gcm',
    scrypt: { ...cost, salt: salt.toString('base64') },
    nonce: nonce.toString('base64'),
    ciphertext: ciphertext.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  };
}

/** Opens what {@link sealSecrets} sealed. Fails with `config.wrong-passphrase`, also if the file was modified. */
export async function openSecrets(
  { scrypt: parameters, ...sealed }: SealedSecrets,
  passphrase: string,
): Promise<Result<string, AppError>> {
  const nonce = Buffer.from(sealed.nonce, 'base64');
  const tag = Buffer.from(sealed.tag, 'base64');
  // A shorter tag would be easier to guess.
  if (nonce.length !== NONCE_BYTES || tag.length !== TAG_BYTES) return err(wrongPassphrase());
  const key = await deriveKey(passphrase, Buffer.from(parameters.salt, 'base64'), parameters);
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(PURPOSE).setAuthTag(tag);
    const text = decipher.update(Buffer.from(sealed.ciphertext, 'base64'));
    return ok(Buffer.concat([text, decipher.final()]).toString('utf8'));
  } catch {
    return err(wrongPassphrase());
  }
}

function deriveKey(
  passphrase: string,
  salt: Buffer,
  { cost, blockSize, parallelization }: SealCost,
): Promise<Buffer> {
  // scrypt also needs memory for its input and output blocks.
  const maxmem = scryptMemory({ cost, blockSize }) + 256 * blockSize * (parallelization + 2);
  return new Promise((resolve, reject) => {
    // Normalize: another system may encode the same characters differently.
    scrypt(
      passphrase.normalize('NFC'),
      salt,
      KEY_BYTES,
      { cost, blockSize, parallelization, maxmem },
      (cause, key) => (cause ? reject(cause) : resolve(key)),
    );
  });
}

function wrongPassphrase(): AppError {
  return appError('config.wrong-passphrase', 'The passphrase does not open the secrets in this file.', {
    nextStep:
      'Enter the passphrase it was exported with, or import without the secrets. If you are sure of it, the file was changed on its way.',
  });
}
