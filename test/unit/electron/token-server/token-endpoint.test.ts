import { describe, expect, test } from 'vitest';
import { PATHS } from '../../../../electron/token-server/paths.ts';
import { ask, basic, createState, FORM_TYPE, GRANT, headerOf, NOW, post, SERVER } from './fixture.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const token = (body: string, ...authorizations: string[]) => post(PATHS.token, body, ...authorizations);

describe('a token', () => {
  test('is answered member for member as in the tutorial, with scope', async () => {
    const answer = await ask(token(`${GRANT}&${SERVER}&scope=read`));
    const id = JSON.parse(answer.body).access_token;
    expect(id).toMatch(UUID);
    expect(answer.body).toBe(
      `{"access_token":"${id}","scope":"read","token_type":"bearer","expires_in":299}`,
    );
    expect(answer.status).toBe(200);
    expect(answer.clientId).toBe('server');
    expect(answer.decision).toBe('token issued for scope "read"');
  });

  test('carries no scope when none was requested', async () => {
    const answer = await ask(token(`${GRANT}&${SERVER}`));
    expect(Object.keys(JSON.parse(answer.body))).toEqual(['access_token', 'token_type', 'expires_in']);
    expect(answer.decision).toBe('token issued without scope');
  });

  test('is not cached, and is JSON', async () => {
    const answer = await ask(token(`${GRANT}&${SERVER}`));
    expect(headerOf(answer, 'cache-control')).toBe('no-store');
    expect(headerOf(answer, 'pragma')).toBe('no-cache');
    expect(headerOf(answer, 'content-type')).toBe('application/json;charset=UTF-8');
  });

  test('is another one each time', async () => {
    const state = createState();
    const answers = await Promise.all([1, 2, 3].map(() => ask(token(`${GRANT}&${SERVER}`), state)));
    expect(new Set(answers.map(({ body }) => JSON.parse(body).access_token)).size).toBe(3);
  });

  test('lives for the time of its client', async () => {
    const state = createState();
    const { access_token } = JSON.parse((await ask(token(`${GRANT}&${SERVER}`), state)).body);
    expect(state.tokens.find(access_token, NOW + 298_999).status).toBe('active');
    expect(state.tokens.find(access_token, NOW + 299_000).status).toBe('expired');
  });

  const scopes = [
    ['read write', 'read write', 'both'],
    ['write read', 'write read', 'order is the client’s'],
    ['read  read', 'read', 'each once'],
    ['', undefined, 'a parameter without a value is as if left out (RFC 6749 §3.2)'],
  ] as const;

  test.each(scopes)('for scope=%j has the scope %j: %s', async (requested, granted) => {
    const answer = await ask(token(`${GRANT}&${SERVER}&scope=${encodeURIComponent(requested)}`));
    expect(JSON.parse(answer.body).scope).toBe(granted);
  });

  test.each(['client_id', 'resource=urn:a&resource=urn:c&foo', 'audience=a&audience', 'foo'])(
    'is issued although %s is there besides',
    async (name) => {
      const body = name === 'client_id' ? `${GRANT}&client_id=server` : `${GRANT}&${name}=b`;
      expect((await ask(token(body, basic('server', 'Secr3t!')))).status).toBe(200);
    },
  );
});

