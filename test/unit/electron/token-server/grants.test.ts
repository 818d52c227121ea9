import { describe, expect, test } from 'vitest';
import { PATHS } from '../../../../electron/token-server/paths.ts';
import type { ServerState } from '../../../../electron/token-server/server-state.ts';
import type { ServerClient } from '../../../../shared/token-server/server-client.ts';
import {
  ask,
  basic,
  client,
  createKeys,
  createState,
  GRANT,
  get,
  issueToken,
  post,
  SERVER,
} from './fixture.ts';

const keys = await createKeys('ES256');
const JWT: Partial<ServerClient> = {
  tokenFormat: 'jwt',
  jwt: { profile: 'rfc9068', algorithm: 'ES256', audience: ['https://configured.example'] },
};
const stateOf = async (more: Partial<ServerClient>) =>
  createState([await client('server', 'Secr3t!', more)], keys);
const token = (parameters: string, state: ServerState) =>
  ask(post(PATHS.token, `${GRANT}&${SERVER}&${parameters}`), state);
const introspect = async (value: string, state: ServerState) =>
  JSON.parse(
    (await ask(post(PATHS.introspection, `token=${value}`, basic('server', 'Secr3t!')), state)).body,
  );
const claimsOf = (jwt: string) => JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString());

describe('default scopes', () => {
  test('are granted if none is requested, and the response includes them', async () => {
    const state = await stateOf({ defaultScopes: ['read', 'write'] });
    const answer = await ask(post(PATHS.token, `${GRANT}&${SERVER}`), state);
    expect([JSON.parse(answer.body).scope, answer.decision]).toEqual([
      'read write',
      'token issued for scope "read write"',
    ]);
    expect(JSON.parse((await token('scope=write', state)).body).scope).toBe('write');
    expect(JSON.parse((await token('scope=', state)).body).scope).toBe('read write');
  });

  test('invalid scope tokens are dropped, and do not break the response', async () => {
    const state = await stateOf({ defaultScopes: ['a"b', 'read'] });
    expect(JSON.parse((await token('', state)).body).scope).toBe('read');
  });
});

describe('resource and audience', () => {
  test.each([{}, JWT])('become the audience of the token: %j', async (more) => {
    const state = await stateOf(more);
    const parameters = 'resource=https%3A%2F%2Fapi.example%2Fa%3Fb&resource=urn%3Ab&audience=c';
    const value = JSON.parse((await token(parameters, state)).body).access_token;
    const aud = ['https://api.example/a?b', 'urn:b', 'c'];
    expect(await introspect(value, state)).toMatchObject({ active: true, aud });
    if ('jwt' in more) expect(claimsOf(value).aud).toEqual(aud);
  });

  test('leave the configured one alone when nothing is asked for', async () => {
    expect(claimsOf(await issueToken(await stateOf(JWT))).aud).toBe('https://configured.example');
  });

  test.each([
    ['a fragment', 'https://api.example/%23a'],
    ['no scheme', 'api.example'],
    ['a path', '/api'],
    ['a space', 'https://api.example/a b'],
    ['one of several', 'urn:a&resource=b'],
  ])('a resource with %s is an invalid target', async (_name, value) => {
    const answer = await token(`resource=${value}`, await stateOf({}));
    expect([answer.status, JSON.parse(answer.body).error]).toEqual([400, 'invalid_target']);
  });
});

describe('authorization_details', () => {
  const details = [{ type: 'payment', amount: { value: '1.00' } }, { type: 'other' }];
  const parameter = `authorization_details=${encodeURIComponent(JSON.stringify(details))}`;

  test.each([{}, JWT])('are in the answer, the token and the introspection: %j', async (more) => {
    const state = await stateOf(more);
    const answer = JSON.parse((await token(parameter, state)).body);
    expect(answer.authorization_details).toEqual(details);
    expect(await introspect(answer.access_token, state)).toMatchObject({ authorization_details: details });
    if ('jwt' in more) expect(claimsOf(answer.access_token).authorization_details).toEqual(details);
  });

  test.each([
    'x',
    '{}',
    '[]',
    '[1]',
    '[null]',
    '[{"typ":"a"}]',
    '[{"type":1}]',
    '[{"type":""}]',
    '{"type":"a"}',
  ])('%s are invalid', async (text) => {
    const answer = await token(`authorization_details=${encodeURIComponent(text)}`, await stateOf({}));
    expect([answer.status, JSON.parse(answer.body).error]).toEqual([400, 'invalid_authorization_details']);
  });
});

