import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examine } from '../../../shared/diagnose/diagnose.ts';
import { concludeProbe } from '../../../shared/diagnose/probe/conclude-probe.ts';
import { planProbe } from '../../../shared/diagnose/probe/plan-probe.ts';
import type { ProbeConclusion, ProbeResult } from '../../../shared/diagnose/probe/probe.ts';
import { runProbe } from '../../../shared/diagnose/probe/run-probe.ts';
import type { MaskedExchange } from '../../../shared/http/exchange.ts';
import { DEFAULT_ASSERTION } from '../../../shared/model/default-assertion.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import type { AccessToken } from '../../../shared/oauth/token/token.ts';
import { ok } from '../../../shared/result.ts';
import type { SecretMethod } from '../../../shared/token-server/client-authentication.ts';
import type { TokenServerConfig } from '../../../shared/token-server/config.ts';
import { makeTestPki, type TestPki } from '../../fixtures/certificates/test-pki.ts';
import { type OidcServer, startOidcServer } from '../../fixtures/servers/oidc-server.ts';
import { aWorkspace, type WorkspaceOverrides } from '../../unit/shared/fixtures.ts';
import { trusting } from '../exchange/exchange-bench.ts';
import { CONFIG, SECRET, startServer } from '../token-server/support.ts';
import { type AppBench, startAppBench } from './app-bench.ts';

interface Probed {
  readonly steps: readonly string[];
  /** The step and its outcome, in order. */
  readonly results: readonly string[];
  readonly conclusion: ProbeConclusion | null;
}

async function tokenOf(app: AppBench, workspace: Workspace): Promise<AccessToken> {
  const { token, outcome } = await app.call('token.run', { runId: 't', workspace });
  return token ?? expect.fail(JSON.stringify(outcome));
}

/** Finds out why as the page does: plan, one channel per step, conclusion. Null where there is nothing to ask. */
async function findOut(
  app: AppBench,
  workspace: Workspace,
  exchange: MaskedExchange,
  token: AccessToken | null = null,
): Promise<Probed | null> {
  const context = { workspace, token, now: exchange.startedAt + exchange.timings.total };
  const plan = planProbe(exchange, context, examine(exchange, context));
  if (!plan) return null;
  let results: readonly ProbeResult[] = [];
  const error = await runProbe(plan, {
    perform: async ({ id, variation }) =>
      ok(
        await app.call('probe.run', {
          runId: `probe ${id}`,
          workspace,
          variation,
          tokenId: token?.id ?? null,
        }),
      ),
    onResult: (all) => {
      results = all;
    },
    isCancelled: () => false,
  });
  expect(error).toBeNull();
  return {
    steps: plan.steps.map(({ id }) => id),
    results: results.map(({ step, answer }) => `${step.id}: ${answer.outcome}`),
    conclusion: concludeProbe(exchange, context, results),
  };
}

async function startApp(secret = SECRET): Promise<AppBench> {
  const app = await startAppBench();
  await app.call('secret.set', { workspaceId: 'workspace', name: 'client:client', secret });
  return app;
}

async function findOutAboutToken(app: AppBench, workspace: Workspace): Promise<Probed | null> {
  const { exchange, token, outcome } = await app.call('token.run', { runId: 'refused', workspace });
  if (token) throw new Error(`There is a token: ${JSON.stringify(outcome)}`);
  return findOut(app, workspace, exchange);
}

