import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TokenRun } from '../../../shared/ipc/runs.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import type { AccessToken } from '../../../shared/oauth/token/token.ts';
import type { IntrospectionOutcome } from '../../../shared/oauth/token-operations/introspection.ts';
import { makeTestPki, type TestPki } from '../../fixtures/certificates/test-pki.ts';
import { JWT_RESOURCE, type OidcServer, startOidcServer } from '../../fixtures/servers/oidc-server.ts';
import { startRawServer } from '../../fixtures/servers/raw-server.ts';
import { answer, answering, answeringThenClosing } from '../../fixtures/servers/scripts.ts';
import { aWorkspace, type WorkspaceOverrides } from '../../unit/shared/fixtures.ts';
import { trusting } from '../exchange/exchange-bench.ts';
import { CONFIG, SECRET, startServer } from '../token-server/support.ts';
import { type AppBench, startAppBench } from './app-bench.ts';

/** An app whose client has its secret. */
async function startApp(): Promise<AppBench> {
  const app = await startAppBench();
  await app.call('secret.set', { workspaceId: 'workspace', name: 'client:client', secret: SECRET });
  return app;
}

async function tokenOf(app: AppBench, workspace: Workspace): Promise<AccessToken> {
  const run: TokenRun = await app.call('token.run', { runId: 't', workspace });
  return run.token ?? expect.fail(JSON.stringify(run.outcome));
}

const ids = (findings: readonly { id: string }[]) => findings.map(({ id }) => id);

/** What of an answer about an active token matters here. */
function activeMembers(outcome: IntrospectionOutcome): Readonly<Record<string, unknown>> {
  return outcome.kind === 'active' ? outcome.members : expect.fail(JSON.stringify(outcome));
}

describe('with oidc-provider, over HTTPS with verification on', () => {
  let pki: TestPki;
  let server: OidcServer;

  beforeAll(async () => {
    pki = await makeTestPki();
    server = await startOidcServer(
      [{ clientId: 'server', secret: SECRET, method: 'client_secret_post' }],
      pki.viaIntermediate,
    );
  });
  afterAll(async () => {
    expect(server.errors).toEqual([]);
    await server.close();
  });

  function workspaceOf(overrides: WorkspaceOverrides = {}): Workspace {
    return aWorkspace({
      server: {
        issuer: server.issuer,
        tokenEndpoint: server.tokenEndpoint,
        introspectionEndpoint: server.introspectionEndpoint,
        revocationEndpoint: `${server.issuer}/token/revocation`,
        jwksUri: `${server.issuer}/jwks`,
      },
      tls: trusting(pki.root.pem),
      request: { scopes: ['api:read'] },
      ...overrides,
    });
  }

  it('introspects, revokes, and introspects again', async () => {
    const app = await startApp();
    const workspace = workspaceOf();
    const { id: tokenId } = await tokenOf(app, workspace);
    const input = { workspace, tokenId, format: 'json', hint: '' } as const;
    const before = await app.call('token.introspect', { ...input, runId: 'i1' });
    expect(activeMembers(before.outcome)).toMatchObject({ client_id: 'server', scope: 'api:read' });
    expect(before.findings).toEqual([]);

    const revoked = await app.call('token.revoke', {
      runId: 'r',
      workspace,
      tokenId,
      hint: 'access_token',
    });
    expect(revoked).toMatchObject({ outcome: { kind: 'revoked' }, findings: [] });
    expect(revoked.token.revokedAt).toBeTypeOf('number');

    const after = await app.call('token.introspect', { ...input, runId: 'i2' });
    expect(after).toMatchObject({ outcome: { kind: 'inactive' }, findings: [] });
    expect(app.history()).toEqual(['token 200', 'introspection 200', 'revocation 200', 'introspection 200']);
  });

  it('accepts a signed response (RFC 9701), and verifies its signature', async () => {
    const app = await startApp();
    const workspace = workspaceOf();
    const { id: tokenId } = await tokenOf(app, workspace);
    const run = await app.call('token.introspect', {
      runId: 'i',
      workspace,
      tokenId,
      format: 'rfc9701',
      hint: '',
    });
    expect(run.outcome).toMatchObject({ form: 'rfc9701' });
    expect(activeMembers(run.outcome)).toMatchObject({ client_id: 'server', scope: 'api:read' });
    expect(run.findings).toEqual([]);
    expect(run.signature?.verdict).toMatchObject({ kind: 'valid', alg: 'RS256' });
    expect(app.history()).toEqual(['token 200', 'introspection 200', 'jwks 200']);
  });

  it('verifies a JWT by the published keys', async () => {
    const app = await startApp();
    const workspace = workspaceOf({ request: { scopes: ['api:read'], resources: [JWT_RESOURCE] } });
    const { id: tokenId } = await tokenOf(app, workspace);
    const check = await app.call('token.verify', { runId: 'v', workspace, tokenId });
    expect(check.verdict).toMatchObject({ kind: 'valid', alg: 'RS256' });
    expect(check.keySet?.url).toBe(`${server.issuer}/jwks`);
    expect(check.exchanges.map(({ tls }) => tls?.acceptedBy)).toEqual(['extra-ca']);
  });

  it('a key set behind a certificate that is not trusted decides nothing', async () => {
    const app = await startApp();
    const workspace = workspaceOf({ request: { scopes: ['api:read'], resources: [JWT_RESOURCE] } });
    const { id: tokenId } = await tokenOf(app, workspace);
    const distrusting: Workspace = { ...workspace, tls: { verification: 'on', extraCas: [], pins: [] } };
    const check = await app.call('token.verify', { runId: 'v', workspace: distrusting, tokenId });
    expect(check.verdict).toEqual({ kind: 'no-keys', reason: 'not-fetched' });
    expect(check.exchanges[0]?.failure?.code).toBe('tls-untrusted');
  });

  it('a caller with a wrong secret is refused, with the explanation', async () => {
    const app = await startApp();
    const workspace = workspaceOf();
    const { id: tokenId } = await tokenOf(app, workspace);
    await app.call('secret.set', { workspaceId: 'workspace', name: 'client:client', secret: 'wrong-secret' });
    const run = await app.call('token.introspect', {
      runId: 'i',
      workspace,
      tokenId,
      format: 'json',
      hint: '',
    });
    expect(run.outcome).toMatchObject({ kind: 'error', error: 'invalid_client' });
    expect(ids(run.findings)).toContain('oauth-invalid-client');
  });
});

