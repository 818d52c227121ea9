import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { diagnose, type Examination, examine, lintRequest } from '../../../../shared/diagnose/diagnose.ts';
import { CHANGES } from '../../../../shared/diagnose/evidence/memory.ts';
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
  ProofFaultSchema,
} from '../../../../shared/model/client.ts';
import { DEFAULT_ASSERTION } from '../../../../shared/model/default-assertion.ts';
import type { Workspace } from '../../../../shared/model/workspace.ts';
import { secretOnly } from '../../../../shared/oauth/client-authentication/request-credentials.ts';
import { proofTarget } from '../../../../shared/oauth/dpop/dpop.ts';
import { accessTokenHash } from '../../../../shared/oauth/jwt/thumbprint.ts';
import { buildApiRequest } from '../../../../shared/oauth/request/api-request.ts';
import type { AccessToken } from '../../../../shared/oauth/token/token.ts';
import {
  buildIntrospectionRequest,
  buildRevocationRequest,
} from '../../../../shared/oauth/token-operations/token-operation-request.ts';
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
  /** Of the verdict, where one is held to it. */
  confidence: z.enum(['certain', 'likely', 'possible']).optional(),
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
      tokenType: z.string().optional(),
      /** The thumbprints of what was shown when it was asked for. */
      boundTo: z.strictObject({ dpop: z.string().optional(), certificate: z.string().optional() }).optional(),
      /** Makes a JWT of it. */
      cnf: z.record(z.string(), z.string()).optional(),
    })
    .nullable()
    .optional(),
  /** For introspection: the form that is asked for. */
  format: z.enum(['json', 'rfc9701', 'curity']).default('json'),
  /** The DPoP proof that was sent: what differs of a correct one, with the key of RFC 9449 §4.1. */
  proof: z
    .strictObject({
      alg: z.string().optional(),
      claims: z.record(z.string(), z.unknown()).optional(),
      unreadable: z.literal(true).optional(),
      /** Whether its key is one of the workspace. */
      ours: z.boolean().default(true),
    })
    .optional(),
  /** The key's certificate is to be presented, although the client authenticates in another way. */
  presents: z.literal(true).optional(),
  /** The client's DPoP settings; a key that is not there for `none`. */
  dpop: z.strictObject({ fault: ProofFaultSchema.optional() }).optional(),
  proofFault: ProofFaultSchema.optional(),
  /** The exchange was repeated for a nonce, or is the repetition. */
  repetition: z.enum(['first', 'second']).optional(),
  /** SHA-256 fingerprint of the certificate that was presented. */
  clientCertificate: z.string().optional(),
  /** The raw answer: status line, header fields, an empty line, the body. */
  answer: strings.optional(),
  /** As the body was read, where that is not as UTF-8. */
  charset: z.string().optional(),
  failure: z
    .strictObject({
      code: z.enum(FAILURE_CODES),
      stage: z.enum(['prepare', 'dns', 'connect', 'tls', 'send', 'wait', 'receive']),
      message: z.string(),
      platformCode: z.string().nullable(),
    })
    .optional(),
  tls: z.custom<TlsReport>().optional(),
  /** The request went out on a dead connection first. */
  sentTwice: z.literal(true).optional(),
  /** How the request was sent otherwise than the forms would build it. */
  sent: z
    .strictObject({
      method: z.string().optional(),
      url: z.string().optional(),
      headers: pairs.optional(),
      without: strings.optional(),
    })
    .optional(),
  /** The last success of the same client at the same endpoint. */
  memory: z.strictObject({ secondsAgo: z.number(), changed: z.array(z.enum(CHANGES)) }).optional(),
  /** The line of the built-in token server's log. */
  serverLog: z.string().optional(),
  /** Causes that must neither be the verdict nor among its alternatives. */
  never: strings.optional(),
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
  if (kind === 'lint' || kind === 'lint-api')
    return lintRequest(requestFor(recorded, workspace), workspace, metadata);
  return diagnose(...exchangeOf(recorded));
}

/** The same with the verdict; null for a request alone. */
export function examinationOf(recorded: Recorded): Examination | null {
  return recorded.kind === 'lint' || recorded.kind === 'lint-api' ? null : examine(...exchangeOf(recorded));
}

function requestFor(recorded: Recorded, workspace: Workspace): HttpRequest {
  const token = recorded.token === null ? null : tokenOf(recorded.token ?? {});
  const built = withProofOf(recorded, requestOf(recorded, workspace, token), token);
  return recorded.sent ? { ...built, ...sentAs(built, recorded.sent) } : built;
}

/** What differs of the request as it was sent, from the one that the forms would build. */
function sentAs(
  built: HttpRequest,
  { method, url, headers = [], without = [] }: NonNullable<Recorded['sent']>,
): Partial<HttpRequest> {
  const left = built.headers.filter(
    ({ name }) =>
      ![...without, ...headers.map(([other]) => other)].some(
        (other) => other.toLowerCase() === name.toLowerCase(),
      ),
  );
  return {
    ...(method !== undefined && { method, ...(method === 'GET' && { body: null }) }),
    ...(url !== undefined && { url }),
    headers: [...left, ...headers.map(([name, value]) => ({ name, value: [value] }))],
  };
}