test.each([
  ['locations', '"https://api.example"', 'must be a list of strings'],
  ['actions', '[1]', 'must be a list of strings'],
  ['identifier', '1', 'must be a string'],
])('authorization_details with the %s %s are invalid (RFC 9396 §2.2)', async (field, value, words) => {
  const details = encodeURIComponent(`[{"type":"a"},{"type":"a","${field}":${value}}]`);
  const answer = await token(`authorization_details=${details}`, await stateOf({}));
  expect(JSON.parse(answer.body)).toEqual({
    error: 'invalid_authorization_details',
    error_description: expect.stringMatching(`authorization_details\\[1\\] has ${field}, which ${words}`),
  });
});

describe('client capabilities', () => {
  test('a disabled client is answered like an unknown one, and its tokens end', async () => {
    const enabled = await stateOf({});
    const value = await issueToken(enabled);
    const state = { ...(await stateOf({ enabled: false })), tokens: enabled.tokens };
    const answer = await token('', state);
    expect([answer.status, answer.decision]).toEqual([
      401,
      'invalid_client: the client "server" is disabled',
    ]);
    const unknown = await ask(post(PATHS.token, `${GRANT}&client_id=nobody&client_secret=x`), state);
    expect(answer.body).toBe(unknown.body);
    expect((await ask({ ...post(PATHS.apiRead, '', `Bearer ${value}`), method: 'GET' }, state)).status).toBe(
      401,
    );
  });

  test('introspection is a capability, as with Curity', async () => {
    const state = await stateOf({ capabilities: ['client_credentials'] });
    const value = await issueToken(state);
    const answer = await ask(post(PATHS.introspection, `token=${value}`, basic('server', 'Secr3t!')), state);
    expect([answer.status, JSON.parse(answer.body).error]).toEqual([403, 'unauthorized_client']);
  });

  test.each([
    ['client_secret_post', '', ['client_secret_basic'], basic('server', 'Secr3t!')],
    ['client_secret_basic', SERVER, ['client_secret_post'], null],
  ] as const)(
    'the secret is not taken by %s where only the other way is open',
    async (refused, body, accepts, header) => {
      const { authentication } = await client('server', 'Secr3t!', {});
      if (authentication.method !== 'secret') throw new Error('no secret');
      const state = await stateOf({ authentication: { ...authentication, accepts: [...accepts] } });
      const open = header === null ? post(PATHS.token, `${GRANT}&${body}`) : post(PATHS.token, GRANT, header);
      expect((await ask(open, state)).status).toBe(200);
      const closed =
        header === null
          ? post(PATHS.token, GRANT, basic('server', 'Secr3t!'))
          : post(PATHS.token, `${GRANT}&${SERVER}`);
      const answer = await ask(closed, state);
      expect([answer.status, answer.decision]).toEqual([
        401,
        `invalid_client: the client is registered for ${accepts[0]}, and the request uses ${refused}`,
      ]);
    },
  );

  test('a client without a secret cannot authenticate', async () => {
    const state = await stateOf({ authentication: { method: 'secret', hash: null } });
    expect((await token('', state)).decision).toBe('invalid_client: the client has no secret yet');
  });
});

describe('errors in Curity’s manner', () => {
  const state = createState(undefined, undefined, { rules: { errorStyle: 'curity' } });

  test.each([
    ['a wrong secret', post(PATHS.token, `${GRANT}&client_id=server&client_secret=x`), 401, 'invalid_client'],
    ['a scope it may not have', post(PATHS.token, `${GRANT}&${SERVER}&scope=admin`), 400, 'invalid_scope'],
    ['an unknown grant', post(PATHS.token, `grant_type=x&${SERVER}`), 400, 'unsupported_grant_type'],
    ['no token', post(PATHS.introspection, SERVER), 400, 'invalid_request'],
    ['GET', get(PATHS.token), 405, 'invalid_request'],
  ])('are the code alone: %s', async (_name, request, status, error) => {
    const answer = await ask(request, state);
    expect([answer.status, answer.body]).toEqual([status, JSON.stringify({ error })]);
    // The log still has the whole of it.
    expect(answer.decision.length).toBeGreaterThan(error.length + 10);
  });

  test('and of two methods the header wins', async () => {
    const body = `${GRANT}&client_id=server&client_secret=wrong`;
    expect((await ask(post(PATHS.token, body, basic('server', 'Secr3t!')), state)).status).toBe(200);
    expect((await ask(post(PATHS.token, `${GRANT}&${SERVER}`, basic('server', 'x')), state)).status).toBe(
      401,
    );
  });

  test('what succeeds is as always', async () => {
    const answer = await ask(post(PATHS.revocation, 'token=x', basic('server', 'Secr3t!')), state);
    expect([answer.status, answer.body]).toEqual([200, '']);
  });
});
