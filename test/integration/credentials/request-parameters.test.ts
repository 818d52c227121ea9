import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TokenRequestDraft, Workspace } from '../../../shared/model/workspace.ts';
import { decodeJwt } from '../../../shared/oauth/jwt/jwt.ts';
import { makeTestPki, type TestPki } from '../../fixtures/certificates/test-pki.ts';
import { JWT_RESOURCE, type OidcServer, startOidcServer } from '../../fixtures/servers/oidc-server.ts';
import { aWorkspace } from '../../unit/shared/fixtures.ts';
import { trusting } from '../exchange/exchange-bench.ts';
import { SECRET, startServer } from '../token-server/support.ts';
import { type AppBench, startAppBench } from './app-bench.ts';

let pki: TestPki;
let oidc: OidcServer;

beforeAll(async () => {
  pki = await makeTestPki();
  oidc = await startOidcServer(
    [{ clientId: 'server', secret: SECRET, method: 'client_secret_post' }],
    pki.viaIntermediate,
  );
});

afterAll(async () => {
  await oidc.close();
});

/** The first finding, with the buttons that it has. */
async function ask(app: AppBench, workspace: Workspace) {
  await app.call('secret.set', { workspaceId: workspace.id, name: 'client:client', secret: SECRET });
  const run = await app.call('token.run', { runId: 'run', workspace });
  const [finding] = run.findings;
  return { token: run.token, finding: finding?.id, actions: finding?.actions.map(({ kind }) => kind) };
}

describe('resource, against oidc-provider', () => {
  const workspaceOf = (resources: readonly string[]) =>
    aWorkspace({
      tokenEndpoint: oidc.tokenEndpoint,
      tls: trusting(pki.root.pem),
      request: { scopes: ['api:read'], resources: [...resources] },
    });

  it('a resource that it knows gets a token for that', async () => {
    const { token } = await ask(await startAppBench(), workspaceOf([JWT_RESOURCE]));
    expect(decodeJwt(token?.value ?? '')?.claims.aud).toBe(JWT_RESOURCE);
    expect(oidc.errors).toEqual([]);
  });

  it.each(['orders', 'https://api.example/#part'])(
    '%s is no target, and can be left out',
    async (resource) => {
      expect(await ask(await startAppBench(), workspaceOf([resource]))).toEqual({
        token: null,
        finding: 'oauth-resource-malformed',
        actions: ['drop-targets'],
      });
    },
  );
});

describe('resource and authorization_details, against the built-in token server', () => {
  async function askOwn(request: Partial<TokenRequestDraft>) {
    const own = await startServer();
    const workspace = aWorkspace({ tokenEndpoint: own.endpoints.token, tls: trusting(own.ca), request });
    return ask(await startAppBench(), workspace);
  }

  it('grants well-formed parameters', async () => {
    const { token, finding } = await askOwn({
      scopes: ['read'],
      resources: ['https://a.example/', 'https://b.example/'],
      audience: 'api',
      authorizationDetails: '[{"type":"payment","actions":["read"]}]',
    });
    expect(token).not.toBeNull();
    expect(finding).toBeUndefined();
  });

  it.each<[string, Partial<TokenRequestDraft>, string, string]>([
    ['a resource that is none', { resources: ['orders'] }, 'oauth-resource-malformed', 'drop-targets'],
    [
      'an object without a type',
      { authorizationDetails: '[{"actions":["read"]}]' },
      'oauth-invalid-authorization-details',
      'drop-authorization-details',
    ],
  ])('%s is refused, with what to do about it', async (_, request, finding, action) => {
    expect(await askOwn(request)).toEqual({ token: null, finding, actions: [action] });
  });
});
