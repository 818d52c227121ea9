import { z } from 'zod';

/** A client secret at rest: scrypt with its own salt (hex). The plain secret is shown once and never stored. */
export const SecretHashSchema = z.object({
  kind: z.literal('scrypt'),
  salt: z.string().regex(/^[0-9a-f]{32,}$/),
  hash: z.string().regex(/^[0-9a-f]{64,}$/),
  cost: z
    .number()
    .int()
    .min(1024)
    .max(1 << 20),
});
export type SecretHash = z.infer<typeof SecretHashSchema>;

/** A client registered at the embedded token server. */
export const ServerClientSchema = z.object({
  clientId: z.string().min(1).max(1000),
  description: z.string().max(1000),
  secret: SecretHashSchema,
  /** Scopes it may ask for; asking for another is `invalid_scope` (RFC 6749 §3.3). */
  scopes: z.array(z.string().max(1000)),
  /** What it may do; absent means the client credentials flow, which is all there is yet. */
  capabilities: z.array(z.enum(['client_credentials'])).exactOptional(),
  /** Seconds. */
  tokenLifetime: z.number().int().min(1).max(31_536_000),
});
export type ServerClient = z.infer<typeof ServerClientSchema>;

export const TokenServerConfigSchema = z.object({
  scheme: z.enum(['https', 'http']),
  /** 0 asks the system for a free one. */
  port: z.number().int().min(0).max(65_535),
  clients: z.array(ServerClientSchema),
});
export type TokenServerConfig = z.infer<typeof TokenServerConfigSchema>;

/** What the screen may know of a client: everything but the hash. */
export type ServerClientView = Omit<ServerClient, 'secret'>;
