import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { diagnose, lintRequest } from '../../../../shared/diagnose/diagnose.ts';
import type { Finding } from '../../../../shared/diagnose/finding.ts';
import {
  type Exchange,
  FAILURE_CODES,
  type HttpRequest,
  type HttpResponse,
} from '../../../../shared/http/exchange.ts';
import {
  type AssertionSettings,
  AssertionSettingsSchema,
  ClientAuthMethodSchema,
  DEFAULT_ASSERTION,
} from '../../../../shared/model/client.ts';
import type { Workspace } from '../../../../shared/model/workspace.ts';
import { buildApiRequest } from '../../../../shared/oauth/api-request.ts';
import { secretOnly } from '../../../../shared/oauth/request-credentials.ts';
import type { AccessToken } from '../../../../shared/oauth/token.ts';
import {
  buildIntrospectionRequest,
  buildRevocationRequest,
} from '../../../../shared/oauth/token-operation-request.ts';
import type { TlsReport } from '../../../../shared/tls/report.ts';
import { aField, aKey, anExchange, aResponse, aTokenRequest, aWorkspace } from '../fixtures.ts';
import { aToken } from './findings.ts';

const FOLDER = join(import.meta.dirname, '../../../fixtures/recorded');

const strings = z.array(z.string());
const pairs = z.array(z.tuple([z.string(), z.string()]));

/** One answer of a server, or one failure, as it was recorded or documented; see test/fixtures/recorded/README.md. */
const RecordedSchema = z.strictObject({
  name: z.string(),
  /** Where it comes from: `recorded …`, `documented …` or `made …`. */
  source: z.string().regex(/^(recorded|documented|made)\b/),
  /** The ids of the findings, in order. */
  expect: strings,
  /** What the first finding offers to do. */
  actions: strings.optional(),
  kind: z
    .enum(['token', 'api', 'lint', 'lint-api', 'metadata', 'introspection', 'revocation', 'jwks'])
    .default('token'),
  url: z.string().optional(),
  clientId: z.string().optional(),
  authMethod: ClientAuthMethodSchema.optional(),
  /** What of an assertion's settings differs; its key is the one of the workspace, where there is one. */
  assertion: z
    .custom<Partial<AssertionSettings>>((value) => AssertionSettingsSchema.partial().safeParse(value).success)
    .optional(),
  /** Whether the workspace has a key, for assertions and to present the certificate of. */
  key: z.enum(['none', 'bare', 'with a certificate']).default('none'),
  basicEncoding: z.enum(['form', 'raw']).optional(),
  secret: z.string().nullable().default('Secr3t!'),
  scopes: strings.default([]),
  parameters: pairs.default([]),
  headers: pairs.default([]),
  rawBody: z.string().optional(),
  builtIn: z.boolean().default(false),
  verificationOff: z.boolean().default(false),
  issuer: z.string().default(''),
  metadata: z.record(z.string(), z.unknown()).optional(),
  /** For metadata: the issuer that was asked for. */
  expectedIssuer: z.string().optional(),
  /** For API calls: null for none. Also for introspection and revocation. */
  token: z
    .strictObject({
      value: z.string().optional(),
      expiresAt: z.iso.datetime().optional(),
      revokedAt: z.iso.datetime().optional(),
      grantedScopes: strings.optional(),
      pasted: z.literal(true).optional(),
      /** What was asked for by `audience`. */
      audience: z.string().optional(),
    })
    .nullable()
    .optional(),
  /** For introspection: the form that is asked for. */
  format: z.enum(['json', 'rfc9701', 'curity']).default('json'),
  /** The raw answer: status line, header fields, an empty line, the body. */
  answer: strings.optional(),
  failure: z
    .strictObject({
      code: z.enum(FAILURE_CODES),
      stage: z.enum(['prepare', 'dns', 'connect', 'tls', 'send', 'wait', 'receive']),
      message: z.string(),
      platformCode: z.string().nullable(),
    })
    .optional(),
  tls: z.custom<TlsReport>().optional(),
  /** Why a redirect was not followed, for API calls. */
  redirectStop: z.enum(['location-invalid', 'loop', 'limit', 'body-secret']).optional(),
});

export type Recorded = z.infer<typeof RecordedSchema>;

/** Every recorded answer there is, with the file it stands in. */
export function readRecorded(): (Recorded & { readonly file: string })[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .flatMap((file) => {
      const cases = z.array(RecordedSchema).parse(JSON.parse(readFileSync(join(FOLDER, file), 'utf8')));
      return cases.map((recorded) => ({ ...recorded, file }));
    });
}

