import { z } from 'zod';
import { type AppError, appError } from '../../errors.ts';
import { parseJson } from '../../json/parse-json.ts';
import { err, ok, type Result } from '../../result.ts';

/** Twice what we ask for ourselves. */
const MOST_MEMORY = 256 * 1024 * 1024;

const bytes = z.base64().max(1_000_000);

/**
 * Secrets under a passphrase, as the file carries them. What is sealed is the text of {@link writeSecrets}; sealing
 * and opening need randomness and cryptography and are done by the main process.
 */
export const SealedSecretsSchema = z.object({
  sealedWith: z.literal('scrypt, aes-256-gcm'),
  /** The parameters of scrypt (RFC 7914 §2), bounded so that a file cannot exhaust memory. */
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

/** Bytes that scrypt works in (RFC 7914 §2): 128 · N · r. */
export function scryptMemory(parameters: { readonly cost: number; readonly blockSize: number }): number {
  return 128 * parameters.cost * parameters.blockSize;
}

/** A secret, by its name within the workspace (shared/model/secret-keys.ts); older files have its former name. */
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

/** Reads what was sealed. Fails with `config.invalid` for anything else; the message holds nothing of the text. */
export function readSecrets(text: string): Result<readonly ClientSecret[], AppError> {
  const parsed = SecretsSchema.safeParse(parseJson(text));
  if (parsed.success) return ok(parsed.data.secrets);
  return err(
    appError('config.invalid', 'The secrets in the file could not be read.', {
      nextStep: 'Export the workspace again where it came from, or enter the secrets yourself.',
    }),
  );
}
