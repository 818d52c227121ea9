import { describe, expect, test } from 'vitest';
import { PATHS } from '../../../../electron/token-server/paths.ts';
import { PROOF_ALGORITHMS } from '../../../../electron/token-server/proofs/proof-algorithms.ts';
import { ask, CLIENTS, createKeys, createState, get, headerOf, post } from './fixture.ts';

const POSTS = [PATHS.token, PATHS.introspection, PATHS.revocation];
const GETS = [PATHS.helloWorld, PATHS.jwks, PATHS.openidConfiguration, PATHS.index];

describe('methods', () => {
  test.each(POSTS)('GET %s is 405 and lists the allowed methods', async (path) => {
    const answer = await ask(get(path));
    expect([answer.status, headerOf(answer, 'allow')]).toEqual([405, 'POST, OPTIONS']);
    expect(JSON.parse(answer.body).error).toBe('invalid_request');
  });

  test.each(GETS)('POST %s is 405 and lists the allowed methods', async (path) => {
    const answer = await ask(post(path, ''));
    expect([answer.status, headerOf(answer, 'allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
  });

  test.each([...POSTS, ...GETS])('OPTIONS %s is 204, without a token', async (path) => {
    const answer = await ask({ ...get(path), method: 'OPTIONS' });
    expect([answer.status, answer.body]).toEqual([204, '']);
    expect(headerOf(answer, 'allow')).toContain('OPTIONS');
  });
});

describe('paths', () => {
  test('are Curity’s', () => {
    expect(PATHS).toMatchObject({
      token: '/oauth/v2/oauth-token',
      introspection: '/oauth/v2/oauth-introspect',
      revocation: '/oauth/v2/oauth-revoke',
      jwks: '/oauth/v2/oauth-anonymous/jwks',
      openidConfiguration: '/oauth/v2/oauth-anonymous/.well-known/openid-configuration',
      authorizationServerMetadata: '/.well-known/oauth-authorization-server/oauth/v2/oauth-anonymous',
    });
  });

  test('that lead nowhere are 404, and a slash too many is pointed out', async () => {
    expect((await ask(get('/nowhere'))).status).toBe(404);
    const slash = await ask(post(`${PATHS.token}/`, ''));
    expect([slash.status, slash.decision]).toEqual([
      404,
      expect.stringContaining('remove the trailing slash'),
    ]);
  });
});

describe('documents', () => {
  test.each([
    PATHS.openidConfiguration,
    PATHS.authorizationServerMetadata,
    PATHS.authorizationServerMetadataAlias,
  ])('%s is the metadata, true to the configuration', async (path) => {
    const answer = await ask(get(path));
    expect(JSON.parse(answer.body)).toEqual({
      issuer: 'https://localhost:8443/oauth/v2/oauth-anonymous',
      authorization_endpoint: 'https://localhost:8443/oauth/v2/oauth-authorize',
      token_endpoint: 'https://localhost:8443/oauth/v2/oauth-token',
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      introspection_endpoint: 'https://localhost:8443/oauth/v2/oauth-introspect',
      introspection_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      introspection_signing_alg_values_supported: ['RS256'],
      revocation_endpoint: 'https://localhost:8443/oauth/v2/oauth-revoke',
      revocation_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      jwks_uri: 'https://localhost:8443/oauth/v2/oauth-anonymous/jwks',
      scopes_supported: ['admin', 'read', 'write'],
      grant_types_supported: ['client_credentials'],
      response_types_supported: ['none'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      dpop_signing_alg_values_supported: PROOF_ALGORITHMS,
    });
  });

  test('the authorization endpoint names the supported grant, as an OAuth error or as a page', async () => {
    const path = `${PATHS.authorization}?response_type=code&redirect_uri=https://evil.example/`;
    const error = await ask(get(path));
    expect([error.status, JSON.parse(error.body)]).toEqual([
      400,
      {
        error: 'unsupported_response_type',
        error_description: expect.stringContaining('grant_type=client_credentials'),
      },
    ]);
    const request = get(path);
    const page = await ask({ ...request, headers: { ...request.headers, accept: 'text/html, */*' } });
    expect([page.status, headerOf(page, 'content-type')]).toEqual([400, 'text/html;charset=UTF-8']);
    expect(page.body).toContain('client credentials grant only');
    // No client has a registered redirect URI.
    expect(headerOf(page, 'location') ?? headerOf(error, 'location')).toBeUndefined();
  });

  test('omits scopes if no client has any (RFC 8414 §3.2)', async () => {
    const state = createState(CLIENTS.map((client) => ({ ...client, scopes: [] })));
    const answer = await ask(get(PATHS.openidConfiguration), state);
    expect(JSON.parse(answer.body)).not.toHaveProperty('scopes_supported');
  });

  test('has a key set', async () => {
    const keys = await createKeys('RS256');
    expect((await ask(get(PATHS.jwks), createState(CLIENTS, keys))).body).toBe(keys.jwks);
  });

  test('has a page for people that runs nothing', async () => {
    const answer = await ask(get(PATHS.index));
    expect(answer.body).toContain('https://localhost:8443/oauth/v2/oauth-token');
    expect(answer.body).toContain('client_id=&lt;id>');
    expect(headerOf(answer, 'content-security-policy')).toContain("default-src 'none'");
  });
});