describe('with our own token server', () => {
  async function startOwn(client: object = {}) {
    const clients = CONFIG.clients.map((each) => ({ ...each, ...client }));
    const started = await startServer({ clients });
    const workspace = aWorkspace({
      tokenEndpoint: started.endpoints.token,
      tls: trusting(started.ca),
      request: { scopes: ['read'] },
    });
    return { ...started, workspace };
  }

  it('an opaque token gives the same result as JSON, signed response, phantom token and 204', async () => {
    const app = await startApp();
    const { workspace: plain } = await startOwn();
    // As Curity does unless told otherwise: the token is for the client itself.
    const workspace = { ...plain, request: { ...plain.request, audience: 'server' } };
    const { id: tokenId } = await tokenOf(app, workspace);
    for (const format of ['json', 'rfc9701', 'curity'] as const) {
      const run = await app.call('token.introspect', { runId: format, workspace, tokenId, format, hint: '' });
      expect(run.outcome).toMatchObject({ kind: 'active', form: format });
      expect(activeMembers(run.outcome)).toMatchObject({ client_id: 'server', scope: 'read' });
      expect(ids(run.findings)).toEqual(['introspection-audience-client']);
      expect(run.signature?.verdict.kind ?? null).toBe(format === 'json' ? null : 'valid');
    }
    await app.call('token.revoke', { runId: 'r', workspace, tokenId, hint: '' });
    const over = await app.call('token.introspect', {
      runId: 'over',
      workspace,
      tokenId,
      format: 'curity',
      hint: '',
    });
    expect(over.exchange.response?.status).toBe(204);
    expect(over.outcome).toMatchObject({ kind: 'inactive', form: 'curity' });
  });

  it('after it was revoked, the API refuses it, and the refusal is explained', async () => {
    const app = await startApp();
    const { workspace: own, endpoints } = await startOwn();
    const workspace = { ...own, api: { ...own.api, url: endpoints.api } };
    const { id: tokenId } = await tokenOf(app, workspace);
    const before = await app.call('api.run', { runId: 'a1', workspace, tokenId });
    expect(before.exchange.response?.status).toBe(200);
    await app.call('token.revoke', { runId: 'r', workspace, tokenId, hint: '' });
    const after = await app.call('api.run', { runId: 'a2', workspace, tokenId });
    expect(after.exchange.response?.status).toBe(401);
    expect(ids(after.findings)[0]).toBe('api-token-revoked-here');
  });

  it('fetches the key set once for several tokens, and again after a key rotation', async () => {
    const app = await startApp();
    const { workspace, server } = await startOwn({
      tokenFormat: 'jwt',
      jwt: { profile: 'rfc9068', algorithm: 'ES256', audience: ['https://api.example'], claims: {} },
    });
    const verify = async (runId: string) => {
      const run = await app.call('token.run', { runId: `t-${runId}`, workspace });
      const check = await app.call('token.verify', { runId, workspace, tokenId: run.token?.id ?? '' });
      return [check.verdict.kind, check.exchanges.length];
    };
    expect(await verify('first')).toEqual(['valid', 1]);
    expect(await verify('second')).toEqual(['valid', 0]);
    await server.rotateKeys();
    expect(await verify('rotated')).toEqual(['valid', 1]);
  });

  it('a token of another server names a key that this one does not publish', async () => {
    const jwt = {
      tokenFormat: 'jwt',
      jwt: { profile: 'curity', algorithm: 'RS256', audience: ['a'], claims: {} },
    };
    const app = await startApp();
    const [one, other] = [await startOwn(jwt), await startOwn(jwt)];
    const { id: tokenId } = await tokenOf(app, one.workspace);
    const check = await app.call('token.verify', { runId: 'v', workspace: other.workspace, tokenId });
    expect(check.verdict).toMatchObject({ kind: 'unknown-kid' });
    expect(check.exchanges).toHaveLength(1);
  });
});

