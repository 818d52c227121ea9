import { describe, expect, test } from 'vitest';
import { PATHS } from '../../../../electron/token-server/paths.ts';
import type { ServerClient } from '../../../../shared/token-server/server-client.ts';
import { ask, basic, client, createState, GRANT, get, headerOf, post, SERVER } from './fixture.ts';

// The table "What it answers" of docs/TOKEN-SERVER.md, line by line.

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

describe('the token endpoint answers as documented', () => {
  test.each([
    ['GET', get(`${PATHS.token}?${GRANT}&${SERVER}`), 405, 'invalid_request'],
    ['a JSON body', withHeaders({ 'content-type': 'application/json' }, '{}'), 400, 'invalid_request'],
    ['a compressed body', withHeaders({ 'content-encoding': 'gzip' }), 400, 'invalid_request'],
    ['a parameter twice', token(`${GRANT}&scope=read&scope=write&${SERVER}`), 400, 'invalid_request'],
    ['no grant_type', token(SERVER), 400, 'invalid_request'],
    ['no authentication', token(GRANT), 401, 'invalid_client'],
    ['wrong credentials', token(`${GRANT}&client_id=server&client_secret=x`), 401, 'invalid_client'],
    ['two methods', token(`${GRANT}&${SERVER}`, BASIC), 400, 'invalid_request'],
    ['two Authorization headers', token(GRANT, BASIC, BASIC), 400, 'invalid_request'],
    ['another Authorization scheme', token(GRANT, 'Bearer x'), 401, 'invalid_client'],
    ['an unknown grant', token(`grant_type=password&${SERVER}`), 400, 'unsupported_grant_type'],
    ['no capability for the grant', token(`${GRANT}&${as('reader')}`), 400, 'unauthorized_client'],
    ['a public client', token(`${GRANT}&client_id=public`), 400, 'unauthorized_client'],
    ['a scope it may not have', token(`${GRANT}&${SERVER}&scope=admin`), 400, 'invalid_scope'],
    ['a bad resource', token(`${GRANT}&${SERVER}&resource=x`), 400, 'invalid_target'],
    [
      'bad authorization_details',
      token(`${GRANT}&${SERVER}&authorization_details=x`),
      400,
      'invalid_authorization_details',
    ],
    ['no DPoP proof', token(`${GRANT}&${as('dpop')}`), 400, 'invalid_dpop_proof'],
    ['a bad DPoP proof', withHeaders({ dpop: 'x' }, `${GRANT}&${SERVER}`), 400, 'invalid_dpop_proof'],
    ['no client certificate', token(`${GRANT}&${as('bound')}`), 400, 'invalid_request'],
  ])('%s', async (_name, request, status, error) => {
    const answer = await ask(request, state);
    expect([answer.status, JSON.parse(answer.body).error]).toEqual([status, error]);
    // Its characters, none of which had to be replaced.
    expect(JSON.parse(answer.body).error_description).toMatch(/^[\x20-\x21\x23-\x3e\x40-\x5b\x5d-\x7e]+$/);
  });

  test('a client_id that repeats the one of Basic is accepted', async () => {
    expect((await ask(token(`${GRANT}&client_id=server`, BASIC), state)).status).toBe(200);
  });

  test('the scheme is offered to whom used the header', async () => {
    const answer = await ask(token(GRANT, basic('server', 'x')), state);
    expect(headerOf(answer, 'www-authenticate')).toMatch(/^Basic /);
  });
});