describe('a bad request', () => {
  const cases = [
    ['no grant_type', SERVER, 400, 'invalid_request'],
    ['grant_type without a value', `grant_type=&${SERVER}`, 400, 'invalid_request'],
    ['unknown grant', `grant_type=password&${SERVER}`, 400, 'unsupported_grant_type'],
    [
      'refresh_token grant',
      `grant_type=refresh_token&refresh_token=x&${SERVER}`,
      400,
      'unsupported_grant_type',
    ],
    ['grant_type twice', `${GRANT}&${GRANT}&${SERVER}`, 400, 'invalid_request'],
    ['scope twice', `${GRANT}&${SERVER}&scope=read&scope=write`, 400, 'invalid_request'],
    ['an unknown parameter twice', `${GRANT}&${SERVER}&x=1&x=2`, 400, 'invalid_request'],
    ['scope is case-sensitive', `${GRANT}&${SERVER}&scope=Read`, 400, 'invalid_scope'],
    ['a scope the client may not have', `${GRANT}&${SERVER}&scope=read+admin`, 400, 'invalid_scope'],
    ['not a scope token', `${GRANT}&${SERVER}&scope=%22read%22`, 400, 'invalid_scope'],
    ['a tab parts no scopes', `${GRANT}&${SERVER}&scope=read%09write`, 400, 'invalid_scope'],
    ['nor does the end of a line', `${GRANT}&${SERVER}&scope=read%0A`, 400, 'invalid_scope'],
    ['no capability', `${GRANT}&client_id=powerless&client_secret=Secr3t!`, 400, 'unauthorized_client'],
    ['empty body', '', 400, 'invalid_request'],
  ] as const;

  test.each(cases)('%s: %s → %i %s', async (_name, body, status, error) => {
    const state = createState();
    const answer = await ask(token(body), state);
    expect([answer.status, JSON.parse(answer.body).error]).toEqual([status, error]);
    expect(answer.decision).toMatch(new RegExp(`^${error}: `));
    expect(headerOf(answer, 'cache-control')).toBe('no-store');
    expect(state.tokens.size).toBe(0);
  });

  test.each([
    ['read%0A', "A line break follows the scope 'read'"],
    ['%09read', 'The scope parameter begins with a tab'],
    ['read%0Awrite', "The scope 'read' is followed by a line break; separate scopes with a space"],
    ['%22read%22', 'The scope parameter begins with a quotation mark'],
    ['read,write', "The client is not registered for the scope 'read,write'; separate scopes with a space"],
    ['read%C2%A0write', "The scope 'read' is followed by the character U+00A0; separate scopes with a space"],
    ['le%C3%A9', "The character U+00E9 follows the scope 'le'"],
  ])('scope=%s: %s', async (scope, description) => {
    const answer = await ask(token(`${GRANT}&${SERVER}&scope=${scope}`));
    expect(JSON.parse(answer.body).error_description).toBe(description);
  });

  test.each([
    ['grant_type', PATHS.token, SERVER, GRANT],
    ['client_secret', PATHS.token, GRANT, 'client_id=server&client_secret=canary'],
    ['token', PATHS.introspection, SERVER, 'token=canary'],
    ['token', PATHS.revocation, SERVER, 'token=canary'],
  ])('%s in the URL is not read, and the answer says where it was', async (parameter, path, body, query) => {
    const answer = await ask({ ...post(path, body), query });
    expect(JSON.parse(answer.body).error_description).toBe(
      `The parameter ${parameter} is in the URL, which this server does not read and logs may keep; send it in the body`,
    );
    expect(answer.decision).not.toContain('canary');
  });

  const types = [
    ['application/json', '{"grant_type":"client_credentials"}'],
    ['text/plain', `${GRANT}&${SERVER}`],
    ['multipart/form-data; boundary=x', '--x--'],
    [undefined, `${GRANT}&${SERVER}`],
  ] as const;

  test.each(types)('Content-Type %s is refused and named', async (type, body) => {
    const headers = type === undefined ? {} : { 'content-type': type };
    const answer = await ask({ ...token(body), headers });
    expect([answer.status, JSON.parse(answer.body).error]).toEqual([400, 'invalid_request']);
    expect(JSON.parse(answer.body).error_description).toContain('Content-Type');
  });

  test.each([`${FORM_TYPE};charset=UTF-8`, 'Application/X-WWW-Form-Urlencoded ; charset=utf-8'])(
    'Content-Type %s is a form',
    async (type) => {
      const answer = await ask({ ...token(`${GRANT}&${SERVER}`), headers: { 'content-type': type } });
      expect(answer.status).toBe(200);
    },
  );

  test('a compressed body is refused', async () => {
    const headers = { 'content-type': FORM_TYPE, 'content-encoding': 'gzip' };
    expect((await ask({ ...token(`${GRANT}&${SERVER}`), headers })).status).toBe(400);
  });

  test.each(['scope="\\é☃%00', '"\\%0a\u0001%22'])(
    'its description has only the allowed characters: %s',
    async (scope) => {
      const answer = await ask(token(`${GRANT}&${SERVER}&scope=${scope}`));
      expect(JSON.parse(answer.body).error_description).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
    },
  );
});
