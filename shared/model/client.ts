import { z } from 'zod';

const text = z.string().max(1_000_000);
const name = z.string().max(200);

/** The registered methods of client authentication (RFC 8414 §2; RFC 6749 §2.3.1, RFC 7523, RFC 8705 §2). */
export const ClientAuthMethodSchema = z.enum([
  'client_secret_basic',
  'client_secret_post',
  'client_secret_jwt',
  'private_key_jwt',
  'tls_client_auth',
  'self_signed_tls_client_auth',
  'none',
]);
export type ClientAuthMethod = z.infer<typeof ClientAuthMethodSchema>;

/** `form`: id and secret form encoded before base64, as RFC 6749 §2.3.1 says. `raw`: as they are (RFC 7617 alone). */
export const BasicEncodingSchema = z.enum(['form', 'raw']);
export type BasicEncoding = z.infer<typeof BasicEncodingSchema>;

/** Signatures that need the client's secret (RFC 7518 §3.2). */
export const MacAlgorithmSchema = z.enum(['HS256', 'HS384', 'HS512']);
export type MacAlgorithm = z.infer<typeof MacAlgorithmSchema>;

/** Signatures that need a private key (RFC 7518 §3.1, RFC 8037 §3.1). */
export const SignatureAlgorithmSchema = z.enum([
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
]);
export type SignatureAlgorithm = z.infer<typeof SignatureAlgorithmSchema>;

/** What is wrong with an assertion on purpose. */
export const AssertionFaultSchema = z.enum([
  'wrong-audience',
  'expired',
  'not-yet-valid',
  'reused-jti',
  'wrong-subject',
  'wrong-key',
]);
export type AssertionFault = z.infer<typeof AssertionFaultSchema>;

/** How a client's JWT assertions are made (RFC 7521 §4.2, RFC 7523 §2.2 and §3). */
export const AssertionSettingsSchema = z.object({
  macAlgorithm: MacAlgorithmSchema,
  signatureAlgorithm: SignatureAlgorithmSchema,
  /** Of `Workspace.keys`; null until one is chosen. */
  keyId: name.nullable(),
  /** `aud`: the issuer (RFC 7523bis), the token endpoint (Curity's samples), or one of the person's own. */
  audience: z.enum(['issuer', 'token-endpoint', 'custom']),
  customAudience: text,
  /** The header's `typ`; empty: none. */
  typ: z.string().max(200),
  /** Whether the header names the key (RFC 7515 §4.1.4, §4.1.7, §4.1.8). */
  kid: z.boolean(),
  x5t: z.enum(['none', 'x5t', 'x5t#S256']),
  /** Seconds from `iat` to `exp`. */
  lifetimeSeconds: z.number().int().min(1).max(31_536_000),
  /** A JSON object of further claims, as typed; empty: none. They take the place of ours of the same name. */
  claims: text,
  fault: AssertionFaultSchema.nullable(),
});
export type AssertionSettings = z.infer<typeof AssertionSettingsSchema>;

export const DEFAULT_ASSERTION: AssertionSettings = {
  macAlgorithm: 'HS256',
  signatureAlgorithm: 'ES256',
  keyId: null,
  audience: 'issuer',
  customAudience: '',
  typ: 'JWT',
  kid: true,
  x5t: 'none',
  lifetimeSeconds: 60,
  claims: '',
  fault: null,
};

/** What is wrong with a proof of possession on purpose. The access token's hash goes with API calls alone. */
export const ProofFaultSchema = z.enum([
  'no-proof',
  'wrong-htu',
  'wrong-htm',
  'old-iat',
  'reused-jti',
  'wrong-key',
  'bad-signature',
  'missing-ath',
]);
export type ProofFault = z.infer<typeof ProofFaultSchema>;

/** Proofs of possession (RFC 9449): absent, tokens are asked for without. */
export const DpopSettingsSchema = z.object({
  /** Of `Workspace.keys`. */
  keyId: name.nullable(),
  algorithm: SignatureAlgorithmSchema,
  /** Of the proof that goes with token requests. */
  fault: ProofFaultSchema.nullable().optional(),
});
export type DpopSettings = z.infer<typeof DpopSettingsSchema>;

/** A client of the workspace's authorization server. Its secret is kept apart, in the secret store, under `id`. */
export const ClientSchema = z.object({
  /** Internal key; not the OAuth client_id. */
  id: name,
  clientId: text,
  authMethod: ClientAuthMethodSchema,
  basicEncoding: BasicEncodingSchema,
  /** Scopes this client was ever used with, offered as chips. */
  knownScopes: z.array(text),
  /** DEFAULT_ASSERTION where absent. */
  assertion: AssertionSettingsSchema.optional(),
  /**
   * The key of `Workspace.keys` whose certificate is presented in TLS handshakes: by the methods of RFC 8705 §2 always,
   * by others where it is set, for certificate-bound tokens (RFC 8705 §3).
   */
  certificateKeyId: name.nullable().optional(),
  dpop: DpopSettingsSchema.optional(),
});
export type Client = z.infer<typeof ClientSchema>;
