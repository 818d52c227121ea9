import type {
  Exchange,
  HttpRequest,
  HttpResponse,
  MaskedExchange,
  TransportFailure,
} from '../../../shared/http/exchange.ts';
import { activeClient } from '../../../shared/model/active-client.ts';
import { DEFAULT_ASSERTION } from '../../../shared/model/default-assertion.ts';
import type { Key } from '../../../shared/model/key.ts';
import type { Client, Field, TokenRequestDraft, Workspace } from '../../../shared/model/workspace.ts';
import { buildAssertion } from '../../../shared/oauth/client-authentication/assertion.ts';
import { secretOnly } from '../../../shared/oauth/client-authentication/request-credentials.ts';
import { buildTokenRequest } from '../../../shared/oauth/request/token-request.ts';
import type { AccessToken } from '../../../shared/oauth/token/token.ts';
import { DEFAULT_TLS_POLICY } from '../../../shared/tls/default-policy.ts';

export type WorkspaceOverrides = Omit<Partial<Workspace>, 'request'> & {
  client?: Partial<Client>;
  request?: Partial<TokenRequestDraft>;
  tokenEndpoint?: string;
};

/** The tutorial's workspace; a test states only what differs. */
export function aWorkspace(overrides: WorkspaceOverrides = {}): Workspace {
  const { client, request, tokenEndpoint, ...rest } = overrides;
  return {
    id: 'workspace',
    name: 'Local Curity',
    kind: 'custom',
    server: { issuer: '', tokenEndpoint: tokenEndpoint ?? 'https://localhost:8443/oauth/v2/oauth-token' },
    tls: DEFAULT_TLS_POLICY,
    clients: [
      {
        id: 'client',
        clientId: 'server',
        authMethod: 'client_secret_post',
        basicEncoding: 'form',
        knownScopes: [],
        ...client,
      },
    ],
    activeClientId: 'client',
    request: { scopes: [], parameters: [], headers: [], rawBody: null, ...request },
    api: { method: 'GET', url: 'https://localhost:8443/hello_world', headers: [], body: '' },
    timeLimitMs: 30_000,
    ...rest,
  };
}

export function aField(name: string, value: string, enabled = true): Field {
  return { id: `${name}-${value}`, name, value, enabled };
}

/** When the exchanges of these tests begin. */
const STARTED_AT = Date.UTC(2025, 5, 1, 12, 0, 0);

/** A key of a workspace, with no private half anywhere. */
export function aKey(overrides: Partial<Key> = {}): Key {
  return {
    id: 'key',
    name: 'My key',
    publicJwk: { kty: 'EC', crv: 'P-256', x: 'x', y: 'y', kid: 'k1' },
    description: 'EC P-256',
    certificates: [],
    createdAt: 0,
    origin: 'generated',
    ...overrides,
  };
}

/** What a workspace's client would assert, but for a signature that verifies; null where nothing is to sign it with. */
function anAssertion(workspace: Workspace, secret: string | null): string | null {
  const { authMethod, assertion = DEFAULT_ASSERTION } = activeClient(workspace);
  const key = workspace.keys?.find(({ id }) => id === assertion.keyId);
  const algorithm =
    authMethod === 'client_secret_jwt' && secret
      ? assertion.macAlgorithm
      : authMethod === 'private_key_jwt' && key
        ? assertion.signatureAlgorithm
        : null;
  if (algorithm === null) return null;
  const built = buildAssertion(
    workspace,
    { algorithm, kid: key ? 'k1' : null, x5t: 'sha1', x5tS256: 'sha256' },
    { now: STARTED_AT, jti: 'j1' },
  );
  if (!built.ok) throw new Error(built.error.message);
  const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');
  return `${encode(built.value.header)}.${encode(built.value.claims)}.c2lnbmF0dXJl`;
}

/** The request of a workspace; fails the test when none can be built. */
export function aTokenRequest(
  workspace: Workspace = aWorkspace(),
  secret: string | null = 'Secr3t!',
): HttpRequest {
  const assertion = anAssertion(workspace, secret);
  const result = buildTokenRequest(workspace, { ...secretOnly(secret), assertion });
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

export function aResponse(
  body: string | object,
  overrides: Partial<Omit<HttpResponse, 'body' | 'headers'>> & { headers?: Record<string, string> } = {},
): HttpResponse {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const size = new TextEncoder().encode(text).length;
  const { headers, ...rest } = overrides;
  return {
    httpVersion: '1.1',
    status: 200,
    statusText: '',
    ...rest,
    headers: Object.entries(
      headers ??
        (typeof body === 'string' ? {} : { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' }),
    ),
    body: {
      text,
      size,
      wireSize: size,
      charset: 'utf-8',
      contentEncoding: null,
      truncated: false,
      binary: false,
    },
  };
}

/** Taken for masked: what of it is secret is for the test to say. */
export function anExchange(overrides: Partial<Exchange> = {}): MaskedExchange {
  const exchange: Exchange = {
    id: 'exchange',
    purpose: 'token',
    request: overrides.request ?? aTokenRequest(),
    response: null,
    failure: null,
    timings: { dns: 1, tcp: 1, tls: 5, send: 0, wait: 10, receive: 1, total: 18 },
    connection: { remoteAddress: '127.0.0.1', remotePort: 8443, localPort: 50_000, reused: false },
    tls: null,
    startedAt: STARTED_AT,
    ...overrides,
  };
  return exchange as MaskedExchange;
}

export function aFailure(
  code: TransportFailure['code'],
  overrides: Partial<TransportFailure> = {},
): TransportFailure {
  return { code, stage: 'connect', message: `message of ${code}`, platformCode: null, ...overrides };
}

/** An opaque token of the tutorial's client that never expires, as far as is known; a test states only what differs. */
export function anAccessToken(overrides: Partial<AccessToken> = {}): AccessToken {
  return {
    id: 'token',
    value: '0470b16b-7bf8-4fa3-9ae1-6a10e0f0b699',
    workspaceId: 'workspace',
    clientKey: 'client',
    clientId: 'server',
    tokenType: 'bearer',
    receivedAt: 0,
    expiresAt: null,
    requestedScopes: [],
    grantedScopes: null,
    inputsKey: '',
    inputs: [],
    ...overrides,
  };
}
