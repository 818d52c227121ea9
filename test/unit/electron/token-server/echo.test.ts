import { describe, expect, test } from 'vitest';
import { PATHS } from '../../../../electron/token-server/paths.ts';
import { ask, createState, get, headerOf, issueToken, post, SERVER } from './fixture.ts';

async function createCall() {
  const state = createState();
  const token = await issueToken(state, `${SERVER}&scope=read`);
  return { state, token, authorization: `Bearer ${token}` };
}

describe('the echo API', () => {
  test.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PURGE'])('answers %s', async (method) => {
    const { authorization, state } = await createCall();
    const request = { ...post(`${PATHS.apiEcho}`, '{"a":1}', authorization), method, query: 'x=1&x=2' };
    const headers = { ...request.headers, 'content-type': 'application/json', 'x-trace': 'y' };
    const answer = await ask({ ...request, headers }, state);
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toEqual({
      method,
      path: '/api/echo',
      query: 'x=1&x=2',
      headers,
      body: '{"a":1}',
      token: {
        format: 'opaque',
        client_id: 'server',
        scope: 'read',
        aud: ['https://localhost:8443'],
        expires_in: 299,
      },
      certificate: null,
    });
  });

  test('brings no secret back', async () => {
    const { authorization, state, token } = await createCall();
    const body = 'client_secret=canary-1&client%5Fassertion=canary-2&password=canary-3&other=kept';
    const request = post(PATHS.apiEcho, body, authorization);
    const headers = { ...request.headers, authorization, cookie: 'a=canary-4', 'x-api-key': 'canary-5' };
    const answer = await ask({ ...request, headers, query: 'token=canary-6' }, state);
    const echoed = JSON.parse(answer.body);
    expect(answer.body).not.toMatch(/canary/);
    expect(answer.body).not.toContain(token);
    expect(echoed.headers).toMatchObject({ authorization: 'Bearer ***', cookie: '***' });
    expect(echoed.body).toBe('client_secret=***&client%5Fassertion=***&password=***&other=kept');
  });

  test('requires the requested scope', async () => {
    const { authorization, state } = await createCall();
    const call = (scope: string) =>
      ask(get(`${PATHS.apiEcho}?required_scope=${scope}`, authorization), state);
    expect((await call('read')).status).toBe(200);
    const refused = await call('urn%3Aadmin');
    expect([refused.status, headerOf(refused, 'www-authenticate')]).toEqual([
      403,
      expect.stringContaining('error="insufficient_scope"'),
    ]);
    expect(headerOf(refused, 'www-authenticate')).toContain('scope="urn:admin"');
    const both = await call('read+write');
    expect([both.status, headerOf(both, 'www-authenticate')]).toEqual([
      403,
      expect.stringContaining('not have the scope write", scope="read write"'),
    ]);
    expect((await call('read&required_scope=write')).status).toBe(403);
    // What is no scope must not get into a header.
    expect((await call('a%22b')).status).toBe(200);
  });

  test('needs a token like the rest of the API', async () => {
    const answer = await ask(post(PATHS.apiEcho, 'x'), createState());
    expect([answer.status, headerOf(answer, 'www-authenticate')]).toEqual([
      401,
      expect.stringMatching(/^Bearer realm="Credence demo API", resource_metadata=/),
    ]);
  });
});
