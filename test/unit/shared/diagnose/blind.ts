import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Examination, examine } from '../../../../shared/diagnose/diagnose.ts';
import { CHANGES } from '../../../../shared/diagnose/evidence/memory.ts';
import {
  EXCHANGE_PURPOSES,
  type Exchange,
  type HeaderField,
  type HttpRequest,
  type HttpResponse,
} from '../../../../shared/http/exchange.ts';
import { markCredentials } from '../../../../shared/http/header-fields.ts';
import { BasicEncodingSchema, ClientAuthMethodSchema } from '../../../../shared/model/client.ts';
import { DEFAULT_ASSERTION } from '../../../../shared/model/default-assertion.ts';
import type { Workspace } from '../../../../shared/model/workspace.ts';
import { proofTarget } from '../../../../shared/oauth/dpop/dpop.ts';
import { accessTokenHash } from '../../../../shared/oauth/jwt/thumbprint.ts';
import { decodeBasic } from '../../../../shared/oauth/methods/basic.ts';
import { CLIENT_SECRET_BASIC } from '../../../../shared/oauth/methods/client-secret-basic.ts';
import { markBody } from '../../../../shared/oauth/parameters/mark-body.ts';
import type { AccessToken } from '../../../../shared/oauth/token/token.ts';
import { parseForm } from '../../../../shared/text/form-encoding.ts';
import { aKey, anExchange, aResponse, aWorkspace } from '../fixtures.ts';
import { aToken } from './findings.ts';

const FOLDER = join(import.meta.dirname, '../../../fixtures/blind');

/** When the exchanges of the blind cases begin. */
const STARTED_AT = Date.UTC(2026, 11, 1);

const strings = z.array(z.string());
const pairs = z.array(z.tuple([z.string(), z.string()]));
const record = z.record(z.string(), z.unknown());

/** One failure of a real product, with what an expert would say of it; see test/fixtures/blind/README.md. */
const BlindSchema = z.strictObject({
  name: z.string(),
  group: z.string(),
  /** Where the response was seen: an issue, a page, or the product whose wording it is. */
  origin: z.string(),
  purpose: z.enum(EXCHANGE_PURPOSES),
  /** `{token}`, `{assertion}` and `{proof}` stand for those of the context. */
  request: z.strictObject({
    method: z.string(),
    url: z.string(),
    headers: pairs,
    body: z.string().nullable(),
  }),
  response: z.strictObject({ status: z.number(), headers: pairs, body: z.string() }),
  context: z
    .strictObject({
      client: z
        .strictObject({
          clientId: z.string(),
          secret: z.string().nullable(),
          authMethod: ClientAuthMethodSchema,
          basicEncoding: BasicEncodingSchema.default('form'),
        })
        .optional(),
      token: z
        .strictObject({
          /** Seconds from now, by our clock. */
          expiresIn: z.number(),
          revokedAgo: z.number().optional(),
          grantedScopes: strings.nullable().default(null),
          tokenType: z.string().default('Bearer'),
          /** The token is a JWT with these; times are seconds from now. */
          claims: record.optional(),
          bound: z.literal('dpop').optional(),
        })
        .optional(),
      metadata: record.optional(),
      issuer: z.string().optional(),
      /** The claims of the assertion that was sent. */
      assertion: record.optional(),
      proof: z.strictObject({ otherKey: z.boolean().optional() }).optional(),
      clientCertificate: z.literal(true).optional(),
      /** When the same client last succeeded at the same endpoint, and what differs now. */
      memory: z.strictObject({ secondsAgo: z.number(), changed: z.array(z.enum(CHANGES)) }).optional(),
      previousScopes: strings.optional(),
      /** The line of the built-in token server's log. */
      serverLog: z.string().optional(),
    })
    .default({}),
  /** What a verdict must name, written before any verdict was seen. */
  right: z.array(
    z.strictObject({ cause: z.string(), confidence: z.enum(['certain', 'likely', 'possible']) }),
  ),
  acceptable: strings,
  /** What it must not say or do. */
  wrong: strings,
  firstStep: z.string(),
  /** What a reader made of the verdict; a verdict judged right must stay as it is. */
  judged: z.discriminatedUnion('mark', [
    z.strictObject({
      mark: z.literal('right'),
      id: z.string().nullable(),
      confidence: z.string().nullable(),
    }),
    z.strictObject({ mark: z.enum(['partly', 'wrong']), why: z.string() }),
  ]),
  /** The verdict since the rules were repaired after the trial, where that one is right. */
  repaired: z.strictObject({ id: z.string().nullable(), confidence: z.string().nullable() }).optional(),
});

type Blind = z.infer<typeof BlindSchema>;

/** Every blind case, with the file that holds it. */
export function readBlind(): (Blind & { readonly file: string })[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .flatMap((file) =>
      z
        .array(BlindSchema)
        .parse(JSON.parse(readFileSync(join(FOLDER, file), 'utf8')))
        .map((blind) => ({ ...blind, file })),
    );
}

/** What the doctor says about a blind case. */
export function examineBlind(blind: Blind): Examination {
  const token = tokenOf(blind);
  const workspace = workspaceOf(blind);
  const { memory } = blind.context;
  const exchange: Exchange = anExchange({
    purpose: blind.purpose,
    request: requestOf(blind, token),
    response: responseOf(blind),
    startedAt: STARTED_AT,
    ...(blind.context.clientCertificate && {
      tls: {
        protocol: 'TLSv1.3',
        cipher: null,
        alpn: null,
        serverName: '',
        chain: [],
        problems: [],
        acceptedBy: 'system',
        clientCertificate: 'AB:CD',
      },
    }),
  });
  return examine(exchange, {
    workspace,
    token,
    metadata: blind.context.metadata ?? null,
    memory: memory ? { lastSuccessAt: STARTED_AT - memory.secondsAgo * 1000, changed: memory.changed } : null,
    serverLog: blind.context.serverLog ?? null,
    expectedIssuer:
      blind.purpose === 'metadata' && blind.context.issuer !== undefined
        ? { issuer: blind.context.issuer, exact: true }
        : null,
    now: STARTED_AT + 1000,
  });
}

