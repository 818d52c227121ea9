import { z } from 'zod';
import {
  ASSERTION_FAULTS,
  CLIENT_AUTH_METHODS,
  MAC_ALGORITHMS,
  PROOF_FAULTS,
  SIGNATURE_ALGORITHMS,
} from './client-choices.ts';

const text = z.string().max(1_000_000);
const name = z.string().max(200);

export const ClientAuthMethodSchema = z.enum(CLIENT_AUTH_METHODS);
export type ClientAuthMethod = z.infer<typeof ClientAuthMethodSchema>;

/** `form`: ID and secret form-encoded before base64 (RFC 6749 §2.3.1). `raw`: not encoded (RFC 7617 only). */
export const BasicEncodingSchema = z.enum(['form', 'raw']);
export type BasicEncoding = z.infer<typeof BasicEncodingSchema>;

export const MacAlgorithmSchema = z.enum(MAC_ALGORITHMS);
export type MacAlgorithm = z.infer<typeof MacAlgorithmSchema>;

export const SignatureAlgorithmSchema = z.enum(SIGNATURE_ALGORITHMS);
export type SignatureAlgorithm = z.infer<typeof SignatureAlgorithmSchema>;

const AssertionFaultSchema = z.enum(ASSERTION_FAULTS);
export type AssertionFault = z.infer<typeof AssertionFaultSchema>;

/** Settings for a client's JWT assertions (RFC 7521 §4.2, RFC 7523 §2.2 and §3). */
export const AssertionSettingsSchema = z.object({
  macAlgorithm: MacAlgorithmSchema,
  signatureAlgorithm: SignatureAlgorithmSchema,
  /** ID in `Workspace.keys`; null until one is selected. */
  keyId: name.nullable(),
  /** `aud`: the issuer (RFC 10070), the token endpoint (Curity's samples), or a custom value. */
  audience: z.enum(['issuer', 'token-endpoint', 'custom']),
  customAudience: text,
  /** The header's `typ`; empty: none. */
  typ: z.string().max(200),
  /** Whether the header identifies the key (RFC 7515 §4.1.4, §4.1.7, §4.1.8). */
  kid: z.boolean(),
  x5t: z.enum(['none', 'x5t', 'x5t#S256']),
  /** Seconds from `iat` to `exp`. */
  lifetimeSeconds: z.number().int().min(1).max(31_536_000),
  /** A JSON object of extra claims, as typed; empty: none. They override ours. */
  claims: text,
  fault: AssertionFaultSchema.nullable(),
});
export type AssertionSettings = z.infer<typeof AssertionSettingsSchema>;

export const ProofFaultSchema = z.enum(PROOF_FAULTS);
export type ProofFault = z.infer<typeof ProofFaultSchema>;

/** DPoP settings (RFC 9449); absent: off. */
export const DpopSettingsSchema = z.object({
  /** ID in `Workspace.keys`. */
  keyId: name.nullable(),
  algorithm: SignatureAlgorithmSchema,
  /** For the proof in token requests. */
  fault: ProofFaultSchema.nullable().optional(),
});
export type DpopSettings = z.infer<typeof DpopSettingsSchema>;

/** A client of the workspace's authorization server. Its secret is in the secret store, under `id`. */
export const ClientSchema = z.object({
  /** Internal key; not the OAuth client_id. */
  id: name,
  clientId: text,
  authMethod: ClientAuthMethodSchema,
  basicEncoding: BasicEncodingSchema,
  /** Scopes used before with this client, offered as chips. */
  knownScopes: z.array(text),
  /** Default: DEFAULT_ASSERTION. */
  assertion: AssertionSettingsSchema.optional(),
  /**
   * The key in `Workspace.keys` whose certificate is presented in TLS handshakes: always with the methods of RFC 8705
   * §2, with others if set, for certificate-bound tokens (RFC 8705 §3).
   */
  certificateKeyId: name.nullable().optional(),
  dpop: DpopSettingsSchema.optional(),
});
export type Client = z.infer<typeof ClientSchema>;
