import { createLocalJWKSet, decodeProtectedHeader, type JWTPayload, jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { PATHS } from '../../../../electron/token-server/paths.ts';
import type { ServerState } from '../../../../electron/token-server/server-state.ts';
import { decodeJwt } from '../../../../shared/oauth/jwt/jwt.ts';
import type { TokenDeviation } from '../../../../shared/token-server/faults.ts';
import type { JwtToken, SigningAlgorithm } from '../../../../shared/token-server/jwt-token.ts';
import { type ServerClient, ServerClientSchema } from '../../../../shared/token-server/server-client.ts';
import {
  ask,
  basic,
  CLIENTS,
  client,
  createKeys,
  createState,
  get,
  headerOf,
  issueToken,
  NOW,
  post,
  SERVER,
} from './fixture.ts';

const ALGORITHMS: readonly SigningAlgorithm[] = ['RS256', 'ES256', 'EdDSA'];
const keys = await createKeys(...ALGORITHMS);
const ISSUER = 'https://localhost:8443/oauth/v2/oauth-anonymous';
const SECONDS = Math.floor(NOW / 1000);
const CURITY: JwtToken = { profile: 'curity', algorithm: 'ES256', audience: [] };

async function createJwtState(
  jwt: Partial<JwtToken> = {},
  more: Partial<ServerClient> = {},
): Promise<ServerState> {
  const jwtClient = { tokenFormat: 'jwt', jwt: { ...CURITY, ...jwt }, ...more } as const;
  const server = await client('server', 'Secr3t!', jwtClient);
  return createState([server, ...CLIENTS.filter(({ clientId }) => clientId !== 'server')], keys);
}

/** Verified by jose with the published key set, as a resource server would. */
async function verify(token: string, state: ServerState, audience?: string): Promise<JWTPayload> {
  const { body } = await ask(get(PATHS.jwks), state);
  const verified = await jwtVerify(token, createLocalJWKSet(JSON.parse(body)), {
    issuer: ISSUER,
    ...(audience === undefined ? {} : { audience }),
    currentDate: new Date(NOW),
  });
  return verified.payload;
}

const callApi = (token: string, state: ServerState, now = NOW) =>
  ask(get(PATHS.apiRead, `Bearer ${token}`), state, now);
const introspect = async (token: string, state: ServerState, now = NOW) =>
  JSON.parse(
    (await ask(post(PATHS.introspection, `token=${token}`, basic('server', 'Secr3t!')), state, now)).body,
  );

describe('a JWT access token', () => {
  test.each(ALGORITHMS)('is signed by %s with a published key, as jose verifies', async (algorithm) => {
    const state = await createJwtState({ algorithm });
    const token = await issueToken(state, `${SERVER}&scope=read`);
    expect((await verify(token, state)).iss).toBe(ISSUER);
    expect(decodeProtectedHeader(token).alg).toBe(algorithm);
    expect((await callApi(token, state)).status).toBe(200);
  });

  test('is Curity’s kind by default: header kid, x5t, alg and no typ, sub is the client', async () => {
    const state = await createJwtState();
    const token = await issueToken(state, `${SERVER}&scope=read`);
    const header = decodeProtectedHeader(token);
    expect(Object.keys(header)).toEqual(['kid', 'x5t', 'alg']);
    const { keys: published } = JSON.parse(keys.jwks);
    expect(published.find((key: { kid: string }) => key.kid === header.kid)).toMatchObject({
      x5t: header.x5t,
      use: 'sig',
      alg: 'ES256',
    });
    expect(Object.entries(await verify(token, state))).toEqual([
      ['jti', expect.any(String)],
      ['delegationId', expect.any(String)],
      ['exp', SECONDS + 299],
      ['nbf', SECONDS],
      ['scope', 'read'],
      ['iss', ISSUER],
      ['sub', 'server'],
      ['aud', 'https://localhost:8443'],
      ['iat', SECONDS],
      ['purpose', 'access_token'],
    ]);
  });

  test('is RFC 9068’s kind by choice', async () => {
    const state = await createJwtState({ profile: 'rfc9068' });
    const token = await issueToken(state, `${SERVER}&scope=read+write`);
    expect(decodeProtectedHeader(token)).toEqual({
      typ: 'at+jwt',
      alg: 'ES256',
      kid: decodeProtectedHeader(token).kid,
    });
    expect(await verify(token, state)).toEqual({
      iss: ISSUER,
      exp: SECONDS + 299,
      aud: 'https://localhost:8443',
      sub: 'server',
      client_id: 'server',
      iat: SECONDS,
      jti: expect.any(String),
      scope: 'read write',
    });
  });

  test('has the audience and the further claims of its client', async () => {
    const claims = { tenant: 'a', roles: ['x', { y: null }] };
    const state = await createJwtState(
      { audience: ['https://api.example', 'https://localhost:8443'] },
      { claims },
    );
    const token = await issueToken(state, `${SERVER}&scope=read`);
    expect(await verify(token, state)).toMatchObject({
      aud: ['https://api.example', 'https://localhost:8443'],
      ...claims,
    });
    expect((await callApi(token, state)).status).toBe(200);
    expect(await introspect(token, state)).toMatchObject({
      active: true,
      aud: ['https://api.example', 'https://localhost:8443'],
      ...claims,
    });
  });

  test.each(['iss', 'sub', 'aud', 'exp', 'jti', 'scope', 'cnf', 'active'])(
    'may not have the custom claim %s',
    async (name) => {
      const bad = await client('server', 'x', { claims: { [name]: 1 } });
      expect(ServerClientSchema.safeParse(bad).success).toBe(false);
    },
  );

  test('can be introspected, and revoked', async () => {
    const state = await createJwtState();
    const token = await issueToken(state, `${SERVER}&scope=read`);
    expect(await introspect(token, state)).toMatchObject({
      active: true,
      client_id: 'server',
      scope: 'read',
    });
    await ask(post(PATHS.revocation, `token=${token}`, basic('server', 'Secr3t!')), state);
    expect(await introspect(token, state)).toEqual({ active: false });
    const answer = await callApi(token, state);
    expect([answer.status, headerOf(answer, 'www-authenticate')]).toEqual([
      401,
      expect.stringContaining('invalid_token'),
    ]);
  });

  test('expires', async () => {
    const state = await createJwtState();
    const token = await issueToken(state, `${SERVER}&scope=read`);
    const answer = await callApi(token, state, NOW + 299_000);
    expect([answer.status, answer.decision]).toEqual([401, expect.stringContaining('has expired')]);
    expect(await introspect(token, state, NOW + 299_000)).toEqual({ active: false });
  });

  test('cannot be introspected by its jti', async () => {
    const state = await createJwtState();
    const token = await issueToken(state, `${SERVER}&scope=read`);
    const jti = String(decodeJwt(token)?.claims.jti);
    expect((await callApi(jti, state)).status).toBe(401);
    expect(await introspect(jti, state)).toEqual({ active: false });
  });

  test.each([
    [
      'of other claims',
      (parts: string[]) => [parts[0], encode({ ...claimsOf(parts), scope: 'write' }), parts[2]],
    ],
    ['without a signature', (parts: string[]) => [encode({ alg: 'none' }), parts[1], '']],
    [
      'of another algorithm',
      (parts: string[]) => [encode({ ...headerOfToken(parts), alg: 'HS256' }), parts[1], parts[2]],
    ],
    ['written in another way', (parts: string[]) => [parts[0], parts[1], sameBytesAs(parts[2] ?? '')]],
  ])('%s is forged: 401', async (_name, forge) => {
    const state = await createJwtState();
    const token = await issueToken(state, `${SERVER}&scope=read`);
    const forged = forge(token.split('.')).join('.');
    expect(forged).not.toBe(token);
    expect((await callApi(forged, state)).status).toBe(401);
    expect(await introspect(forged, state)).toEqual({ active: false });
  });
});

const deviations: readonly (readonly [TokenDeviation, string])[] = [
  ['expired', 'has expired'],
  ['not-yet-valid', 'not yet valid'],
  ['wrong-audience', 'audience'],
  ['wrong-issuer', 'issuer'],
  ['wrong-key-id', 'kid'],
  ['wrong-signature', 'signature'],
];

describe('a token that is wrong on purpose', () => {
  for (const profile of ['curity', 'rfc9068'] as const) {
    test.each(deviations)(
      `is refused by the API with the reason, ${profile}: %s`,
      async (deviation, reason) => {
        const state = { ...(await createJwtState({ profile })), deviation };
        const token = await issueToken(state, `${SERVER}&scope=read`);
        const answer = await callApi(token, state);
        expect([answer.status, JSON.parse(answer.body).error_description]).toEqual([
          401,
          expect.stringContaining(reason),
        ]);
        const audience = profile === 'curity' ? 'server' : 'https://localhost:8443';
        await expect(verify(token, state, audience)).rejects.toThrow();
        expect(await introspect(token, state)).toEqual({ active: false });
      },
    );
  }

  test.each([
    ['expired', 401, { active: false }],
    ['not-yet-valid', 401, { active: false }],
    ['wrong-audience', 401, { active: true, aud: ['https://another-api.example'] }],
    ['wrong-issuer', 401, { active: true, iss: 'https://another-issuer.example' }],
    ['wrong-key-id', 200, { active: true }],
    ['wrong-signature', 200, { active: true }],
  ] as const)('opaque: %s → API %i', async (deviation, status, introspection) => {
    const state = { ...createState(), deviation };
    const token = await issueToken(state, `${SERVER}&scope=read`);
    expect((await callApi(token, state)).status).toBe(status);
    expect(await introspect(token, state)).toMatchObject(introspection);
  });
});

describe('introspection as a JWT', () => {
  const asJwt = (token: string, accept: string, state: ServerState) => {
    const request = post(PATHS.introspection, `token=${token}`, basic('other', 'of another'));
    return ask({ ...request, headers: { ...request.headers, accept } }, state);
  };

  test('of RFC 9701, also of an inactive token', async () => {
    const state = createState(CLIENTS, keys);
    const accept = 'application/token-introspection+jwt';
    const token = await issueToken(state, `${SERVER}&scope=read`);
    for (const [value, members] of [
      [token, { active: true, client_id: 'server', scope: 'read' }],
      ['unknown', { active: false }],
    ] as const) {
      const answer = await asJwt(value, accept, state);
      expect([answer.status, headerOf(answer, 'content-type')]).toEqual([200, accept]);
      expect(decodeProtectedHeader(answer.body).typ).toBe('token-introspection+jwt');
      const payload = await verify(answer.body, state);
      expect(Object.keys(payload)).toEqual(['iss', 'aud', 'iat', 'token_introspection']);
      expect(payload).toMatchObject({ aud: 'other', iat: SECONDS, token_introspection: members });
    }
  });

  test('as Curity’s phantom token, 204 when inactive', async () => {
    const state = createState(CLIENTS, keys);
    const token = await issueToken(state, `${SERVER}&scope=read`);
    const answer = await asJwt(token, 'application/jwt', state);
    expect([answer.status, headerOf(answer, 'content-type')]).toEqual([200, 'application/jwt']);
    const payload = await verify(answer.body, state);
    expect(payload).toMatchObject({ sub: 'server', scope: 'read', purpose: 'access_token' });
    expect(payload).not.toHaveProperty('active');
    const inactive = await asJwt('unknown', 'application/jwt', state);
    expect([inactive.status, inactive.body]).toEqual([204, '']);
  });

  test.each([
    ['application/json', 'application/json;charset=UTF-8'],
    ['*/*', 'application/json;charset=UTF-8'],
    ['text/html', 'application/json;charset=UTF-8'],
    ['application/json;q=0.5, application/jwt', 'application/jwt'],
    ['application/jwt;q=0.1, application/json', 'application/json;charset=UTF-8'],
    ['application/jwt;q=0, */*;q=0.1', 'application/json;charset=UTF-8'],
    ['APPLICATION/JWT', 'application/jwt'],
  ])('Accept: %s is answered as %s', async (accept, type) => {
    const state = createState(CLIENTS, keys);
    const token = await issueToken(state);
    expect(headerOf(await asJwt(token, accept, state), 'content-type')).toBe(type);
  });
});

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const claimsOf = (parts: string[]) => decodeJwt(parts.join('.'))?.claims;
const headerOfToken = (parts: string[]) => decodeJwt(parts.join('.'))?.header;

/** The last of 86 characters holds four bits that no byte has. */
function sameBytesAs(signature: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const last = alphabet.indexOf(signature.at(-1) ?? '');
  const other = `${signature.slice(0, -1)}${alphabet[last + 1]}`;
  expect(Buffer.from(other, 'base64url')).toEqual(Buffer.from(signature, 'base64url'));
  return other;
}