/** What the doctor says about a recorded answer, or about the request alone. */
export function findingsOf(recorded: Recorded): Finding[] {
  const { kind, metadata = null } = recorded;
  const workspace = workspaceOf(recorded);
  const token = recorded.token === null ? null : tokenOf(recorded.token ?? {});
  const request = requestOf(recorded, workspace, token);
  if (kind === 'lint' || kind === 'lint-api') return lintRequest(request, workspace, metadata);
  const exchange: Exchange = anExchange({
    purpose: kind,
    request,
    response: recorded.answer ? parseAnswer(recorded.answer) : null,
    failure: recorded.failure ?? null,
    tls: recorded.tls ?? null,
    ...(recorded.redirectStop && { redirectStop: recorded.redirectStop }),
  });
  return diagnose(exchange, {
    workspace,
    token,
    metadata,
    ...(recorded.expectedIssuer && { expectedIssuer: { issuer: recorded.expectedIssuer, exact: true } }),
    now: exchange.startedAt + 1000,
  });
}

function tokenOf({ expiresAt, revokedAt, audience, ...rest }: NonNullable<Recorded['token']>): AccessToken {
  const { value = aToken.value, grantedScopes = aToken.grantedScopes, pasted } = rest;
  return {
    ...aToken,
    value,
    grantedScopes,
    ...(pasted && { pasted }),
    ...(expiresAt !== undefined && { expiresAt: Date.parse(expiresAt) }),
    ...(revokedAt !== undefined && { revokedAt: Date.parse(revokedAt) }),
    inputs: audience === undefined ? [] : [{ name: 'audience', value: audience }],
  };
}

function requestOf(
  { kind, secret, format }: Recorded,
  workspace: Workspace,
  token: AccessToken | null,
): HttpRequest {
  if (kind === 'token' || kind === 'lint') return aTokenRequest(workspace, secret);
  if (kind !== 'introspection' && kind !== 'revocation') return apiRequest(workspace.api, token);
  const operation = { token: token?.value ?? '', hint: '' };
  const credentials = secretOnly(secret);
  const built =
    kind === 'introspection'
      ? buildIntrospectionRequest(workspace, credentials, { ...operation, format })
      : buildRevocationRequest(workspace, credentials, operation);
  if (!built.ok) throw new Error(built.error.message);
  return built.value;
}

function workspaceOf(recorded: Recorded) {
  const { url, clientId, authMethod, basicEncoding, kind, rawBody, issuer, key } = recorded;
  const keyId = key === 'none' ? null : 'key';
  const fields = recorded.headers.map(([name, value]) => aField(name, value));
  const workspace = aWorkspace({
    kind: recorded.builtIn ? 'built-in' : 'custom',
    client: {
      ...(clientId !== undefined && { clientId }),
      ...(authMethod && { authMethod }),
      ...(basicEncoding && { basicEncoding }),
      assertion: { ...DEFAULT_ASSERTION, keyId, ...recorded.assertion },
      certificateKeyId: keyId,
    },
    keys: key === 'none' ? [] : [aKey({ certificates: key === 'bare' ? [] : ['PEM'] })],
    request: {
      scopes: recorded.scopes,
      parameters: recorded.parameters.map(([name, value]) => aField(name, value)),
      headers: fields,
      rawBody: rawBody ?? null,
    },
    tls: { verification: recorded.verificationOff ? 'off' : 'on', extraCas: [], pins: [] },
    ...(kind === 'token' || kind === 'lint' ? { ...(url !== undefined && { tokenEndpoint: url }) } : {}),
  });
  const isApi = kind !== 'token' && kind !== 'lint';
  return {
    ...workspace,
    server: {
      ...workspace.server,
      issuer,
      ...(recorded.metadata && { metadata: { document: recorded.metadata, url: '', fetchedAt: 0 } }),
    },
    api: { ...workspace.api, ...(isApi && { url: url ?? 'https://api.example/read' }) },
  };
}

function apiRequest(draft: Parameters<typeof buildApiRequest>[0], token: AccessToken | null) {
  const built = buildApiRequest(draft, token);
  if (!built.ok) throw new Error(built.error.message);
  return built.value;
}

function parseAnswer(lines: readonly string[]): HttpResponse {
  const [statusLine = '', ...rest] = lines;
  const match = /^HTTP\/(1\.0|1\.1|2) (\d{3}) ?(.*)$/.exec(statusLine);
  if (!match) throw new Error(`No status line: ${statusLine}`);
  const end = rest.indexOf('');
  const fields = end < 0 ? rest : rest.slice(0, end);
  const body = end < 0 ? '' : rest.slice(end + 1).join('\n');
  const headers = fields.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  const httpVersion = match[1] === '2' ? '2' : match[1] === '1.0' ? '1.0' : '1.1';
  return {
    ...aResponse(body, { status: Number(match[2]), statusText: match[3] ?? '', httpVersion }),
    headers,
  };
}
