import { describe, expect, it } from 'vitest';
import type { HttpResponse } from '../../../../../shared/http/exchange.ts';
import {
  audienceOf,
  type IntrospectionOutcome,
  introspectedScopes,
  readIntrospection,
} from '../../../../../shared/oauth/token-operations/introspection.ts';
import { readRevocation } from '../../../../../shared/oauth/token-operations/revocation.ts';
import { anExchange, aResponse } from '../../fixtures.ts';

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = (claims: object, header: object = { alg: 'RS256' }) => `${part(header)}.${part(claims)}.c2ln`;

const members = { active: true, scope: 'read', client_id: 'server' };

function read(response: HttpResponse | null): IntrospectionOutcome {
  return readIntrospection(anExchange({ purpose: 'introspection', response }));
}

describe('introspection response', () => {
  it.each<[string, HttpResponse, Partial<IntrospectionOutcome>]>([
    ['JSON', aResponse(members), { kind: 'active', form: 'json', members, jwt: null }],
    ['inactive', aResponse({ active: false }), { kind: 'inactive', form: 'json' }],
    ['with a byte order mark', aResponse(`\uFEFF${JSON.stringify(members)}`), { kind: 'active' }],
    [
      'RFC 9701',
      aResponse(jwt({ iss: 'i', aud: 'c', token_introspection: members })),
      { kind: 'active', form: 'rfc9701', members },
    ],
    [
      'RFC 9701, inactive',
      aResponse(jwt({ iss: 'i', aud: 'c', token_introspection: { active: false } })),
      { kind: 'inactive', form: 'rfc9701' },
    ],
    [
      'Curity’s phantom token is active by being there',
      aResponse(jwt({ scope: 'read' })),
      { kind: 'active', form: 'curity', members: { scope: 'read' } },
    ],
    [
      'a bare JWT that says inactive',
      aResponse(jwt({ active: false })),
      { kind: 'inactive', form: 'curity' },
    ],
    ['Curity’s 204', aResponse('', { status: 204 }), { kind: 'inactive', form: 'curity', members: {} }],
    ['active as a text', aResponse({ active: 'false' }), { kind: 'inactive' }],
    [
      'an error',
      aResponse({ error: 'invalid_client' }, { status: 401 }),
      { kind: 'error', error: 'invalid_client' },
    ],
    ['an error with 200', aResponse({ error: 'invalid_request' }), { kind: 'error' }],
    ['no active', aResponse({ sub: 'x' }), { kind: 'unreadable', reason: 'no-active' }],
    ['nothing', aResponse(''), { kind: 'unreadable', reason: 'empty' }],
    ['a page', aResponse('<html>'), { kind: 'unreadable', reason: 'html' }],
    ['a list', aResponse('[true]'), { kind: 'unreadable', reason: 'not-json' }],
    [
      'an encrypted answer',
      aResponse(`${part({ alg: 'RSA-OAEP', enc: 'A128GCM' })}.a.b.c.d`),
      { kind: 'unreadable', reason: 'encrypted' },
    ],
    ['a JWT within an error', aResponse(jwt({}), { status: 500 }), { kind: 'unreadable' }],
  ])('%s', (_, response, expected) => {
    expect(read(response)).toMatchObject(expected);
  });

  it('none, when no response came', () => {
    expect(read(null)).toEqual({ kind: 'no-response' });
  });

  it.each([
    ['read write', ['read', 'write']],
    [
      ['read', 'write'],
      ['read', 'write'],
    ],
    ['', []],
    [undefined, null],
    [7, null],
  ])('scope %j is %j', (scope, expected) => {
    expect(introspectedScopes({ scope })).toEqual(expected);
  });

  it.each([
    ['api', ['api']],
    [
      ['api', 7, 'b'],
      ['api', 'b'],
    ],
    [undefined, null],
  ])('aud %j is %j', (aud, expected) => {
    expect(audienceOf({ aud })).toEqual(expected);
  });
});

describe('revocation response', () => {
  it.each<[string, HttpResponse, object]>([
    ['200, whatever its body', aResponse('<html>'), { kind: 'revoked' }],
    ['204, as some servers write it', aResponse('', { status: 204 }), { kind: 'revoked' }],
    [
      'unsupported_token_type',
      aResponse({ error: 'unsupported_token_type' }, { status: 400 }),
      { kind: 'error', error: 'unsupported_token_type' },
    ],
    [
      '503: the token still exists',
      aResponse('', { status: 503, headers: { 'Retry-After': '5' } }),
      { kind: 'kept', retryAfter: '5' },
    ],
    ['503 without Retry-After', aResponse('', { status: 503 }), { kind: 'kept', retryAfter: null }],
    ['a page', aResponse('<html>', { status: 404 }), { kind: 'refused', status: 404 }],
    ['a redirect', aResponse('', { status: 302 }), { kind: 'refused', status: 302 }],
  ])('%s', (_, response, expected) => {
    expect(readRevocation(anExchange({ purpose: 'revocation', response }))).toEqual(
      expect.objectContaining(expected),
    );
  });

  it('none, when no response came', () => {
    expect(readRevocation(anExchange({ purpose: 'revocation' }))).toEqual({ kind: 'no-response' });
  });
});
