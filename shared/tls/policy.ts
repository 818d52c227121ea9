import { z } from 'zod';

/**
 * How a workspace verifies servers' certificates; one policy for token, metadata, JWKS, introspection and API calls.
 */
export const TlsPolicySchema = z.object({
  verification: z.enum(['on', 'off']),
  /** CAs trusted in addition to the system's. */
  extraCas: z.array(z.object({ name: z.string(), pem: z.string() })),
  /** Certificates accepted for one host (`name:port`) whatever their chain; SHA-256 in hex pairs with colons. */
  pins: z.array(z.object({ host: z.string(), fingerprint256: z.string() })),
});

export type TlsPolicy = z.infer<typeof TlsPolicySchema>;
