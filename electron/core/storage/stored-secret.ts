import { z } from 'zod';

/** A secret as stored on disk. */
export const StoredSecretSchema = z.object({
  /** Base64. */
  ciphertext: z.string(),
  /** Whether a random prefix precedes the secret, so that equal secrets have different ciphertexts. */
  salted: z.boolean(),
  /** Origins the user confirmed. */
  origins: z.array(z.string()),
});
export type StoredSecret = z.infer<typeof StoredSecretSchema>;
