import { z } from 'zod';
import { AssertionSettingsSchema, DpopSettingsSchema, ProofFaultSchema } from '../../model/client.ts';
import { HttpVersionChoiceSchema, ProxySettingsSchema } from '../../model/connection.ts';
import { KeySchema } from '../../model/key.ts';
import { VariablesSchema } from '../../model/variables.ts';
import {
  BasicEncodingSchema,
  ClientAuthMethodSchema,
  ExpectationSchema,
  RenewalSchema,
} from '../../model/workspace.ts';
import { SealedSecretsSchema } from './sealed-secrets.ts';
import { WrittenTextSchema } from './text-lines.ts';

/** The first member of every workspace file. */
export const FILE_FORMAT = 'credence-workspace';

/** The value of `$schema`: the JSON Schema in docs/schemas, for editors. */
export const FILE_SCHEMA = 'workspace-2.schema.json';

/** Version of the members below. Raise it, with a migration, for a change that older versions would misread. */
export const FILE_VERSION = 2;

/** Omits internal keys, and `enabled` unless it is false, to keep diffs small. */
const FieldSchema = z.object({
  name: z.string(),
  value: WrittenTextSchema,
  enabled: z.boolean().default(true),
});

const TokenRequestSchema = z.object({
  scopes: z.array(z.string()).default([]),
  resources: z.array(z.string()).optional(),
  audience: z.string().optional(),
  authorizationDetails: WrittenTextSchema.optional(),
  parameters: z.array(FieldSchema).default([]),
  headers: z.array(FieldSchema).default([]),
  rawBody: WrittenTextSchema.nullable().default(null),
});

/** The members of a version {@link FILE_VERSION} file. The workspace schema checks sizes later. */
export const WorkspaceFileSchema = z.object({
  $schema: z.string().optional(),
  format: z.literal(FILE_FORMAT),
  version: z.literal(FILE_VERSION),
  name: z.string(),
  server: z.object({
    issuer: z.string(),
    tokenEndpoint: z.string(),
    introspectionEndpoint: z.string().optional(),
    revocationEndpoint: z.string().optional(),
    jwksUri: z.string().optional(),
  }),
  tls: z.object({
    verification: z.enum(['on', 'off']),
    extraCas: z.array(z.object({ name: z.string(), pem: WrittenTextSchema })).default([]),
    pins: z.array(z.object({ host: z.string(), fingerprint256: z.string() })).default([]),
  }),
  clients: z
    .array(
      z.object({
        id: z.string(),
        clientId: z.string(),
        authMethod: ClientAuthMethodSchema,
        basicEncoding: BasicEncodingSchema.default('form'),
        knownScopes: z.array(z.string()).default([]),
        assertion: AssertionSettingsSchema.extend({ claims: WrittenTextSchema }).optional(),
        certificateKeyId: z.string().optional(),
        dpop: DpopSettingsSchema.optional(),
        request: TokenRequestSchema.prefault({}),
      }),
    )
    .min(1),
  apiCalls: z
    .array(
      z.object({
        id: z.string(),
        name: z.string(),
        clientId: z.string().nullable().default(null),
        method: z.string(),
        url: z.string(),
        headers: z.array(FieldSchema).default([]),
        body: WrittenTextSchema.default(''),
        followRedirects: z.boolean().optional(),
        proofFault: ProofFaultSchema.optional(),
        expectations: z.array(ExpectationSchema).default([]),
      }),
    )
    .min(1),
  timeLimitMs: z.number(),
  proxy: ProxySettingsSchema.optional(),
  httpVersion: HttpVersionChoiceSchema.optional(),
  keys: z.array(KeySchema.extend({ certificates: z.array(WrittenTextSchema) })).optional(),
  variables: VariablesSchema.optional(),
  renewal: RenewalSchema.optional(),
  secrets: SealedSecretsSchema.optional(),
});

export type WorkspaceFile = z.infer<typeof WorkspaceFileSchema>;
