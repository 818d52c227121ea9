import { describe, expect, test } from 'vitest';
import {
  API_PATHS,
  endpointsAt,
  PATHS,
  resourceMetadataOf,
} from '../../../../electron/token-server/paths.ts';
import type { ClientAuthentication } from '../../../../shared/token-server/client-authentication.ts';
import type { ServerClient } from '../../../../shared/token-server/server-client.ts';
import { ask, createState, type Different, get, headerOf } from './fixture.ts';
import { makeKey } from './keys.ts';

const { publicJwk } = await makeKey('ES256');
const HASH = { kind: 'scrypt', salt: 'ab', hash: 'cd', cost: 1024 } as const;

function clientWith(authentication: ClientAuthentication, more: Partial<ServerClient> = {}): ServerClient {
  return {
    clientId: JSON.stringify(authentication),
    description: '',
    authentication,
    scopes: [],
    tokenLifetime: 1,
    ...more,
  };
}

const METHODS = {
  secret: clientWith({ method: 'secret', hash: HASH }),
  post: clientWith({ method: 'secret', hash: HASH, accepts: ['client_secret_post'] }),
  hmac: clientWith({ method: 'client_secret_jwt', secret: null, algorithms: ['HS512', 'HS256'] }),
  key: clientWith({
    method: 'private_key_jwt',
    keys: { from: 'jwks', jwks: { keys: [publicJwk] } },
    algorithms: ['ES256'],
  }),
  name: clientWith({ method: 'tls_client_auth', subject: { field: 'subject_dn', value: 'CN=a' } }),
  pin: clientWith({ method: 'self_signed_tls_client_auth', certificates: ['x'] }),
  none: clientWith({ method: 'none' }),
};

async function metadataOf(clients: readonly ServerClient[], different: Different = {}) {
  const answer = await ask(get(PATHS.openidConfiguration), createState(clients, undefined, different));
  return JSON.parse(answer.body) as Record<string, unknown>;
}

describe('the metadata is true to the configuration', () => {
  const mutualTls = { asksForCertificates: true };
  test.each([
    ['no client', [], {}, ['client_secret_basic', 'client_secret_post'], undefined],
    ['the secret in the body alone', [METHODS.post], {}, ['client_secret_post'], undefined],
    [
      'assertions',
      [METHODS.key, METHODS.hmac],
      {},
      ['client_secret_jwt', 'private_key_jwt'],
      ['HS256', 'HS512', 'ES256'],
    ],
    [
      'no mutual TLS',
      [METHODS.secret, METHODS.name, METHODS.pin],
      {},
      ['client_secret_basic', 'client_secret_post'],
      undefined,
    ],
    [
      'mutual TLS',
      [METHODS.pin, METHODS.name],
      mutualTls,
      ['tls_client_auth', 'self_signed_tls_client_auth'],
      undefined,
    ],
    [
      'a public client, which gets no tokens, but may revoke (RFC 7009 §2.1)',
      [METHODS.post, METHODS.none],
      {},
      ['client_secret_post'],
      undefined,
    ],
    [
      'a disabled client',
      [METHODS.post, { ...METHODS.key, enabled: false }],
      {},
      ['client_secret_post'],
      undefined,
    ],
  ] as const)('with %s', async (_name, clients, different, methods, algorithms) => {
    const metadata = await metadataOf(clients, different);
    const isPublic = clients.some((one) => one === METHODS.none);
    for (const endpoint of ['token', 'introspection', 'revocation']) {
      expect(metadata[`${endpoint}_endpoint_auth_methods_supported`]).toEqual(
        endpoint === 'revocation' && isPublic ? [...methods, 'none'] : methods,
      );
      expect(metadata[`${endpoint}_endpoint_auth_signing_alg_values_supported`]).toEqual(algorithms);
    }
  });

  test('names the second port for mutual TLS', async () => {
    const endpoints = endpointsAt('https://localhost:8443', 'CA', 'https://localhost:8444');
    expect(await metadataOf([METHODS.name], { ...mutualTls, endpoints })).toMatchObject({
      token_endpoint: 'https://localhost:8443/oauth/v2/oauth-token',
      mtls_endpoint_aliases: {
        token_endpoint: 'https://localhost:8444/oauth/v2/oauth-token',
        introspection_endpoint: 'https://localhost:8444/oauth/v2/oauth-introspect',
        revocation_endpoint: 'https://localhost:8444/oauth/v2/oauth-revoke',
      },
    });
    expect(await metadataOf([METHODS.name], mutualTls)).not.toHaveProperty('mtls_endpoint_aliases');
  });

  test.each(API_PATHS)('%s describes itself under its own name (RFC 9728 §3.3)', async (path) => {
    const { body, status } = await ask(get(resourceMetadataOf(path)));
    expect([status, JSON.parse(body).resource]).toEqual([200, `https://localhost:8443${path}`]);
  });

  test('and under the name of this machine that is called, at the port for mutual TLS too', async () => {
    const request = { ...get(resourceMetadataOf(PATHS.apiRead)), headers: { host: '127.0.0.1:8444' } };
    const { body } = await ask(request);
    expect(JSON.parse(body).resource).toBe('https://127.0.0.1:8444/api/read');
    const refused = await ask({ ...request, path: PATHS.apiRead });
    expect(headerOf(refused, 'www-authenticate')).toContain(
      'resource_metadata="https://127.0.0.1:8444/.well-known/oauth-protected-resource/api/read"',
    );
  });

  test('the API’s metadata names its authorization server and what it accepts', async () => {
    const bound: ServerClient = { ...METHODS.secret, scopes: ['read'], certificateBinding: 'allowed' };
    const state = createState([bound], undefined, mutualTls);
    const answer = await ask(get(PATHS.protectedResourceMetadata), state);
    expect(JSON.parse(answer.body)).toEqual({
      resource: 'https://localhost:8443',
      authorization_servers: ['https://localhost:8443/oauth/v2/oauth-anonymous'],
      bearer_methods_supported: ['header'],
      scopes_supported: ['read'],
      dpop_signing_alg_values_supported: expect.arrayContaining(['ES256']),
      tls_client_certificate_bound_access_tokens: true,
    });
  });

  test('lists the supported bindings', async () => {
    const bound = { ...METHODS.secret, certificateBinding: 'allowed', dpop: 'off' } as const;
    const member = 'tls_client_certificate_bound_access_tokens';
    expect((await metadataOf([bound], mutualTls))[member]).toBe(true);
    expect(await metadataOf([bound])).not.toHaveProperty(member);
    expect(await metadataOf([bound])).not.toHaveProperty('dpop_signing_alg_values_supported');
    expect((await metadataOf([METHODS.secret])).dpop_signing_alg_values_supported).toContain('ES256');
  });
});