/** The exchange of a recorded answer, and what else the doctor knows. */
export function exchangeOf(recorded: Recorded): Parameters<typeof diagnose> {
  const { kind, metadata = null } = recorded;
  if (kind === 'lint' || kind === 'lint-api') throw new Error('A request alone is no exchange.');
  const workspace = workspaceOf(recorded);
  const token = recorded.token === null ? null : tokenOf(recorded.token ?? {});
  const { connection } = anExchange();
  const exchange: Exchange = anExchange({
    ...(recorded.sentTwice && connection && { connection: { ...connection, sentTwice: true } }),
    purpose: kind,
    request: requestFor(recorded, workspace),
    response: recorded.answer ? parseAnswer(recorded.answer, recorded.charset) : null,
    failure: recorded.failure ?? null,
    tls: recorded.tls ?? (recorded.clientCertificate ? presenting(recorded.clientCertificate) : null),
    ...repetitionOf(recorded),
    ...(recorded.redirectStop && { redirectStop: recorded.redirectStop }),
  });
  return [
    exchange,
    {
      workspace,
      token,
      metadata,
      ...(recorded.expectedIssuer && { expectedIssuer: { issuer: recorded.expectedIssuer, exact: true } }),
      ...(recorded.memory && {
        memory: {
          lastSuccessAt: exchange.startedAt - recorded.memory.secondsAgo * 1000,
          changed: recorded.memory.changed,
        },
      }),
      ...(recorded.serverLog !== undefined && { serverLog: recorded.serverLog }),
      now: exchange.startedAt + 1000,
    },
  ];
}

function tokenOf({ expiresAt, revokedAt, audience, ...rest }: NonNullable<Recorded['token']>): AccessToken {
  const { grantedScopes = aToken.grantedScopes, pasted, cnf, boundTo, tokenType = aToken.tokenType } = rest;
  const value = cnf ? jwt({ alg: 'ES256' }, { cnf }) : (rest.value ?? aToken.value);
  return {
    ...aToken,
    value,
    tokenType,
    grantedScopes,
    ...(boundTo && {
      binding: {
        ...(boundTo.dpop !== undefined && { dpop: { keyId: null, thumbprint: boundTo.dpop } }),
        ...(boundTo.certificate !== undefined && {
          certificate: { keyId: null, thumbprint: boundTo.certificate },
        }),
      },
    }),
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
      ...((key === 'with a certificate' || authMethod?.endsWith('tls_client_auth') || recorded.presents) && {
        certificateKeyId: keyId,
      }),
      ...(recorded.dpop && {
        dpop: { keyId: recorded.proof ? 'proof' : null, algorithm: 'ES256', ...recorded.dpop },
      }),
    },
    keys: [
      ...(key === 'none' ? [] : [aKey({ certificates: key === 'bare' ? [] : ['PEM'] })]),
      ...(recorded.proof?.ours ? [aKey({ id: 'proof', publicJwk: RFC_9449_JWK })] : []),
    ],
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
    api: {
      ...workspace.api,
      ...(isApi && { url: url ?? 'https://api.example/read' }),
      ...(recorded.proofFault && { proofFault: recorded.proofFault }),
    },
  };
}

/** RFC 9449 §4.1. */
const RFC_9449_JWK = {
  kty: 'EC',
  crv: 'P-256',
  x: 'l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs',
  y: '9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA',
};

/** A correct proof for the request, but for what differs; its signature is none. */
function withProofOf({ proof }: Recorded, request: HttpRequest, token: AccessToken | null): HttpRequest {
  if (!proof) return request;
  const claims = {
    jti: '-BwC3ESc6acc2lTc',
    htm: request.method,
    htu: proofTarget(request.url),
    iat: anExchange().startedAt / 1000,
    ...(token && { ath: accessTokenHash(token.value) }),
    ...proof.claims,
  };
  const text = proof.unreadable
    ? 'no proof'
    : jwt({ typ: 'dpop+jwt', alg: proof.alg ?? 'ES256', jwk: RFC_9449_JWK }, claims);
  return { ...request, headers: [...request.headers, { name: 'DPoP', value: [text] }] };
}

function jwt(header: object, claims: object): string {
  const parts = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  return `${parts.join('.')}.c2lnbmF0dXJl`;
}

function presenting(clientCertificate: string): TlsReport {
  return {
    protocol: 'TLSv1.3',
    cipher: null,
    alpn: null,
    serverName: '',
    chain: [],
    problems: [],
    acceptedBy: 'system',
    clientCertificate,
  };
}

function repetitionOf({ repetition }: Recorded): Pick<Exchange, 'repeats' | 'repeatedBy'> {
  const other = { exchangeId: 'other', reason: 'dpop-nonce' } as const;
  if (repetition === undefined) return {};
  return repetition === 'first' ? { repeatedBy: other } : { repeats: other };
}

function apiRequest(draft: Parameters<typeof buildApiRequest>[0], token: AccessToken | null) {
  const built = buildApiRequest(draft, token);
  if (!built.ok) throw new Error(built.error.message);
  return built.value;
}

function parseAnswer(lines: readonly string[], charset?: string): HttpResponse {
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
  const response = aResponse(body, { status: Number(match[2]), statusText: match[3] ?? '', httpVersion });
  return { ...response, headers, body: { ...response.body, ...(charset !== undefined && { charset }) } };
}
