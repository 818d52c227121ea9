import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTokenOutcome, tokenFromExchange } from '../../../../../shared/oauth/token/token-response.ts';
import { anExchange, aResponse, aTokenRequest, aWorkspace } from '../../fixtures.ts';

const read = (body: string | object, overrides?: Parameters<typeof aResponse>[1]) =>
  readTokenOutcome(anExchange({ response: aResponse(body, overrides) }));

const tutorial = {
  access_token: '0470b16b-7bf8-4fa3-9ae1-6a10e0f0b699',
  scope: 'read',
  token_type: 'bearer',
  expires_in: 299,
};

describe('successful answers (RFC 6749 §5.1)', () => {
  it("the tutorial's answer", () => {
    expect(read(tutorial)).toEqual({
      kind: 'token',
      accessToken: tutorial.access_token,
      tokenType: 'bearer',
      expiresIn: 299,
      scopes: ['read'],
      members: tutorial,
    });
  });

  it.each([
    ['a number', 299, 299],
    ['zero', 0, 0],
    ['a string of digits', '3600', 3600],
    ['a fraction', 59.5, 59.5],
    ['absent', undefined, null],
    ['null', null, null],
    ['words', 'soon', null],
    ['empty', '', null],
    ['negative', -1, null],
    ['an object', {}, null],
  ])('expires_in as %s', (_, value, expiresIn) => {
    expect(read({ access_token: 't', expires_in: value })).toMatchObject({ kind: 'token', expiresIn });
  });

  it.each([
    ['absent', undefined, null],
    ['empty', '', []],
    ['a list', ['a', 'b'], ['a', 'b']],
    ['several', 'b a  b', ['b', 'a']],
    ['a number', 7, null],
  ])('scope as %s', (_, value, scopes) => {
    expect(read({ access_token: 't', scope: value })).toMatchObject({ kind: 'token', scopes });
  });

  it('unknown members are kept', () => {
    expect(read({ access_token: 't', issued_token_type: 'urn:x', n: { m: 1 } })).toMatchObject({
      members: { issued_token_type: 'urn:x', n: { m: 1 } },
    });
  });

  it.each<[string, string, Parameters<typeof aResponse>[1]?]>([
    ['with a byte order mark', '\uFEFF{"access_token":"t"}'],
    ['labelled text/html', '{"access_token":"t"}', { headers: { 'Content-Type': 'text/html' } }],
    ['with status 201', '{"access_token":"t"}', { status: 201 }],
  ])('a token %s is a token', (_, body, overrides) => {
    expect(read(body, overrides)).toMatchObject({ kind: 'token', accessToken: 't', tokenType: null });
  });
});

describe('errors (RFC 6749 §5.2), whatever their shape', () => {
  it('code, description and uri', () => {
    const members = { error: 'invalid_scope', error_description: 'No.', error_uri: 'https://e' };
    expect(read(members, { status: 400 })).toEqual({
      kind: 'error',
      error: 'invalid_scope',
      description: 'No.',
      uri: 'https://e',
      members,
    });
  });

  it.each([
    ['with status 200', { error: 'invalid_client' }, 200, 'invalid_client'],
    ['with a token and status 400', { error: 'a', access_token: 't' }, 400, 'a'],
    ['as an object', { error: { code: 'AccessDenied', message: 'm' } }, 403, 'AccessDenied'],
    ['as an object with a number', { error: { code: 403 } }, 403, '403'],
  ])('an error %s', (_, body, status, error) => {
    expect(read(body, { status })).toMatchObject({ kind: 'error', error });
  });

  it('a token with an error beside it and status 200 is a token', () => {
    expect(read({ error: 'a', access_token: 't' })).toMatchObject({ kind: 'token' });
  });

  it.each([
    ['empty', '', 403, 'empty'],
    ['blank', ' \r\n', 200, 'empty'],
    ['an HTML page', '<!DOCTYPE html><p>Sign in', 200, 'html'],
    ['an HTML page without doctype', '\n<html>', 503, 'html'],
    ['text', 'Bad Gateway', 502, 'not-json'],
    ['cut off', '{"access_token":"t', 200, 'not-json'],
    ['a list', '[]', 200, 'not-an-object'],
    ['null', 'null', 200, 'not-an-object'],
    ['a number', '42', 200, 'not-an-object'],
    ['an object without token', '{"ok":true}', 200, 'no-access-token'],
    ['a token that is a number', '{"access_token":1}', 200, 'no-access-token'],
    ['an empty token', '{"access_token":""}', 200, 'no-access-token'],
    ['an odd error object', '{"error":{}}', 400, 'no-access-token'],
  ])('%s is unreadable', (_, body, status, reason) => {
    expect(read(body, { status })).toEqual({ kind: 'unreadable', reason });
  });

  it('no response', () => {
    expect(readTokenOutcome(anExchange())).toEqual({ kind: 'no-response' });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.object().map((value) => JSON.stringify(value)),
        ),
        (body) => {
          expect(['token', 'error', 'unreadable']).toContain(read(body).kind);
        },
      ),
    );
  });
});

describe('the token of an exchange', () => {
  const workspace = aWorkspace({ request: { scopes: ['read', 'write'] } });

  it('is dated by the end of the response, and keeps the requested scope', () => {
    const exchange = anExchange({
      request: aTokenRequest(workspace),
      response: aResponse(tutorial),
      startedAt: 1_000_000,
    });
    expect(tokenFromExchange(exchange, readTokenOutcome(exchange), workspace)).toMatchObject({
      id: 'exchange',
      value: tutorial.access_token,
      tokenType: 'bearer',
      receivedAt: 1_000_018,
      expiresAt: 1_000_018 + 299_000,
      requestedScopes: ['read', 'write'],
      grantedScopes: ['read'],
    });
  });

  it('without a lifetime it does not expire that we know of', () => {
    const exchange = anExchange({ response: aResponse({ access_token: 't' }) });
    expect(tokenFromExchange(exchange, readTokenOutcome(exchange), workspace)).toMatchObject({
      expiresAt: null,
      grantedScopes: null,
      tokenType: 'Bearer',
    });
  });

  it('however long it lives, its end is a moment that can be shown', () => {
    const exchange = anExchange({ response: aResponse({ ...tutorial, expires_in: 1e300 }) });
    const token = tokenFromExchange(exchange, readTokenOutcome(exchange), workspace);
    expect(new Date(token?.expiresAt ?? Number.NaN).getTime()).toBe(8.64e15);
  });

  it('there is none in an error', () => {
    const exchange = anExchange({ response: aResponse({ error: 'invalid_client' }, { status: 401 }) });
    expect(tokenFromExchange(exchange, readTokenOutcome(exchange), workspace)).toBeNull();
  });
});
