import * as oauth from 'oauth4webapi';
import * as client from 'openid-client';
import { describe, expect, test } from 'vitest';
import { PATHS, resourceMetadataOf } from '../../../electron/token-server/paths.ts';
import { verifyingFetch } from './judge-fetch.ts';
import { SECRET, type StartedServer, startServer } from './support.ts';

const ids = [
  ['server', SECRET],
  ['a+b %41', 'a%41+b: ünï&='],
] as const;

describe('openid-client', () => {
  const methods = [
    ['client_secret_post', client.ClientSecretPost],
    ['client_secret_basic', client.ClientSecretBasic],
  ] as const;

  for (const [method, authenticate] of methods) {
    test.each(ids)(
      `discovers, gets a token by ${method}, introspects and revokes: %s`,
      async (id, secret) => {
        const started = await startServer();
        const customFetch = verifyingFetch(started);
        const config = await client.discovery(
          new URL(started.endpoints.issuer),
          id,
          undefined,
          authenticate(secret),
          {
            [client.customFetch]: customFetch,
          },
        );
        expect(config.serverMetadata().token_endpoint).toBe(started.endpoints.token);

        const tokens = await client.clientCredentialsGrant(config, { scope: 'read' });
        expect(tokens).toMatchObject({ token_type: 'bearer', scope: 'read' });
        const resource = await client.fetchProtectedResource(
          config,
          tokens.access_token,
          new URL(PATHS.apiRead, started.endpoints.baseUrl),
          'GET',
        );
        expect(await resource.json()).toMatchObject({ client_id: id, scope: 'read' });

        const active = await client.tokenIntrospection(config, tokens.access_token);
        expect(active).toMatchObject({
          active: true,
          client_id: id,
          scope: 'read',
          iss: started.endpoints.issuer,
        });
        await client.tokenRevocation(config, tokens.access_token);
        expect(await client.tokenIntrospection(config, tokens.access_token)).toEqual({ active: false });
      },
    );
  }

  test('discovers by RFC 8414', async () => {
    const started = await startServer();
    const config = await client.discovery(new URL(started.endpoints.issuer), 'server', undefined, undefined, {
      algorithm: 'oauth2',
      [client.customFetch]: verifyingFetch(started),
    });
    expect(config.serverMetadata().introspection_endpoint).toBe(started.endpoints.introspection);
  });

  test.each([
    [
      'a wrong secret in the body',
      client.ClientSecretPost('wrong'),
      {},
      { status: 401, error: 'invalid_client' },
    ],
    [
      'a wrong secret by Basic',
      client.ClientSecretBasic('wrong'),
      {},
      { status: 401, cause: [{ scheme: 'basic', parameters: { realm: 'Credence token server' } }] },
    ],
    [
      'a scope that it may not have',
      client.ClientSecretPost(SECRET),
      { scope: 'admin' },
      { status: 400, error: 'invalid_scope' },
    ],
  ] as const)('understands the refusal of %s', async (_name, authenticate, parameters, refusal) => {
    const started = await startServer();
    const issuer = new URL(started.endpoints.issuer);
    const config = await client.discovery(issuer, 'server', undefined, authenticate, {
      [client.customFetch]: verifyingFetch(started),
    });
    await expect(client.clientCredentialsGrant(config, parameters)).rejects.toMatchObject(refusal);
  });
});

describe('oauth4webapi', () => {
  async function discover(started: StartedServer) {
    const fetch = { [oauth.customFetch]: verifyingFetch(started) };
    const issuer = new URL(started.endpoints.issuer);
    const response = await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...fetch });
    return { as: await oauth.processDiscoveryResponse(issuer, response), fetch };
  }

  test.each([
    ['client_secret_post', oauth.ClientSecretPost(SECRET)],
    ['client_secret_basic', oauth.ClientSecretBasic(SECRET)],
  ] as const)('accepts every answer, by %s', async (_method, authentication) => {
    const started = await startServer();
    const { as, fetch } = await discover(started);
    const me = { client_id: 'server' };

    const response = await oauth.clientCredentialsGrantRequest(
      as,
      me,
      authentication,
      { scope: 'read write' },
      fetch,
    );
    const tokens = await oauth.processClientCredentialsResponse(as, me, response);
    expect(tokens).toMatchObject({ token_type: 'bearer', expires_in: 299, scope: 'read write' });

    const asked = await oauth.introspectionRequest(as, me, authentication, tokens.access_token, fetch);
    expect(await oauth.processIntrospectionResponse(as, me, asked)).toMatchObject({
      active: true,
      sub: 'server',
    });
    const revoked = await oauth.revocationRequest(as, me, authentication, tokens.access_token, fetch);
    expect(await oauth.processRevocationResponse(revoked)).toBeUndefined();
  });

  test('finds the server by the API’s metadata', async () => {
    const started = await startServer();
    const fetch = { [oauth.customFetch]: verifyingFetch(started) };
    const resource = new URL(started.endpoints.baseUrl);
    const response = await oauth.resourceDiscoveryRequest(resource, fetch);
    expect(await oauth.processResourceDiscoveryResponse(resource, response)).toMatchObject({
      authorization_servers: [started.endpoints.issuer],
    });
  });

  test('and by the document that a challenge names, which is of what was called (RFC 9728 §3.3)', async () => {
    const started = await startServer();
    const fetch = { [oauth.customFetch]: verifyingFetch(started) };
    const called = new URL(PATHS.apiEcho, started.endpoints.baseUrl);
    const response = await oauth.resourceDiscoveryRequest(called, fetch);
    expect(await oauth.processResourceDiscoveryResponse(called, response)).toMatchObject({
      authorization_servers: [started.endpoints.issuer],
    });
    const address = `${started.endpoints.baseUrl}${resourceMetadataOf(PATHS.apiEcho)}`;
    const call = oauth.protectedResourceRequest('unknown', 'GET', called, undefined, null, fetch);
    await expect(call).rejects.toMatchObject({ cause: [{ parameters: { resource_metadata: address } }] });
  });

  test('reads the challenges of the protected API', async () => {
    const started = await startServer();
    const { as, fetch } = await discover(started);
    const me = { client_id: 'server' };
    const authentication = oauth.ClientSecretPost(SECRET);
    const response = await oauth.clientCredentialsGrantRequest(
      as,
      me,
      authentication,
      { scope: 'read' },
      fetch,
    );
    const { access_token } = await oauth.processClientCredentialsResponse(as, me, response);
    const call = (path: string, token: string) =>
      oauth.protectedResourceRequest(
        token,
        'GET',
        new URL(path, started.endpoints.baseUrl),
        undefined,
        null,
        fetch,
      );

    await expect(call(PATHS.apiWrite, access_token)).rejects.toMatchObject({
      status: 403,
      cause: [{ scheme: 'bearer', parameters: { error: 'insufficient_scope', scope: 'write' } }],
    });
    await expect(call(PATHS.helloWorld, 'unknown')).rejects.toMatchObject({
      status: 401,
      cause: [{ scheme: 'bearer', parameters: { error: 'invalid_token' } }],
    });
  });
});
