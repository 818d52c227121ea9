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

/** Algorithms that the embedded server can sign with (RFC 7518 §3.1, RFC 8037 §3.1). */
export const SigningAlgorithmSchema = z.enum(['RS256', 'ES256', 'EdDSA']);
export type SigningAlgorithm = z.infer<typeof SigningAlgorithmSchema>;

/** Claims that the server itself makes: a client's further claims may not take their place. */
export const RESERVED_CLAIMS: readonly string[] =
  'iss sub aud exp nbf iat jti scope client_id purpose delegationId cnf'.split(' ');

/** How a client's JWT access tokens look. */
export const JwtTokenSchema = z.object({
  /** `curity`: header kid, x5t, alg and no typ; `rfc9068`: typ `at+jwt` and RFC 9068's claims. */
  profile: z.enum(['curity', 'rfc9068']),
  algorithm: SigningAlgorithmSchema,
  /** `aud`; empty for the profile's own: Curity's is the client, RFC 9068's the resource, here the demo API's origin. */
  audience: z.array(z.string().min(1).max(1000)).max(20),
  /** Further claims, as they are to stand in the token. */
  claims: z
    .record(z.string().min(1).max(200), z.json())
    .refine((claims) => RESERVED_CLAIMS.every((name) => !Object.hasOwn(claims, name)), {
      error: `the server makes these claims itself: ${RESERVED_CLAIMS.join(', ')}`,
    }),
});
export type JwtToken = z.infer<typeof JwtTokenSchema>;

/** What a client with `tokenFormat: 'jwt'` and nothing else has: Curity's kind, signed as Curity signs by default. */
export const DEFAULT_JWT_TOKEN: JwtToken = {
  profile: 'curity',
  algorithm: 'RS256',
  audience: [],
  claims: {},
};

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
  /** Absent means opaque. */
  tokenFormat: z.enum(['opaque', 'jwt']).exactOptional(),
  /** Absent means {@link DEFAULT_JWT_TOKEN}. */
  jwt: JwtTokenSchema.exactOptional(),
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