const BROKEN = Buffer.from('HTTP/1.1 200 OK\r\nContent-');

describe('with servers that are odd', () => {
  async function run(bytes: Buffer, script = answering(bytes)) {
    const app = await startApp();
    const server = await startRawServer({ script });
    const workspace = aWorkspace({
      server: {
        issuer: '',
        tokenEndpoint: server.url('/token'),
        introspectionEndpoint: server.url('/introspect'),
        revocationEndpoint: server.url('/revoke'),
        jwksUri: server.url('/jwks'),
      },
    });
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const value = `${part({ alg: 'RS256', kid: 'k' })}.${part({ sub: 'server' })}.c2ln`;
    const { id: tokenId } = await app.call('token.adopt', { workspace, value });
    const results = {
      introspection: await app.call('token.introspect', {
        runId: 'i',
        workspace,
        tokenId,
        format: 'json',
        hint: '',
      }),
      revocation: await app.call('token.revoke', { runId: 'r', workspace, tokenId, hint: '' }),
      signature: await app.call('token.verify', { runId: 'v', workspace, tokenId }),
    };
    await server.close();
    return results;
  }

  it('an HTML page for every response', async () => {
    const { introspection, revocation, signature } = await run(
      answer('<html><title>Welcome</title>', { headers: ['Content-Type: text/html'] }),
    );
    expect(introspection.outcome).toEqual({ kind: 'unreadable', reason: 'html' });
    expect(ids(introspection.findings)).toEqual(['answer-html']);
    expect(revocation.outcome).toEqual({ kind: 'revoked' });
    expect(signature.verdict).toEqual({ kind: 'no-keys', reason: 'unreadable' });
    expect(ids(signature.findings)).toEqual(['answer-html']);
  });

  it('503: the token is not marked as revoked', async () => {
    const { revocation, signature } = await run(
      answer('', { status: '503 Service Unavailable', headers: ['Retry-After: 3'] }),
    );
    expect(revocation.outcome).toEqual({ kind: 'kept', retryAfter: '3' });
    expect(revocation.token.revokedAt).toBeUndefined();
    expect(ids(revocation.findings)).toEqual(['revocation-kept']);
    expect(signature.verdict).toEqual({ kind: 'no-keys', reason: 'not-fetched' });
  });

  it('unsupported_token_type', async () => {
    const { revocation } = await run(
      answer('{"error":"unsupported_token_type"}', { status: '400 Bad Request' }),
    );
    expect(ids(revocation.findings)).toEqual(['revocation-unsupported-type']);
    expect(revocation.token.revokedAt).toBeUndefined();
  });

  it('a broken connection is recorded, not thrown', async () => {
    const { introspection, revocation, signature } = await run(BROKEN, answeringThenClosing(BROKEN));
    for (const { exchange } of [introspection, revocation]) expect(exchange.failure).not.toBeNull();
    expect(introspection.outcome).toEqual({ kind: 'no-response' });
    expect(revocation.outcome).toEqual({ kind: 'no-response' });
    expect(signature.verdict).toEqual({ kind: 'no-keys', reason: 'not-fetched' });
  });
});
