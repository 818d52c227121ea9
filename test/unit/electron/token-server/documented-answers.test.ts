import { describe, expect, test } from 'vitest';
import type { ServerRequest } from '../../../../electron/token-server/http/request.ts';
import { PATHS } from '../../../../electron/token-server/paths.ts';
import type { ServerClient } from '../../../../shared/token-server/server-client.ts';
import { CONNECTION_ROWS, DOCUMENTED_ROWS } from './documented-rows.ts';
import { ask, basic, client, createState, GRANT, get, headerOf, post, SERVER } from './fixture.ts';
import { makeKey, proof } from './keys.ts';

// The table "What it answers" of docs/TOKEN-SERVER.md, row by row.

const server = await client('server', 'Secr3t!', {});
const clients: readonly ServerClient[] = [
  server,
  { ...server, clientId: 'reader', capabilities: ['introspection'] },
  { ...server, clientId: 'public', authentication: { method: 'none' } },
  { ...server, clientId: 'dpop', dpop: 'required' },
  { ...server, clientId: 'bound', certificateBinding: 'required' },
];
const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const key = await makeKey('ES256');
const state = createState(clients);
const withNonces = createState(clients, undefined, { rules: { requireDpopNonce: true } });
const BASIC = basic('server', 'Secr3t!');
const as = (id: string) => `client_id=${id}&client_secret=Secr3t!`;
const token = (body: string, ...authorizations: string[]) => post(PATHS.token, body, ...authorizations);
const withHeaders = (headers: Record<string, string>, body = GRANT) => {
  const request = token(body);
  return { ...request, headers: { ...request.headers, ...headers } };
};

/** The requests of each row, by the row's own words. */
const REQUESTS: Readonly<Record<string, readonly ServerRequest[]>> = {
  GET: [get(`${PATHS.token}?${GRANT}&${SERVER}`)],
  'a body of another type than a form, or a compressed one': [
    withHeaders({ 'content-type': 'application/json' }, '{}'),
    withHeaders({ 'content-type': 'text/plain' }, GRANT),
    withHeaders({ 'content-type': 'multipart/form-data; boundary=x' }, '--x'),
    withHeaders({ 'content-encoding': 'gzip' }),
  ],
  'a repeated parameter (except `resource` and `audience`)': [
    token(`${GRANT}&scope=read&scope=write&${SERVER}`),
  ],
  'no `grant_type`': [token(SERVER)],
  'no client authentication': [token(GRANT)],
  'wrong authentication in the body, or by certificate': [
    token(`${GRANT}&client_id=server`),
    token(`${GRANT}&client_assertion_type=${encodeURIComponent(JWT_BEARER)}&client_assertion=x`),
    token(`${GRANT}&client_id=server&client_secret=x`),
    token(`${GRANT}&client_id=nobody&client_secret=x`),
  ],
  'wrong authentication in the Authorization header': [
    token(GRANT, 'Bearer x'),
    token(GRANT, 'Basic !'),
    token(GRANT, basic('server', 'x')),
  ],
  'two authentication methods, or two Authorization headers': [
    token(`${GRANT}&${SERVER}`, BASIC),
    token(`${GRANT}&client_assertion=x`, BASIC),
    token(`${GRANT}&${SERVER}&client_assertion=x`),
    token(`${GRANT}&client_id=dpop`, BASIC),
    token(GRANT, BASIC, BASIC),
  ],
  'another grant type': [
    token(`grant_type=password&${SERVER}`),
    token(`grant_type=Client_Credentials&${SERVER}`),
  ],
  'a client without the capability, or a public client': [
    token(`${GRANT}&${as('reader')}`),
    token(`${GRANT}&client_id=public`),
  ],
  'a scope that is malformed, or that the client is not registered for': [
    token(`${GRANT}&${SERVER}&scope=admin`),
    token(`${GRANT}&${SERVER}&scope=READ`),
    token(`${GRANT}&${SERVER}&scope=read%0A`),
  ],
  'a `resource` that is not an absolute URI, or has a fragment': [
    token(`${GRANT}&${SERVER}&resource=x`),
    token(`${GRANT}&${SERVER}&resource=${encodeURIComponent('https://api.example/#a')}`),
  ],
  '`authorization_details` that is not an array of objects with a `type`, repeats a member, or has a common field of the wrong type':
    [
      token(`${GRANT}&${SERVER}&authorization_details=x`),
      token(`${GRANT}&${SERVER}&authorization_details=[{}]`),
      token(`${GRANT}&${SERVER}&authorization_details=[{"type":""}]`),
      token(`${GRANT}&${SERVER}&authorization_details=[{"type":"a","locations":"x"}]`),
      token(`${GRANT}&${SERVER}&authorization_details=[{"type":"a","actions":[1]}]`),
      token(`${GRANT}&${SERVER}&authorization_details=[{"type":"a","identifier":1}]`),
      token(`${GRANT}&${SERVER}&authorization_details=[{"type":"a"},{"type":"b","type":"c"}]`),
    ],
  'a DPoP proof that is wrong, or missing where it is required': [
    withHeaders({ dpop: 'x' }, `${GRANT}&${SERVER}`),
    token(`${GRANT}&${as('dpop')}`),
  ],
  'a DPoP proof without a valid nonce, where nonces are required': [
    withHeaders({ dpop: await proof(key) }, `${GRANT}&${SERVER}`),
    withHeaders({ dpop: await proof(key, { nonce: 'unknown' }) }, `${GRANT}&${SERVER}`),
  ],
  'no client certificate, where tokens must be bound to one': [token(`${GRANT}&${as('bound')}`)],
};

