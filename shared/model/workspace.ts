import { z } from 'zod';
import { TlsPolicySchema } from '../tls/policy.ts';
import { ClientSchema, ProofFaultSchema } from './client.ts';
import { HttpVersionChoiceSchema, ProxySettingsSchema } from './connection.ts';
import { DraftMethodSchema } from './draft-method.ts';
import { KeySchema } from './key.ts';
import { VariablesSchema } from './variables.ts';

export {
  type BasicEncoding,
  BasicEncodingSchema,
  type Client,
  type ClientAuthMethod,
  ClientAuthMethodSchema,
} from './client.ts';

/** Limits so that a damaged or hostile file cannot exhaust memory; far above honest use. */
const text = z.string().max(1_000_000);
const name = z.string().max(200);

/** Far more rows than a form can show: importers cut them (formats/bound-rows.ts). */
const MOST_ROWS = 1_000;

/** A name and value in an ordered list with possible duplicates. A disabled one is kept but not sent. */
const FieldSchema = z.object({ id: name, name: text, value: text, enabled: z.boolean() });
export type Field = z.infer<typeof FieldSchema>;

const TokenRequestDraftSchema = z.object({
  scopes: z.array(text),
  /** Where the token will be used (RFC 8707 §2): each is sent as a `resource`. */
  resources: z.array(text).optional(),
  /** Not in an RFC for this grant, but common. Empty: not sent. */
  audience: text.optional(),
  /** RFC 9396 §2: a JSON array, as typed. Empty: not sent. */
  authorizationDetails: text.optional(),
  /** Ordered; duplicates are allowed here and flagged (RFC 6749 §3.2). */
  parameters: z.array(FieldSchema).max(MOST_ROWS),
  headers: z.array(FieldSchema).max(MOST_ROWS),
  /** If not null, sent instead of the built body, byte for byte. */
  rawBody: text.nullable(),
});
export type TokenRequestDraft = z.infer<typeof TokenRequestDraftSchema>;

/** A check on an API call's response. Runs after each call in the window, and in `credence call` and `run`. */
export const ExpectationSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('status'), status: z.number().int().min(100).max(599) }),
  z.object({
    kind: z.literal('header'),
    name,
    match: z.enum(['exists', 'equals', 'matches']),
    /** A regular expression for `matches`; ignored for `exists`. */
    value: text,
  }),
  z.object({
    kind: z.literal('json'),
    /** A JSONPath (RFC 9535), for example `$.orders[0].id`. */
    path: text,
    match: z.enum(['exists', 'equals', 'matches']),
    /** JSON for `equals`, a regular expression for `matches`; ignored for `exists`. */
    value: text,
  }),
  /** From sending the request to the complete response. */
  z.object({ kind: z.literal('time'), belowMs: z.number().int().min(1).max(3_600_000) }),
  /** The API rejects the call with this error code (RFC 6750 §3.1), for example `insufficient_scope`. */
  z.object({ kind: z.literal('refused'), error: name }),
]);
export type Expectation = z.infer<typeof ExpectationSchema>;

const ApiRequestDraftSchema = z.object({
  method: DraftMethodSchema,
  url: text,
  headers: z.array(FieldSchema).max(MOST_ROWS),
  body: text,
  /** Absent in older files: no. */
  followRedirects: z.boolean().optional(),
  /** A deliberate error in the DPoP proof. */
  proofFault: ProofFaultSchema.nullable().optional(),
});
export type ApiRequestDraft = z.infer<typeof ApiRequestDraftSchema>;

/** A saved, named API call. */
const ApiCallSchema = ApiRequestDraftSchema.extend({
  id: name,
  name: text,
  /** The client whose token it sends; null for the selected client. */
  clientId: name.nullable(),
  expectations: z.array(ExpectationSchema).max(200),
});
export type ApiCall = z.infer<typeof ApiCallSchema>;

/** A client and its token request. */
const SavedClientSchema = ClientSchema.extend({ request: TokenRequestDraftSchema });
export type SavedClient = z.infer<typeof SavedClientSchema>;

/** A server's metadata document (RFC 8414 §3.2) and its URL. */
const KeptMetadataSchema = z.object({
  document: z.record(z.string(), z.unknown()),
  url: text,
  /** Milliseconds since the epoch. */
  fetchedAt: z.number(),
});
export type KeptMetadata = z.infer<typeof KeptMetadataSchema>;

/** Which tokens an API call renews automatically. */
export const RenewalSchema = z.object({
  /** If the token has expired, or is about to. */
  beforeExpiry: z.boolean(),
  /** If the API responds 401: requests a token and repeats the call. */
  onUnauthorized: z.boolean(),
});
export type Renewal = z.infer<typeof RenewalSchema>;

/** One authorization server, and the settings shared by all requests. */
const WorkspaceBaseSchema = z.object({
  id: name,
  name: text,
  /** `built-in` follows the embedded token server's URL. */
  kind: z.enum(['built-in', 'custom']),
  server: z.object({
    issuer: text,
    tokenEndpoint: text,
    /** Entered manually if the metadata lacks them or is wrong: see discovery/endpoints.ts. */
    introspectionEndpoint: text.optional(),
    revocationEndpoint: text.optional(),
    jwksUri: text.optional(),
    /** Metadata found by discovery; absent before that. */
    metadata: KeptMetadataSchema.optional(),
  }),
  tls: TlsPolicySchema,
  /** Milliseconds from run to the complete response; then the run fails with `timeout`. */
  timeLimitMs: z.number().int().min(100).max(3_600_000),
  /** Default: DEFAULT_PROXY. */
  proxy: ProxySettingsSchema.optional(),
  /** Default: DEFAULT_HTTP_VERSION. */
  httpVersion: HttpVersionChoiceSchema.optional(),
  /** Key pairs for assertions, proofs and certificates. */
  keys: z.array(KeySchema).optional(),
  variables: VariablesSchema.optional(),
  /** Automatic token renewal. Absent: never. */
  renewal: RenewalSchema.optional(),
});

/**
 * A workspace as saved and exported: every client with its token request, every API call. The selection is separate
 * (see {@link Selection}), so that changing it does not modify a version-controlled file.
 */
export const SavedWorkspaceSchema = WorkspaceBaseSchema.extend({
  clients: z.array(SavedClientSchema).min(1),
  apiCalls: z.array(ApiCallSchema).min(1).max(MOST_ROWS),
});
export type SavedWorkspace = z.infer<typeof SavedWorkspaceSchema>;

/** The selected client and API call; unknown IDs fall back to the first. */
export const SelectionSchema = z.object({ clientId: name, callId: name });
export type Selection = z.infer<typeof SelectionSchema>;

/**
 * A workspace opened at one client and one API call: everything a run needs, and what the history records.
 * `openWorkspace` creates it from a {@link SavedWorkspace}.
 */
export const WorkspaceSchema = WorkspaceBaseSchema.extend({
  clients: z.array(ClientSchema).min(1),
  activeClientId: name,
  request: TokenRequestDraftSchema,
  api: ApiRequestDraftSchema,
});
export type Workspace = z.infer<typeof WorkspaceSchema>;
