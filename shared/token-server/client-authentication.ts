import { z } from 'zod';
import { MacAlgorithmSchema, type SignatureAlgorithm, SignatureAlgorithmSchema } from '../model/client.ts';
import { PublicJwkSetSchema } from './public-jwk-set.ts';

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

const base64url = z.string().regex(/^[\w-]+$/);

/**
 * A client secret the server must be able to read for the HMAC of `client_secret_jwt`: AES-256-GCM with a key in the
 * token server's folder (mode 0600), not in the configuration.
 */
export const SealedSecretSchema = z.object({
  kind: z.literal('aes-256-gcm'),
  nonce: base64url,
  /** The cipher text and its tag. */
  sealed: base64url,
});
export type SealedSecret = z.infer<typeof SealedSecretSchema>;

/** Algorithms of a `client_secret_jwt` assertion (RFC 7518 §3.1). */
export const HmacAlgorithmSchema = MacAlgorithmSchema;

/** Algorithms of `private_key_jwt` assertions and DPoP proofs (RFC 7518 §3.1, RFC 8037 §3.1, RFC 9864 §2.2). */
export const ProofAlgorithmSchema = SignatureAlgorithmSchema;
export type ProofAlgorithm = SignatureAlgorithm;

/** Where a client's public keys are found. */
export const ClientKeysSchema = z.discriminatedUnion('from', [
  z.object({ from: z.literal('jwks'), jwks: PublicJwkSetSchema }),
  /** Fetched on demand: https, or http on this machine. */
  z.object({ from: z.literal('url'), url: z.string().min(1).max(2000) }),
]);
export type ClientKeys = z.infer<typeof ClientKeysSchema>;

/**
 * The part of a certificate that identifies the client (RFC 8705 §2.1.2): its subject, or one subject alternative name.
 */
export const CertificateSubjectSchema = z.object({
  field: z.enum(['subject_dn', 'san_dns', 'san_uri', 'san_ip', 'san_email']),
  value: z.string().min(1).max(2000),
});
export type CertificateSubject = z.infer<typeof CertificateSubjectSchema>;

/** PEM; validated when the server parses it. */
export const CertificatePemSchema = z
  .string()
  .max(100_000)
  .regex(/^\s*-----BEGIN CERTIFICATE-----\s[\sA-Za-z0-9+/=]+-----END CERTIFICATE-----\s*$/, {
    error: 'a certificate in PEM is needed: -----BEGIN CERTIFICATE----- …',
  });

/** `client_secret_basic` and `client_secret_post` (RFC 6749 §2.3.1): one secret serves both. */
export const SecretAuthenticationSchema = z.object({
  method: z.literal('secret'),
  /** Null for a client without a secret (an imported one): it cannot authenticate until one is set. */
  hash: SecretHashSchema.nullable(),
  /** The accepted method; default: both. */
  accepts: z
    .array(z.enum(['client_secret_basic', 'client_secret_post']))
    .min(1)
    .exactOptional(),
});

/** An assertion with an HMAC of the secret (RFC 7523 §2.2, OpenID Connect Core §9). */
export const SecretJwtAuthenticationSchema = z.object({
  method: z.literal('client_secret_jwt'),
  /** Null for a client that has no secret yet. */
  secret: SealedSecretSchema.nullable(),
  /** Absent means all. */
  algorithms: z.array(HmacAlgorithmSchema).min(1).exactOptional(),
});

/** The methods without a secret at the server. */
export const SecretlessAuthenticationSchemas = [
  /** An assertion signed by the client's private key (RFC 7523 §2.2, OpenID Connect Core §9). */
  z.object({
    method: z.literal('private_key_jwt'),
    keys: ClientKeysSchema,
    /** Absent means all. */
    algorithms: z.array(ProofAlgorithmSchema).min(1).exactOptional(),
  }),
  /** A certificate from a trusted CA with this subject (RFC 8705 §2.1). */
  z.object({ method: z.literal('tls_client_auth'), subject: CertificateSubjectSchema }),
  /** One of these certificates, whoever issued it (RFC 8705 §2.2). */
  z.object({
    method: z.literal('self_signed_tls_client_auth'),
    certificates: z.array(CertificatePemSchema).min(1).max(20),
  }),
  /** A public client. It may revoke, but gets no token by client credentials (RFC 6749 §4.4). */
  z.object({ method: z.literal('none') }),
] as const;

/** How a client authenticates (RFC 6749 §2.3). One per client. */
export const ClientAuthenticationSchema = z.discriminatedUnion('method', [
  SecretAuthenticationSchema,
  SecretJwtAuthenticationSchema,
  ...SecretlessAuthenticationSchemas,
]);
export type ClientAuthentication = z.infer<typeof ClientAuthenticationSchema>;

/** The two ways to send a secret (RFC 6749 §2.3.1). */
export const SECRET_METHODS = ['client_secret_basic', 'client_secret_post'] as const;
export type SecretMethod = (typeof SECRET_METHODS)[number];
