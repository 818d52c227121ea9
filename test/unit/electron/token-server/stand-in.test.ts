import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { endpointsAt, findPathClashes, PATHS, pathsOf } from '../../../../electron/token-server/paths.ts';
import type { ServerState } from '../../../../electron/token-server/server-state.ts';
import {
  PRESETS,
  type PresetId,
  PresetSchema,
  type StandIn,
  StandInSchema,
} from '../../../../shared/token-server/presets.ts';
import { ask, CLIENTS, createKeys, createState, GRANT, get, NOW, post, SERVER } from './fixture.ts';

const BASE = 'https://localhost:8443';
const keys = await createKeys('RS256');

function standInFor(standIn: StandIn): ServerState {
  const endpoints = endpointsAt(BASE, null, null, standIn);
  const preset = PRESETS[standIn.preset];
  return createState(CLIENTS, keys, { endpoints, paths: pathsOf(standIn), preset });
}

const pathOf = (url: string) => new URL(url).pathname;

describe.each(PresetSchema.options)('standing in for %s', (preset: PresetId) => {
  const state = standInFor({ preset });
  const { endpoints } = state;

  test('serves metadata with every required member, at its issuer’s URL', async () => {
    for (const path of [state.paths.openidConfiguration, state.paths.authorizationServerMetadata]) {
      const metadata = JSON.parse((await ask(get(path), state)).body);
      // OpenID Connect Discovery §3 and RFC 8414 §2.
      for (const member of ['issuer', 'authorization_endpoint', 'token_endpoint', 'jwks_uri'])
        expect(metadata[member]).toMatch(/^https:\/\/localhost:8443(?:\/|$)/);
      for (const member of [
        'response_types_supported',
        'subject_types_supported',
        'id_token_signing_alg_values_supported',
      ])
        expect(metadata[member]).toEqual([expect.any(String)]);
      expect(metadata.issuer).toBe(endpoints.issuer);
      const hasIntrospection = PRESETS[preset].paths.introspection !== null;
      expect('introspection_endpoint' in metadata).toBe(hasIntrospection);
    }
  });

  test('issues a token that the API accepts, and a JWT that its key set verifies', async () => {
    const answer = await ask(post(pathOf(endpoints.token), `${GRANT}&${SERVER}&scope=read`), state);
    expect(answer.status).toBe(200);
    const { access_token: token, token_type: type } = JSON.parse(answer.body);
    expect((await ask(get(PATHS.apiRead, `Bearer ${token}`), state)).status).toBe(200);
    if (preset === 'curity') return;
    expect(type).toBe('Bearer');
    expect(decodeProtectedHeader(token).alg).toBe('RS256');
    const jwks = JSON.parse((await ask(get(pathOf(endpoints.jwks)), state)).body);
    const { payload } = await jwtVerify(token, createLocalJWKSet(jwks), {
      issuer: endpoints.issuer,
      audience: BASE,
      currentDate: new Date(NOW),
    });
    expect(payload.sub).toContain('server');
    if (endpoints.introspection !== '') {
      const asked = post(pathOf(endpoints.introspection), `token=${token}&${SERVER}`);
      expect(JSON.parse((await ask(asked, state)).body)).toMatchObject({
        active: true,
        scope: 'read',
        client_id: 'server',
      });
    }
  });

  test('words a wrong secret as that product, while the log keeps the reason', async () => {
    const wrong = post(pathOf(endpoints.token), `${GRANT}&client_id=server&client_secret=x`);
    const answer = await ask(wrong, state);
    const { error, error_description } = JSON.parse(answer.body);
    const wording = PRESETS[preset].errors.invalid_client;
    expect(answer.status).toBe(401);
    expect(error).toBe(wording?.error ?? 'invalid_client');
    if (wording !== undefined) expect(error_description ?? null).toBe(wording.description);
    expect(answer.decision).toContain('the secret does not match');
  });

  test('has each endpoint at a path of its own', () => {
    expect(findPathClashes({ preset })).toEqual([]);
  });

  test('has nothing at Curity’s paths, and a source for its facts', async () => {
    if (preset !== 'curity')
      expect((await ask(post(PATHS.token, `${GRANT}&${SERVER}`), state)).status).toBe(404);
    expect(PRESETS[preset].source).not.toBe('');
  });
});