test('every row of the table is tested', () => {
  const tested = [...Object.keys(REQUESTS), ...CONNECTION_ROWS];
  expect(DOCUMENTED_ROWS.map(({ request }) => request).sort()).toEqual(tested.sort());
});

describe('the token endpoint answers as documented', () => {
  test.each(DOCUMENTED_ROWS.filter(({ request }) => Object.hasOwn(REQUESTS, request)))(
    '$request: $answer',
    async ({ error, header, request, status }) => {
      for (const each of REQUESTS[request] ?? []) {
        const answer = await ask(each, request.includes('nonce') ? withNonces : state);
        const body = JSON.parse(answer.body);
        expect([answer.status, body.error]).toEqual([status, error]);
        expect(body.error_description).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
        expect(headerOf(answer, 'cache-control')).toBe('no-store');
        if (header !== null) expect(headerOf(answer, header.toLowerCase())).toBeDefined();
        expect(answer.decision).toContain(`${error}: `);
      }
    },
  );

  test('a client_id that repeats the one of Basic is accepted', async () => {
    expect((await ask(token(`${GRANT}&client_id=server`, BASIC), state)).status).toBe(200);
  });
});

describe('the demo API and the audience (RFC 9068 §4)', () => {
  const callWith = async (parameters: string, rules = {}, path: string = PATHS.helloWorld) => {
    const asked = createState(clients, undefined, { rules });
    const { access_token } = JSON.parse((await ask(token(`${GRANT}&${SERVER}${parameters}`), asked)).body);
    return ask(get(path, `Bearer ${access_token}`), asked);
  };

  test.each([
    ['no resource', '', 200],
    ['the API', '&resource=https://localhost:8443', 200],
    ['the API with a slash', '&resource=https://localhost:8443/', 200],
    ['the path that is called', `&resource=https://localhost:8443${PATHS.helloWorld}`, 200],
    ['one of several', '&resource=https://a.example&resource=https://localhost:8443', 200],
    ['another path', `&resource=https://localhost:8443${PATHS.apiRead}`, 401],
    ['another API', '&resource=https://somewhere.else/', 401],
    ['another audience', '&audience=someone', 401],
  ])('a token for %s: %s → %i', async (_name, parameters, status) => {
    expect((await callWith(parameters)).status).toBe(status);
  });

  test('the refusal names both audiences', async () => {
    const answer = await callWith('&resource=https://somewhere.else/');
    expect(JSON.parse(answer.body)).toEqual({
      error: 'invalid_token',
      error_description:
        "The access token is for another audience, 'https://somewhere.else/', not for this API, https://localhost:8443",
    });
  });

  test('a rule turns it off, and the log says so', async () => {
    const answer = await callWith('&resource=https://somewhere.else/', { checkApiAudience: false });
    expect(answer.status).toBe(200);
    expect(answer.decision).toContain('which the rule checkApiAudience would refuse');
  });
});