describe('with oidc-provider', () => {
  let pki: TestPki;
  let server: OidcServer;
  const ODD = ' %&+=:/?#';

  beforeAll(async () => {
    pki = await makeTestPki();
    server = await startOidcServer(
      [
        { clientId: 'odd', secret: ODD, method: 'client_secret_basic' },
        { clientId: 'post', secret: SECRET, method: 'client_secret_post' },
      ],
      pki.viaIntermediate,
    );
  });
  afterAll(async () => {
    expect(server.errors).toEqual([]);
    await server.close();
  });

  const workspaceOf = (client: WorkspaceOverrides['client'], request: WorkspaceOverrides['request'] = {}) =>
    aWorkspace({
      server: { issuer: server.issuer, tokenEndpoint: server.tokenEndpoint },
      tls: trusting(pki.root.pem),
      client: { ...client },
      request,
    });

  it('finds raw Basic at a server that form-decodes', async () => {
    const app = await startApp(ODD);
    const workspace = workspaceOf({
      clientId: 'odd',
      authMethod: 'client_secret_basic',
      basicEncoding: 'raw',
    });
    expect(await findOutAboutToken(app, workspace)).toMatchObject({
      results: ['basic-form: accepted'],
      conclusion: { actions: [{ kind: 'switch-basic-encoding', to: 'form' }] },
    });
  });

  it('a wrong secret: no way of sending it helps, and the metadata names no other endpoint', async () => {
    const app = await startApp('wrong');
    const probed = await findOutAboutToken(app, workspaceOf({ clientId: 'post' }));
    expect(probed?.results).toEqual(['basic-form: refused', 'metadata: accepted']);
    expect(probed?.conclusion).toMatchObject({
      headline: 'It is not how the credentials are sent',
      confidence: 'likely',
    });
  });

  it('does not probe for what the response already states', async () => {
    const app = await startApp();
    const workspace = workspaceOf({ clientId: 'post' }, { scopes: ['api:read', 'api:forbidden'] });
    expect(await findOutAboutToken(app, workspace)).toBeNull();
  });
});

