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

/** Limits that keep a damaged or hostile file from exhausting memory; far above any honest use. */
const text = z.string().max(1_000_000);
const name = z.string().max(200);

/** Far more rows than a form can show: whoever imports cuts them (formats/bound-rows.ts). */
const MOST_ROWS = 1_000;

/** A name and value in a list whose order matters and whose names may repeat. Switched off, it is kept but not sent. */
const FieldSchema = z.object({ id: name, name: text, value: text, enabled: z.boolean() });
export type Field = z.infer<typeof FieldSchema>;

const TokenRequestDraftSchema = z.object({
  scopes: z.array(text),
  /** Where the token is to be used (RFC 8707 §2): sent as `resource`, once each. */
  resources: z.array(text).optional(),
  /** Not of an RFC for this grant, but asked for by many servers. Empty: not sent. */
  audience: text.optional(),
  /** RFC 9396 §2: a JSON array, as typed. Empty: not sent. */
  authorizationDetails: text.optional(),
  /** Ordered; duplicates are allowed here and flagged (RFC 6749 §3.2). */
  parameters: z.array(FieldSchema).max(MOST_ROWS),
  headers: z.array(FieldSchema).max(MOST_ROWS),
  /** When not null, sent instead of the built body, byte for byte. */
  rawBody: text.nullable(),
});
export type TokenRequestDraft = z.infer<typeof TokenRequestDraftSchema>;

/** What a response must be for an API call to pass. Checked after each run in the window, and by `credence call` and `run`. */
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
  /** The API refuses the call with this error code (RFC 6750 §3.1), for example `insufficient_scope`. */
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
  /** What is wrong on purpose with the proof that goes with a DPoP token. */
  proofFault: ProofFaultSchema.nullable().optional(),
});
export type ApiRequestDraft = z.infer<typeof ApiRequestDraftSchema>;

/** An API call that is kept under a name. */
const ApiCallSchema = ApiRequestDraftSchema.extend({
  id: name,
  name: text,
  /** The client whose token it sends; null for whichever is selected. */
  clientId: name.nullable(),
  expectations: z.array(ExpectationSchema).max(200),
});
export type ApiCall = z.infer<typeof ApiCallSchema>;

/** A client and its token request. */
const SavedClientSchema = ClientSchema.extend({ request: TokenRequestDraftSchema });
export type SavedClient = z.infer<typeof SavedClientSchema>;

/** A server's metadata document (RFC 8414 §3.2) and where it is from. */
const KeptMetadataSchema = z.object({
  document: z.record(z.string(), z.unknown()),
  url: text,
  /** Milliseconds since the epoch. */
  fetchedAt: z.number(),
});
export type KeptMetadata = z.infer<typeof KeptMetadataSchema>;

/** Which tokens an API call renews first, by the person's choice. */
export const RenewalSchema = z.object({
  /** When the token has expired, or is about to. */
  beforeExpiry: z.boolean(),
  /** When the API answers 401: a new token and the call once more. */
  onUnauthorized: z.boolean(),
});
export type Renewal = z.infer<typeof RenewalSchema>;

/** One authorization server, and what every request of the workspace shares. */
const WorkspaceBaseSchema = z.object({
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
  /** Milliseconds from run to the complete response; then the run fails with `timeout`. */
  timeLimitMs: z.number().int().min(100).max(3_600_000),
  /** DEFAULT_PROXY where absent. */
  proxy: ProxySettingsSchema.optional(),
  /** DEFAULT_HTTP_VERSION where absent. */
  httpVersion: HttpVersionChoiceSchema.optional(),
  /** Key pairs for assertions, proofs and certificates. */
  keys: z.array(KeySchema).optional(),
  variables: VariablesSchema.optional(),
  /** When a new token is got without being asked for. Absent: never. */
  renewal: RenewalSchema.optional(),
});

/**
 * A workspace as it is kept and exported: every client with its token request, every API call. Which of them are
 * selected is kept apart (see {@link Selection}), so that choosing one does not change a file under version control.
 */
export const SavedWorkspaceSchema = WorkspaceBaseSchema.extend({
  clients: z.array(SavedClientSchema).min(1),
  apiCalls: z.array(ApiCallSchema).min(1).max(MOST_ROWS),
});
export type SavedWorkspace = z.infer<typeof SavedWorkspaceSchema>;

/** The client and the API call in use; ids that are gone fall back to the first. */
export const SelectionSchema = z.object({ clientId: name, callId: name });
export type Selection = z.infer<typeof SelectionSchema>;

/**
 * A workspace opened at one client and one API call: all that a run needs, and what the history records. Made from a
 * {@link SavedWorkspace} by `openWorkspace`.
 */
export const WorkspaceSchema = WorkspaceBaseSchema.extend({
  clients: z.array(ClientSchema).min(1),
  activeClientId: name,
  request: TokenRequestDraftSchema,
  api: ApiRequestDraftSchema,
});
export type Workspace = z.infer<typeof WorkspaceSchema>;
