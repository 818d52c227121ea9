import { describe, expect, test } from 'vitest';
import { PATHS } from '../../../../electron/token-server/paths.ts';
import { ask, basic, createState, get, headerOf, issueToken, NOW, post, SERVER } from './fixture.ts';

const REALM = 'realm="Credence demo API"';
const whereOf = (path: string) =>
  `resource_metadata="https://localhost:8443/.well-known/oauth-protected-resource${path}"`;
const WHERE = whereOf(PATHS.helloWorld);

describe('the protected API lets through', () => {
  const cases = [
    [PATHS.helloWorld, '', 'Hello, world!'],
    [PATHS.helloWorld, '&scope=write', 'Hello, world!'],
    [PATHS.apiRead, '&scope=read', 'This token may read.'],
    [PATHS.apiRead, '&scope=write+read', 'This token may read.'],
    [PATHS.apiWrite, '&scope=write', 'This token may write.'],
  ] as const;

  test.each(cases)('%s with a token for %j', async (path, scope, message) => {
    const state = createState();
    const token = await issueToken(state, SERVER + scope);
    const answer = await ask(get(path, `Bearer ${token}`), state, NOW + 9_500);
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toMatchObject({ message, client_id: 'server', token_expires_in: 290 });
  });

  test.each(['bearer', 'BEARER', 'Bearer  '])('the scheme %j', async (scheme) => {
    const state = createState();
    const answer = await ask(get(PATHS.helloWorld, `${scheme} ${await issueToken(state)}`), state);
    expect(answer.status).toBe(200);
  });

  test('HEAD where GET goes through', async () => {
    const state = createState();
    const request = { ...get(PATHS.helloWorld, `Bearer ${await issueToken(state)}`), method: 'HEAD' };
    expect((await ask(request, state)).status).toBe(200);
  });
});

describe('the protected API rejects the call, and names its metadata', () => {
  test.each([
    ['no Authorization', []],
    ['another scheme', [basic('server', 'Secr3t!')]],
  ] as const)('no token, without an error code: %s', async (_name, authorizations) => {
    const answer = await ask(get(PATHS.helloWorld, ...authorizations));
    expect([answer.status, headerOf(answer, 'www-authenticate')]).toEqual([401, `Bearer ${REALM}, ${WHERE}`]);
    expect(JSON.parse(answer.body)).not.toHaveProperty('error');
  });

  test.each([
    ['two headers', PATHS.helloWorld, ['Bearer a', 'Bearer b']],
    ['header and query', `${PATHS.helloWorld}?access_token=a`, ['Bearer a']],
    ['query alone', `${PATHS.helloWorld}?x=1&access_token=a`, []],
    ['Bearer without a token', PATHS.helloWorld, ['Bearer']],
    ['Bearer and two words', PATHS.helloWorld, ['Bearer a b']],
    ['characters of no token', PATHS.helloWorld, ['Bearer a"b']],
  ] as const)('a token in a wrong way as invalid_request: %s', async (_name, path, authorizations) => {
    const answer = await ask(get(path, ...authorizations));
    expect(answer.status).toBe(400);
    expect(headerOf(answer, 'www-authenticate')).toMatch(
      new RegExp(`^Bearer ${REALM}, error="invalid_request", error_description="[^"]+", ${WHERE}$`),
    );
  });

  test.each([
    ['beside the header', ['Bearer a'], 'in more than one way'],
    ['alone', [], 'not in the body'],
  ] as const)('a token in a form: %s', async (_name, authorizations, words) => {
    const sent = { ...post(PATHS.apiEcho, 'x=1&access_token=a'), authorizations };
    const answer = await ask(sent);
    expect([answer.status, answer.decision]).toEqual([400, expect.stringContaining(words)]);
  });

  test('an unknown token as invalid_token', async () => {
    const answer = await ask(get(PATHS.helloWorld, 'Bearer 0470b16b-7bf8-4fa3-9ae1-6a10e0f0b699'));
    expect(answer.status).toBe(401);
    expect(headerOf(answer, 'www-authenticate')).toBe(
      `Bearer ${REALM}, error="invalid_token", error_description="The access token is unknown or has been revoked", ${WHERE}`,
    );
  });

  test('an expired token as invalid_token, with the reason', async () => {
    const state = createState();
    const token = await issueToken(state);
    const answer = await ask(get(PATHS.helloWorld, `Bearer ${token}`), state, NOW + 299_000);
    expect(answer.status).toBe(401);
    expect(headerOf(answer, 'www-authenticate')).toBe(
      `Bearer ${REALM}, error="invalid_token", error_description="The access token has expired", ${WHERE}`,
    );
    expect(answer.clientId).toBe('server');
  });

  test.each([
    [PATHS.apiRead, 'write', 'read'],
    [PATHS.apiWrite, 'read', 'write'],
  ])('%s with the scope %s as insufficient_scope, naming %s', async (path, granted, needed) => {
    const state = createState();
    const token = await issueToken(state, `${SERVER}&scope=${granted}`);
    const answer = await ask(get(path, `Bearer ${token}`), state);
    expect(answer.status).toBe(403);
    expect(headerOf(answer, 'www-authenticate')).toBe(
      `Bearer ${REALM}, error="insufficient_scope", error_description="The access token does not have the scope ${needed}", scope="${needed}", ${whereOf(path)}`,
    );
  });

  test('and the log holds no token', async () => {
    const state = createState();
    const token = await issueToken(state);
    const decisions = await Promise.all([
      ask(get(PATHS.helloWorld, `Bearer ${token}`), state),
      ask(get(PATHS.helloWorld, `Bearer ${token}x`), state),
      ask(get(`${PATHS.helloWorld}?access_token=${token}`), state),
    ]);
    expect(decisions.map(({ decision }) => decision).join()).not.toContain(token.slice(0, 8));
  });
});