test.each<[PresetId, string, object]>([
  [
    'keycloak',
    'scope=read',
    { azp: 'server', preferred_username: 'service-account-server', client_id: 'server' },
  ],
  ['auth0', 'scope=read', { sub: 'server@clients', azp: 'server', gty: 'client-credentials' }],
  ['okta', 'scope=read', { cid: 'server', scp: ['read'] }],
  ['entra', 'scope=read', { azp: 'server', azpacr: '1', roles: ['read'], ver: '2.0' }],
  ['spring', 'scope=read', { scope: ['read'] }],
])('a token in the shape of %s has the claims that its source names', async (preset, scope, claims) => {
  const state = standInFor({ preset });
  const answer = await ask(post(pathOf(state.endpoints.token), `${GRANT}&${SERVER}&${scope}`), state);
  expect(decodeJwt(JSON.parse(answer.body).access_token)).toMatchObject(claims);
});

test.each<[PresetId, object]>([
  [
    'spring',
    { error: 'invalid_scope', error_uri: 'https://datatracker.ietf.org/doc/html/rfc6749#section-4.1.2.1' },
  ],
  ['entra', { error_codes: [70_011], error_uri: 'https://login.microsoftonline.com/error?code=70011' }],
])('an unknown scope at %s gets the members that its source names', async (preset, members) => {
  const state = standInFor({ preset });
  const answer = await ask(post(pathOf(state.endpoints.token), `${GRANT}&${SERVER}&scope=unknown`), state);
  expect(JSON.parse(answer.body)).toMatchObject(members);
});

describe('issuer and paths of one’s own', () => {
  test('are served where they say', async () => {
    const state = standInFor({ preset: 'curity', issuer: '/my/issuer', paths: { token: '/my/token' } });
    const metadata = JSON.parse((await ask(get('/my/issuer/.well-known/openid-configuration'), state)).body);
    expect(metadata).toMatchObject({ issuer: `${BASE}/my/issuer`, token_endpoint: `${BASE}/my/token` });
    expect((await ask(post('/my/token', `${GRANT}&${SERVER}`), state)).status).toBe(200);
  });

  test('an issuer elsewhere is named in metadata and tokens, and served here', async () => {
    const issuer = 'https://idp.example/realms/x';
    const state = standInFor({ preset: 'keycloak', issuer });
    const metadata = JSON.parse((await ask(get('/realms/x/.well-known/openid-configuration'), state)).body);
    expect(metadata).toMatchObject({ issuer, token_endpoint: state.endpoints.token });
  });

  test.each(['not a URL', 'ftp://a/', 'https://a/?b', 'https://a/#b', ''])(
    'the issuer %j is refused',
    (issuer) => {
      expect(StandInSchema.safeParse({ preset: 'curity', issuer }).success).toBe(false);
    },
  );
});

describe('targets that exist', () => {
  const targets = { resources: ['https://a.example'], audiences: ['b'], detailTypes: ['payment'] };
  const state = createState(CLIENTS, keys, { targets });
  test.each([
    ['resource=https://a.example', 200, undefined],
    ['resource=https://other.example', 400, 'invalid_target'],
    ['audience=b', 200, undefined],
    ['audience=c', 400, 'invalid_target'],
    ['authorization_details=[{"type":"payment"}]', 200, undefined],
    ['authorization_details=[{"type":"other"}]', 400, 'invalid_authorization_details'],
  ])('%s: %i', async (parameter, status, error) => {
    const answer = await ask(post(PATHS.token, `${GRANT}&${SERVER}&${parameter}`), state);
    expect([answer.status, JSON.parse(answer.body).error]).toEqual([status, error]);
  });
});
