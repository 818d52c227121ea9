import { z } from 'zod';

/** As a file keeps a secret. */
export const StoredSecretSchema = z.object({
  /** Base64. */
  ciphertext: z.string(),
  /** Whether random characters stand before the secret, so that equal secrets have different ciphertexts. */
  salted: z.boolean(),
  /** Where the user confirmed that it may be sent. */
  origins: z.array(z.string()),
});
export type StoredSecret = z.infer<typeof StoredSecretSchema>;
