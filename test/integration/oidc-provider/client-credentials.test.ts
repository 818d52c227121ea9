import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Exchange } from '../../../shared/http/exchange.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { secretOnly } from '../../../shared/oauth/client-authentication/request-credentials.ts';
import { encodeBasic } from '../../../shared/oauth/methods/basic.ts';
import { buildTokenRequest } from '../../../shared/oauth/request/token-request.ts';
import { readTokenOutcome, tokenFromExchange } from '../../../shared/oauth/token/token-response.ts';
import { makeTestPki, type TestPki } from '../../fixtures/certificates/test-pki.ts';
import { type OidcClient, type OidcServer, startOidcServer } from '../../fixtures/servers/oidc-server.ts';
import { aField, aWorkspace } from '../../unit/shared/fixtures.ts';
import { httpRequest, perform, trusting } from '../exchange/exchange-bench.ts';

/** As odd as oidc-provider lets ids and secrets be: all of visible ASCII and the space. */
const ODD = [
  ['server', 'Secr3t!'],
  ['a client', ' %&+=:/?#'],
  ['per%cent', '%41+%2B'],
  ['colon:id', '~*!\'()-._"\\<>{}|^`[]@,;$'],
] as const;

const CLIENTS: readonly OidcClient[] = ODD.flatMap(([clientId, secret]) => [
  { clientId: `${clientId} basic`, secret, method: 'client_secret_basic' as const },
  { clientId: `${clientId} post`, secret, method: 'client_secret_post' as const },
]);

let pki: TestPki;
let server: OidcServer;

beforeAll(async () => {
  pki = await makeTestPki();
  server = await startOidcServer(CLIENTS, pki.viaIntermediate);
});

afterAll(async () => {
  expect(server.errors).toEqual([]);
  await server.close();
});

type Change = Partial<Omit<OidcClient, 'secret'>> & {
  secret?: string;
  request?: Partial<Workspace['request']>;
};

/** Requests a token as the app does: workspace, request, exchange, outcome; verification on. */
async function requestToken({ clientId = 'server post', secret = 'Secr3t!', method, request = {} }: Change) {
  const workspace = aWorkspace({
    tokenEndpoint: server.tokenEndpoint,
    client: { clientId, authMethod: method ?? 'client_secret_post' },
    tls: trusting(pki.root.pem),
    request,
  });
  const built = buildTokenRequest(workspace, secretOnly(secret));
  if (!built.ok) throw new Error(built.error.message);
  const { exchange } = await perform(built.value, { purpose: 'token', policy: workspace.tls });
  return { exchange, outcome: readTokenOutcome(exchange), workspace };
}

function bodyOf({ response }: Exchange): unknown {
  return JSON.parse(response?.body.text ?? 'null');
}

describe('oidc-provider accepts our requests, with verification on', () => {
  it.each(CLIENTS)('$method: $clientId with secret $secret', async (client) => {
    const { exchange, outcome, workspace } = await requestToken({
      ...client,
      request: { scopes: ['api:read', 'api:write'] },
    });
    expect(exchange.failure).toBeNull();
    expect(exchange.response?.status).toBe(200);
    expect(exchange.tls).toMatchObject({ acceptedBy: 'extra-ca', problems: [] });
    expect(tokenFromExchange(exchange, outcome, workspace)).toMatchObject({
      grantedScopes: ['api:read', 'api:write'],
    });
    expect(bodyOf(exchange)).toMatchObject({ token_type: 'Bearer', expires_in: 299 });
  });

  it('a request without scope', async () => {
    const { exchange } = await requestToken({});
    expect(exchange.response?.status).toBe(200);
    expect(bodyOf(exchange)).not.toHaveProperty('scope');
  });

  it('raw Basic fails, and the RFC’s encoding succeeds', async () => {
    const [clientId, secret] = ['per%cent basic', '%41+%2B'];
    const send = (encoding: 'form' | 'raw') =>
      perform(
        httpRequest(server.tokenEndpoint, {
          method: 'POST',
          headers: [
            ['Content-Type', 'application/x-www-form-urlencoded'],
            ['Authorization', `Basic ${encodeBasic(clientId ?? '', secret ?? '', encoding)}`],
          ],
          body: 'grant_type=client_credentials',
        }),
        { purpose: 'token', policy: trusting(pki.root.pem) },
      );
    expect((await send('form')).exchange.response?.status).toBe(200);
    expect((await send('raw')).exchange.response?.status).not.toBe(200);
  });
});

describe('oidc-provider’s errors are read', () => {
  it.each<readonly [string, Change, number, string]>([
    ['a wrong secret', { secret: 'wrong' }, 401, 'invalid_client'],
    [
      'a wrong secret by Basic',
      { clientId: 'server basic', secret: 'wrong', method: 'client_secret_basic' },
      401,
      'invalid_client',
    ],
    ['an unknown client', { clientId: 'nobody' }, 401, 'invalid_client'],
    [
      'a scope that the client may not have',
      { request: { scopes: ['api:forbidden'] } },
      400,
      'invalid_scope',
    ],
    [
      'an unsupported grant type',
      { request: { rawBody: 'grant_type=password&client_id=server%20post&client_secret=Secr3t!' } },
      400,
      'unsupported_grant_type',
    ],
    [
      'a parameter twice',
      { request: { scopes: ['api:read'], parameters: [aField('scope', 'api:write')] } },
      400,
      'invalid_request',
    ],
  ])('%s', async (_what, change, status, error) => {
    const { exchange, outcome } = await requestToken(change);
    expect(exchange.failure).toBeNull();
    expect(exchange.response?.status).toBe(status);
    expect(outcome).toMatchObject({ error });
  });
});

describe('introspection', () => {
  it('distinguishes an active token from an unknown one', async () => {
    const { exchange } = await requestToken({ request: { scopes: ['api:read'] } });
    const { access_token: token } = bodyOf(exchange) as { access_token: string };
    const introspect = async (value: string) => {
      const { exchange: answer } = await perform(
        httpRequest(server.introspectionEndpoint, {
          method: 'POST',
          headers: [['Content-Type', 'application/x-www-form-urlencoded']],
          body: `token=${value}&client_id=server%20post&client_secret=Secr3t!`,
        }),
        { purpose: 'introspection', policy: trusting(pki.root.pem) },
      );
      return bodyOf(answer);
    };
    expect(await introspect(token)).toMatchObject({
      active: true,
      scope: 'api:read',
      client_id: 'server post',
    });
    expect(await introspect('never-issued')).toEqual({ active: false });
  });
});