describe('with our own token server', () => {
  /** Errors in Curity's style: a code, and no words. */
  async function startOwn(client: object = {}, config: Partial<TokenServerConfig> = {}) {
    const clients = CONFIG.clients.map((each) => ({ ...each, ...client }));
    const started = await startServer({ clients, rules: { errorStyle: 'curity' }, ...config });
    return (overrides: WorkspaceOverrides = {}) =>
      aWorkspace({
        server: { issuer: started.endpoints.issuer, tokenEndpoint: started.endpoints.token },
        tls: trusting(started.ca),
        api: { method: 'GET', url: started.endpoints.api, headers: [], body: '' },
        ...overrides,
      });
  }

  const accepting = (method: SecretMethod) =>
    startOwn({ authentication: { ...CONFIG.clients[0]?.authentication, accepts: [method] } });

  it.each([
    ['client_secret_post', 'client_secret_basic', ['basic-raw: refused', 'post: accepted']],
    ['client_secret_basic', 'client_secret_post', ['basic-form: accepted']],
  ] as const)('a client that may use %s and sends %s', async (allowed, used, results) => {
    const app = await startApp();
    const workspaceOf = await accepting(allowed);
    const probed = await findOutAboutToken(app, workspaceOf({ client: { authMethod: used } }));
    expect(probed).toMatchObject({
      results,
      conclusion: { confidence: 'certain', actions: [{ kind: 'switch-auth-method', to: allowed }] },
    });
    expect(app.history()).toEqual([
      'token 401',
      ...results.map((result) => (result.endsWith('accepted') ? 'token 200' : 'token 401')),
    ]);
  });

  it('one scope of two, without a word', async () => {
    const app = await startApp();
    const workspaceOf = await startOwn();
    const probed = await findOutAboutToken(app, workspaceOf({ request: { scopes: ['read', 'admin'] } }));
    expect(probed).toMatchObject({
      results: ['no-scope: accepted', 'scope read: accepted', 'scope admin: refused'],
      conclusion: { confidence: 'certain', actions: [{ kind: 'drop-scopes', scopes: ['admin'] }] },
    });
  });

  it('an audience that the server does not know', async () => {
    const app = await startApp();
    const workspaceOf = await startOwn(
      {},
      { targets: { resources: [], audiences: ['api'], detailTypes: [] } },
    );
    expect(await findOutAboutToken(app, workspaceOf({ request: { audience: 'nobody' } }))).toMatchObject({
      results: ['no-target: accepted'],
      conclusion: { actions: [{ kind: 'drop-targets', targets: ['nobody'] }] },
    });
  });

  it('a missing proof is certain from the error code', async () => {
    const app = await startApp();
    const workspaceOf = await startOwn({ dpop: 'required' });
    const key = await app.call('key.generate', {
      workspaceId: 'workspace',
      name: 'My key',
      kind: 'EC P-256',
    });
    expect(await findOutAboutToken(app, workspaceOf({ keys: [key] }))).toBeNull();
  });

  it('an assertion for the token endpoint', async () => {
    const app = await startApp();
    const key = await app.call('key.generate', {
      workspaceId: 'workspace',
      name: 'My key',
      kind: 'EC P-256',
    });
    const workspaceOf = await startOwn({
      authentication: { method: 'private_key_jwt', keys: { from: 'jwks', jwks: { keys: [key.publicJwk] } } },
    });
    const assertion = { ...DEFAULT_ASSERTION, keyId: key.id, audience: 'token-endpoint' } as const;
    const workspace = workspaceOf({ keys: [key], client: { authMethod: 'private_key_jwt', assertion } });
    expect(await findOutAboutToken(app, workspace)).toMatchObject({
      results: ['assertion-audience: accepted'],
      conclusion: { actions: [{ kind: 'switch-audience', to: 'issuer' }] },
    });
  });

  it('a token that was revoked elsewhere', async () => {
    const app = await startApp();
    const workspaceOf = await startOwn();
    const workspace = workspaceOf({ request: { scopes: ['read'] } });
    const token = await tokenOf(app, workspace);
    await app.call('token.revoke', { runId: 'r', workspace, tokenId: token.id, hint: '' });
    const { exchange } = await app.call('api.run', { runId: 'a', workspace, tokenId: token.id });
    expect(await findOut(app, workspace, exchange, token)).toMatchObject({
      results: [
        'introspection: accepted',
        'resource-metadata: accepted',
        'no-token: refused',
        'new-token: accepted',
      ],
      conclusion: {
        headline: 'A new token is accepted',
        sentence: 'The authorization server says that the old one is no longer active.',
        actions: [{ kind: 'new-token-and-retry' }],
      },
    });
    expect(app.history().slice(3)).toEqual([
      'introspection 200',
      'metadata 200',
      'api 401',
      'token 200',
      'api 200',
    ]);
  });

  it('finds from the API’s metadata that the token is for another API', async () => {
    const app = await startApp();
    const workspaceOf = await startOwn({
      tokenFormat: 'jwt',
      jwt: { profile: 'rfc9068', algorithm: 'ES256', audience: ['https://other.example'], claims: {} },
    });
    const workspace = workspaceOf({ request: { scopes: ['read'] } });
    const token = await tokenOf(app, workspace);
    const { exchange } = await app.call('api.run', { runId: 'a', workspace, tokenId: token.id });
    const probed = await findOut(app, workspace, exchange, token);
    expect(probed?.results).toEqual([
      'introspection: accepted',
      'signature: accepted',
      'resource-metadata: accepted',
      'no-token: refused',
      'new-token: refused',
    ]);
    expect(probed?.conclusion).toMatchObject({
      headline: 'The token is for another audience',
      actions: [{ kind: 'add-resource' }],
    });
  });

  it('no result contains the secret or a token', async () => {
    const app = await startApp();
    const workspaceOf = await accepting('client_secret_basic');
    const workspace = workspaceOf();
    const { exchange } = await app.call('token.run', { runId: 'refused', workspace });
    const answer = await app.call('probe.run', {
      runId: 'p',
      workspace,
      variation: { kind: 'secret', method: 'client_secret_basic', encoding: 'form' },
      tokenId: null,
    });
    expect(exchange.response?.status).toBe(401);
    expect(answer).toEqual({
      exchangeId: 'p',
      requests: 1,
      outcome: 'accepted',
      status: 200,
      code: null,
      said: '200',
    });
  });
});
