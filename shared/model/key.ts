import { z } from 'zod';

const name = z.string().max(200);

/**
 * A key pair of the workspace as everybody may know it. The private half is in the secret store, under
 * `privateKeySecretKey`, as PKCS#8 PEM.
 */
export const KeySchema = z.object({
  /** Internal key; not the `kid`. */
  id: name,
  name,
  /** The public half (RFC 7517), with its `kid`. Never a private member. */
  publicJwk: z.record(z.string(), z.json()),
  /** For example `RSA 2048`, `EC P-256`, `Ed25519`. */
  description: name,
  /** PEM, leaf first; empty where there is no certificate. */
  certificates: z.array(z.string().max(100_000)).max(20),
  /** Milliseconds since the epoch. */
  createdAt: z.number(),
  origin: z.enum(['generated', 'imported']),
});
export type Key = z.infer<typeof KeySchema>;
