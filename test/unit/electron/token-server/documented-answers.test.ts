import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ServerRequest } from '../../../../electron/token-server/http/request.ts';
import { PATHS } from '../../../../electron/token-server/paths.ts';
import type { ServerClient } from '../../../../shared/token-server/server-client.ts';
import { ask, basic, client, createState, GRANT, get, post, SERVER } from './fixture.ts';

// The table "What it answers" of docs/TOKEN-SERVER.md, row by row.

const server = await client('server', 'Secr3t!', {});
const clients: readonly ServerClient[] = [
  server,
  { ...server, clientId: 'reader', capabilities: ['introspection'] },
  { ...server, clientId: 'public', authentication: { method: 'none' } },
  { ...server, clientId: 'dpop', dpop: 'required' },
  { ...server, clientId: 'bound', certificateBinding: 'required' },
];
const state = createState(clients);
const BASIC = basic('server', 'Secr3t!');
const as = (id: string) => `client_id=${id}&client_secret=Secr3t!`;
const token = (body: string, ...authorizations: string[]) => post(PATHS.token, body, ...authorizations);
const withHeaders = (headers: Record<string, string>, body = GRANT) => {
  const request = token(body);
  return { ...request, headers: { ...request.headers, ...headers } };
};

/** The requests of each row, by the row's own words. Rows about a connection are in `transport.test.ts`. */
const REQUESTS: Readonly<Record<string, readonly ServerRequest[]>> = {
  GET: [get(`${PATHS.token}?${GRANT}&${SERVER}`)],
  'a JSON body, no form, a compressed body': [
    withHeaders({ 'content-type': 'application/json' }, '{}'),
    withHeaders({ 'content-type': 'text/plain' }, GRANT),
    withHeaders({ 'content-encoding': 'gzip' }),
  ],
  'a parameter twice (except `resource` and `audience`)': [
    token(`${GRANT}&scope=read&scope=write&${SERVER}`),
  ],
  'no `grant_type`': [token(SERVER)],
  'missing or wrong authentication': [
    token(GRANT),
    token(`${GRANT}&client_id=server&client_secret=x`),
    token(GRANT, 'Bearer x'),
    token(GRANT, basic('server', 'x')),
  ],
  'two methods at once, two Authorization headers': [
    token(`${GRANT}&${SERVER}`, BASIC),
    token(GRANT, BASIC, BASIC),
  ],
  'an unknown grant': [token(`grant_type=password&${SERVER}`)],
  'a client without the capability, a public client': [
    token(`${GRANT}&${as('reader')}`),
    token(`${GRANT}&client_id=public`),
  ],
  'a scope that the client is not registered for': [token(`${GRANT}&${SERVER}&scope=admin`)],
  'a resource that is not an absolute URI, or has a fragment': [
    token(`${GRANT}&${SERVER}&resource=x`),
    token(`${GRANT}&${SERVER}&resource=${encodeURIComponent('https://api.example/#a')}`),
  ],
  '`authorization_details` that are not an array of objects with a `type`, or repeat a member': [
    token(`${GRANT}&${SERVER}&authorization_details=x`),
    token(`${GRANT}&${SERVER}&authorization_details=[{}]`),
    token(`${GRANT}&${SERVER}&authorization_details=[{"type":"a"},{"type":"b","type":"c"}]`),
  ],
  'a DPoP proof that is wrong, or missing where it is required': [
    withHeaders({ dpop: 'x' }, `${GRANT}&${SERVER}`),
    token(`${GRANT}&${as('dpop')}`),
  ],
  'no certificate, where tokens are always bound to one': [token(`${GRANT}&${as('bound')}`)],
};

/** Rows whose answer is decided by the connection, or needs a proof that is good: tests of their own. */
const ELSEWHERE = [
  'Basic, and the same `client_id` in the body',
  'a proof without a valid nonce, where nonces are required',
  'a body over 64 KiB',
  'a Host header that is not a name of this server',
  'two Host headers, or none in HTTP/1.1',
  'plain HTTP at the HTTPS port',
  'CONNECT, from a client that takes it for a proxy',
];

const page = readFileSync(join(import.meta.dirname, '../../../../docs/TOKEN-SERVER.md'), 'utf8');
const table =
  /## What it answers[\s\S]*?\| request \| answer \|\n\| ?-+[^\n]*\n((?:\|.*\n)+)/.exec(page)?.[1] ?? '';
const rows = table
  .trim()
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, request = '', answer = '']) => ({ request, answer }));

test('every row of the table is tested', () => {
  expect(rows.map(({ request }) => request).sort()).toEqual([...Object.keys(REQUESTS), ...ELSEWHERE].sort());
});

describe('the token endpoint answers as documented', () => {
  test.each(rows.filter(({ request }) => Object.hasOwn(REQUESTS, request)))(
    '$request: $answer',
    async ({ answer, request }) => {
      const [, status, error] = /^(\d{3}) `([a-z_]+)`/.exec(answer) ?? [];
      for (const each of REQUESTS[request] ?? []) {
        const { body, status: said } = await ask(each, state);
        expect([said, JSON.parse(body).error]).toEqual([Number(status), error]);
        expect(JSON.parse(body).error_description).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
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
