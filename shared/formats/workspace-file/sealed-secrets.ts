import { z } from 'zod';
import { type AppError, appError } from '../../errors.ts';
import { parseJson } from '../../json/parse-json.ts';
import { err, ok, type Result } from '../../result.ts';

/** Twice our own requirement. */
const MOST_MEMORY = 256 * 1024 * 1024;

const bytes = z.base64().max(1_000_000);

/**
 * Secrets sealed with a passphrase, as stored in the file. The sealed text comes from {@link writeSecrets}; the main
 * process encrypts and decrypts it.
 */
export const SealedSecretsSchema = z.object({
  sealedWith: z.literal('scrypt, aes-256-gcm'),
  /** scrypt parameters (RFC 7914 §2), bounded so that a file cannot exhaust memory. */
  scrypt: z
    .object({
      cost: z
        .number()
        .int()
        .min(1024)
        .max(1 << 20)
        .refine((cost) => Number.isInteger(Math.log2(cost)), 'Not a power of two.'),
      blockSize: z.number().int().min(1).max(32),
      parallelization: z.number().int().min(1).max(16),
      salt: bytes,
    })
    .refine((parameters) => scryptMemory(parameters) <= MOST_MEMORY, 'Asks for too much memory.'),
  nonce: bytes,
  ciphertext: bytes,
  tag: bytes,
});
export type SealedSecrets = z.infer<typeof SealedSecretsSchema>;

/** Memory that scrypt uses (RFC 7914 §2): 128 · N · r bytes. */
export function scryptMemory(parameters: { readonly cost: number; readonly blockSize: number }): number {
  return 128 * parameters.cost * parameters.blockSize;
}

/** A secret, by its name within the workspace (shared/model/secret-keys.ts); older files use its former name. */
export interface ClientSecret {
  readonly client: string;
  readonly secret: string;
}

const SecretsSchema = z.object({
  secrets: z.array(z.object({ client: z.string().max(2_000), secret: z.string().max(1_000_000) })),
});

/** The text to seal. */
export function writeSecrets(secrets: readonly ClientSecret[]): string {
  return JSON.stringify({ secrets: secrets.map(({ client, secret }) => ({ client, secret })) });
}

/** Parses the unsealed text. Fails with `config.invalid`; the message contains none of the text. */
export function readSecrets(text: string): Result<readonly ClientSecret[], AppError> {
  const parsed = SecretsSchema.safeParse(parseJson(text));
  if (parsed.success) return ok(parsed.data.secrets);
  return err(
    appError('config.invalid', 'The secrets in the file could not be read.', {
      nextStep: 'Export the workspace again where it came from, or enter the secrets yourself.',
    }),
  );
}
