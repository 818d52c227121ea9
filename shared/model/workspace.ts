import { z } from 'zod';
import { TlsPolicySchema } from '../tls/policy.ts';
import { HttpVersionChoiceSchema, ProxySettingsSchema } from './connection.ts';

export { activeClient } from './active-client.ts';

/** Limits that keep a damaged or hostile file from exhausting memory; far above any honest use. */
const text = z.string().max(1_000_000);
const name = z.string().max(200);

/** A name and value in a list whose order matters and whose names may repeat. Switched off, it is kept but not sent. */
export const FieldSchema = z.object({ id: name, name: text, value: text, enabled: z.boolean() });
export type Field = z.infer<typeof FieldSchema>;

/** RFC 6749 §2.3.1; the remaining registered methods come with the issue "The whole protocol". */
export const ClientAuthMethodSchema = z.enum(['client_secret_basic', 'client_secret_post', 'none']);
export type ClientAuthMethod = z.infer<typeof ClientAuthMethodSchema>;

/** `form`: id and secret form encoded before base64, as RFC 6749 §2.3.1 says. `raw`: as they are (RFC 7617 alone). */
export const BasicEncodingSchema = z.enum(['form', 'raw']);
export type BasicEncoding = z.infer<typeof BasicEncodingSchema>;

/** A client of the workspace's authorization server. Its secret is kept apart, in the secret store, under `id`. */
export const ClientSchema = z.object({
  /** Internal key; not the OAuth client_id. */
  id: name,
  clientId: text,
  authMethod: ClientAuthMethodSchema,
  basicEncoding: BasicEncodingSchema,
  /** Scopes this client was ever used with, offered as chips. */
  knownScopes: z.array(text),
});
export type Client = z.infer<typeof ClientSchema>;

export const TokenRequestDraftSchema = z.object({
  scopes: z.array(text),
  /** Ordered; duplicates are allowed here and flagged (RFC 6749 §3.2). */
  parameters: z.array(FieldSchema),
  headers: z.array(FieldSchema),
  /** When not null, sent instead of the built body, byte for byte. */
  rawBody: text.nullable(),
});
export type TokenRequestDraft = z.infer<typeof TokenRequestDraftSchema>;

export const ApiRequestDraftSchema = z.object({
  method: z.string().max(40),
  url: text,
  headers: z.array(FieldSchema),
  body: text,
  /** Absent in older files: no. */
  followRedirects: z.boolean().optional(),
});
export type ApiRequestDraft = z.infer<typeof ApiRequestDraftSchema>;

/** A server's metadata document (RFC 8414 §3.2) and where it is from. */
export const KeptMetadataSchema = z.object({
  document: z.record(z.string(), z.unknown()),
  url: text,
  /** Milliseconds since the epoch. */
  fetchedAt: z.number(),
});
export type KeptMetadata = z.infer<typeof KeptMetadataSchema>;

/** One authorization server and what is used with it. */
export const WorkspaceSchema = z.object({
  id: name,
  name: text,
  /** `built-in` follows the embedded token server's address. */
  kind: z.enum(['built-in', 'custom']),
  server: z.object({
    issuer: text,
    tokenEndpoint: text,
    /** Entered by hand where the metadata does not name them, or others: see discovery/endpoints.ts. */
    introspectionEndpoint: text.optional(),
    revocationEndpoint: text.optional(),
    jwksUri: text.optional(),
    /** What discovery found, as it was; absent until then. */
    metadata: KeptMetadataSchema.optional(),
  }),
  tls: TlsPolicySchema,
  clients: z.array(ClientSchema).min(1),
  activeClientId: name,
  request: TokenRequestDraftSchema,
  api: ApiRequestDraftSchema,
  /** Milliseconds from run to the complete response; then the run fails with `timeout`. */
  timeLimitMs: z.number().int().min(100).max(3_600_000),
  /** DEFAULT_PROXY where absent. */
  proxy: ProxySettingsSchema.optional(),
  /** DEFAULT_HTTP_VERSION where absent. */
  httpVersion: HttpVersionChoiceSchema.optional(),
});
export type Workspace = z.infer<typeof WorkspaceSchema>;