function workspaceOf({ purpose, request, context }: Blind): Workspace {
  const { client, issuer = '', metadata } = context;
  const parameters = purpose === 'token' ? parseForm(request.body ?? '') : [];
  const scope = parameters.find(([name]) => name === 'scope')?.[1];
  const workspace = aWorkspace({
    kind: context.serverLog === undefined ? 'custom' : 'built-in',
    ...(purpose === 'token' && { tokenEndpoint: request.url }),
    client: {
      clientId: client?.clientId ?? 'orders-service',
      authMethod: client?.authMethod ?? 'client_secret_basic',
      basicEncoding: client?.basicEncoding ?? 'form',
      assertion: { ...DEFAULT_ASSERTION, keyId: context.assertion ? 'key' : null },
      ...(context.clientCertificate && { certificateKeyId: 'key' }),
    },
    keys: [aKey({ certificates: ['PEM'] })],
    request: { scopes: scope?.split(' ') ?? [] },
  });
  return {
    ...workspace,
    server: {
      ...workspace.server,
      issuer,
      ...(metadata && { metadata: { document: metadata, url: '', fetchedAt: 0 } }),
    },
    ...(purpose === 'api' && { api: { ...workspace.api, method: request.method, url: request.url } }),
  };
}

function tokenOf({ context: { token } }: Blind): AccessToken | null {
  if (!token) return null;
  const { expiresIn, revokedAgo, grantedScopes, tokenType, claims, bound } = token;
  return {
    ...aToken,
    value: claims ? jwt({ alg: 'RS256', typ: 'JWT', kid: 'k9' }, atNow(claims)) : 'opaque-7f0c',
    tokenType,
    receivedAt: STARTED_AT - 600_000,
    expiresAt: STARTED_AT + expiresIn * 1000,
    requestedScopes: grantedScopes ?? [],
    grantedScopes,
    ...(revokedAgo !== undefined && { revokedAt: STARTED_AT - revokedAgo * 1000 }),
    ...(bound && { binding: { dpop: { keyId: 'proof', thumbprint: THUMBPRINT } } }),
  };
}

function atNow(claims: Record<string, unknown>): Record<string, unknown> {
  const now = STARTED_AT / 1000;
  return Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [name, typeof value === 'number' ? now + value : value]),
  );
}

function requestOf(blind: Blind, token: AccessToken | null): HttpRequest {
  const { method, url, headers, body } = blind.request;
  const fill = (text: string) =>
    text
      .replaceAll('{token}', token?.value ?? 'opaque-7f0c')
      .replaceAll('{assertion}', jwt({ alg: 'ES256', kid: 'k1' }, assertionOf(blind)))
      .replaceAll('{proof}', () => proofFor(blind, token));
  const { client } = blind.context;
  const fields = headers.map(([name, value]): HeaderField => {
    // What is no base64 of `id:secret` was typed by hand, and stays as it is.
    const isOurs = /^basic /i.test(value) && decodeBasic(value.slice(6)) !== null;
    if (client?.authMethod === 'client_secret_basic' && isOurs) {
      const [own] = CLIENT_SECRET_BASIC.authenticate(
        { ...workspaceClient(blind), ...client },
        { secret: client.secret, assertion: null },
      ).headers;
      if (own) return { name, value: own.value };
    }
    return { name, value: markCredentials(name, fill(value)) };
  });
  return {
    method,
    url: fill(url),
    headers: [{ name: 'Host', value: [new URL(url).host] }, ...fields],
    body: body === null ? null : markBody(fill(body)),
  };
}

function workspaceClient(blind: Blind): Workspace['clients'][number] {
  const [client] = workspaceOf(blind).clients;
  if (!client) throw new Error('A workspace has a client');
  return client;
}

function assertionOf({ request, context }: Blind): Record<string, unknown> {
  const id = context.client?.clientId ?? '';
  const now = STARTED_AT / 1000;
  return { iss: id, sub: id, aud: request.url, jti: 'j1', iat: now, exp: now + 60, ...context.assertion };
}

/** The key of RFC 9449 §4.1 and its thumbprint. */
const KEY = {
  kty: 'EC',
  crv: 'P-256',
  x: 'l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs',
  y: '9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA',
};
const THUMBPRINT = '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I';

function proofFor({ request, context }: Blind, token: AccessToken | null): string {
  const jwk = context.proof?.otherKey ? { ...KEY, x: KEY.y, y: KEY.x } : KEY;
  return jwt(
    { typ: 'dpop+jwt', alg: 'ES256', jwk },
    {
      jti: '-BwC3ESc6acc2lTc',
      htm: request.method,
      htu: proofTarget(request.url),
      iat: STARTED_AT / 1000,
      ...(token && { ath: accessTokenHash(token.value) }),
    },
  );
}

function jwt(header: object, claims: object): string {
  const parts = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  return `${parts.join('.')}.c2lnbmF0dXJl`;
}

function responseOf({ response: { status, headers, body } }: Blind): HttpResponse {
  return { ...aResponse(body, { status }), headers };
}
