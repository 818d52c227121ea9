import { describe, expect, test } from 'vitest';
import { PATHS } from '../../../../electron/token-server/paths.ts';
import type { ServerState } from '../../../../electron/token-server/server-state.ts';
import { ask, basic, CLIENTS, createState, headerOf, issueToken, NOW, post, SERVER } from './fixture.ts';

const introspect = (body: string, state: ServerState, now = NOW) =>
  ask(post(PATHS.introspection, body, basic('server', 'Secr3t!')), state, now);
const revoke = (body: string, state: ServerState, caller = basic('server', 'Secr3t!')) =>
  ask(post(PATHS.revocation, body, caller), state);

describe('introspection', () => {
  test('of an active token has Curity’s members in Curity’s order', async () => {
    const state = createState();
    const token = await issueToken(state, `${SERVER}&scope=read`);
    const answer = await introspect(`token=${token}`, state);
    const members = JSON.parse(answer.body);
    expect(Object.entries(members)).toEqual([
      ['sub', 'server'],
      ['purpose', 'access_token'],
      ['iss', 'https://localhost:8443/oauth/v2/oauth-anonymous'],
      ['active', true],
      ['token_type', 'bearer'],
      ['client_id', 'server'],
      ['aud', ['https://localhost:8443']],
      ['nbf', Math.floor(NOW / 1000)],
      ['scope', 'read'],
      ['exp', Math.floor(NOW / 1000) + 299],
      ['delegationId', expect.stringMatching(/^[0-9a-f-]{36}$/)],
      ['iat', Math.floor(NOW / 1000)],
    ]);
    expect(answer.status).toBe(200);
    expect(headerOf(answer, 'cache-control')).toBe('no-store');
  });

  test('tells the same delegation each time, and no scope where there is none', async () => {
    const state = createState();
    const token = await issueToken(state);
    const [first, second] = [
      await introspect(`token=${token}`, state),
      await introspect(`token=${token}`, state),
    ];
    expect(second.body).toBe(first.body);
    expect(JSON.parse(first.body)).not.toHaveProperty('scope');
  });

  const inactive = [
    ['unknown', async () => 'token=nothing'],
    ['expired', async (state: ServerState) => `token=${await issueToken(state, SERVER, NOW - 299_000)}`],
    ['long expired', async (state: ServerState) => `token=${await issueToken(state, SERVER, NOW - 9e8)}`],
    [
      'revoked',
      async (state: ServerState) => {
        const token = await issueToken(state);
        await revoke(`token=${token}`, state);
        return `token=${token}`;
      },
    ],
    ['with a wrong hint too', async () => 'token=nothing&token_type_hint=refresh_token'],
  ] as const;

  test.each(inactive)('of a token that is %s is exactly {"active":false}', async (_name, prepare) => {
    const state = createState();
    const answer = await introspect(await prepare(state), state);
    expect([answer.status, answer.body]).toEqual([200, '{"active":false}']);
  });

  test('of a token whose client was removed is inactive', async () => {
    const state = createState();
    const token = await issueToken(state, 'client_id=other&client_secret=of+another');
    const without = createState(CLIENTS.filter(({ clientId }) => clientId !== 'other'));
    const answer = await introspect(`token=${token}`, { ...without, tokens: state.tokens });
    expect(answer.body).toBe('{"active":false}');
  });

  test('needs an authenticated caller', async () => {
    const state = createState();
    const token = await issueToken(state);
    const answer = await ask(post(PATHS.introspection, `token=${token}`), state);
    expect([answer.status, JSON.parse(answer.body).error]).toEqual([401, 'invalid_client']);
  });

  test('needs a token', async () => {
    const answer = await introspect('x=y', createState());
    expect([answer.status, JSON.parse(answer.body).error]).toEqual([400, 'invalid_request']);
  });
});

describe('revocation', () => {
  test('ends a token, with an empty 200', async () => {
    const state = createState();
    const token = await issueToken(state);
    const answer = await revoke(`token=${token}`, state);
    expect([answer.status, answer.body, answer.decision]).toEqual([200, '', 'token revoked']);
    expect(state.tokens.find(token, NOW).status).toBe('unknown');
  });

  test.each([
    'token=nothing',
    'token=nothing&token_type_hint=refresh_token',
    'token=nothing&token_type_hint=odd',
  ])('of what is no token is a 200 too: %s', async (body) => {
    const answer = await revoke(body, createState());
    expect([answer.status, answer.body]).toEqual([200, '']);
  });

  test('of a token that was issued to another client is refused (RFC 7009 §2.1)', async () => {
    const state = createState();
    const token = await issueToken(state);
    const answer = await revoke(`token=${token}`, state, basic('other', 'of another'));
    expect([answer.status, JSON.parse(answer.body).error]).toEqual([400, 'invalid_request']);
    expect(state.tokens.find(token, NOW).status).toBe('active');
  });

  test('needs an authenticated client, and a token', async () => {
    const state = createState();
    const stranger = await ask(post(PATHS.revocation, 'token=x'), state);
    expect([stranger.status, (await revoke('', state)).status]).toEqual([401, 400]);
  });
});
