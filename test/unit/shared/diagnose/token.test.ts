import { describe, expect, it } from 'vitest';
import { examine } from '../../../../shared/diagnose/diagnose.ts';
import { redactExchange } from '../../../../shared/http/exchange.ts';
import {
  aField,
  anExchange,
  aResponse,
  aTokenRequest,
  aWorkspace,
  type WorkspaceOverrides,
} from '../fixtures.ts';
import { findings, idsOf, ofTokenAnswer } from './findings.ts';

const good = { access_token: 't', token_type: 'Bearer', expires_in: 299 };
const jwt = (claims: object, header: object = { alg: 'ES256' }) =>
  [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
    .concat('.c2ln');
/** When the fixtures' exchange took place, in seconds. */
const NOW = Date.UTC(2025, 5, 1, 12) / 1000;

describe('a correct response has no findings', () => {
  it.each([
    [
      'the tutorial’s',
      { access_token: 't', scope: 'read', token_type: 'bearer', expires_in: 299 },
      { request: { scopes: ['read'] } },
    ],
    ['without scope, as requested', good, { request: { scopes: ['read'] } }],
    ['scopes in another order', { ...good, scope: 'b a' }, { request: { scopes: ['a', 'b'] } }],
    ['token_type in capitals', { ...good, token_type: 'BEARER' }, {}],
    ['a JWT', { ...good, access_token: jwt({ exp: NOW + 299, iat: NOW, nbf: NOW }) }, {}],
  ])('%s', (_, body, overrides) => {
    expect(ofTokenAnswer(body, {}, overrides)).toEqual([]);
  });
});

describe('flags oddities in a successful response', () => {
  const label = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' };

  it.each<[string, object, Parameters<typeof ofTokenAnswer>[1], string[], string]>([
    ['token-scope-reduced', { ...good, scope: 'read' }, {}, ['read', 'write'], 'missing: “write”'],
    ['token-scope-extra', { ...good, scope: 'read admin' }, {}, ['read'], 'Granted too: “admin”'],
    ['token-scope-default', { ...good, scope: 'read' }, {}, [], 'Granted: “read”'],
    ['token-refresh-token', { ...good, refresh_token: 'r' }, {}, [], 'refresh_token'],
    ['token-cacheable', good, { headers: { 'Content-Type': 'application/json' } }, [], 'Cache-Control: none'],
    [
      'token-cacheable',
      good,
      { headers: { ...label, 'Cache-Control': 'private' } },
      [],
      'Cache-Control: private',
    ],
    ['token-type-missing', { ...good, token_type: undefined }, {}, [], 'token_type'],
    ['token-type-dpop', { ...good, token_type: 'DPoP' }, {}, [], '“DPoP”'],
    ['token-type-unknown', { ...good, token_type: 'mac' }, {}, [], '“mac”'],
    ['token-characters', { ...good, access_token: 'a b' }, {}, [], 'white space'],
    ['token-alphabet', { ...good, access_token: 'a"b' }, {}, [], '“"”'],
    ['token-content-type', good, { headers: { ...label, 'Content-Type': 'text/html' } }, [], 'text/html'],
    ['token-status', good, { status: 201 }, [], 'Status 201'],
    ['token-lifetime-missing', { ...good, expires_in: undefined }, {}, [], 'missing'],
    ['token-lifetime-string', { ...good, expires_in: '299' }, {}, [], '"299"'],
    ['token-lifetime-unreadable', { ...good, expires_in: 'soon' }, {}, [], 'soon'],
    ['token-lifetime-short', { ...good, expires_in: 9 }, {}, [], 'expires_in: 9'],
    ['token-lifetime-long', { ...good, expires_in: 90_000 }, {}, [], 'which is 25 hours'],
    [
      'token-jwt-expired',
      { ...good, access_token: jwt({ exp: NOW - 60, iat: NOW - 359 }) },
      {},
      [],
      '60 seconds later',
    ],
    [
      'token-jwt-not-yet-valid',
      { ...good, access_token: jwt({ nbf: NOW + 60 }) },
      {},
      [],
      '60 seconds after it came',
    ],
    ['token-jwt-unsigned', { ...good, access_token: jwt({}, { alg: 'none' }) }, {}, [], '“none”'],
    [
      'token-lifetime-differs',
      { ...good, access_token: jwt({ exp: NOW + 600, iat: NOW }) },
      {},
      [],
      '600 seconds after iat',
    ],
    [
      'clock-skew',
      good,
      { headers: { ...label, Date: 'Sun, 01 Jun 2025 12:05:00 GMT' } },
      [],
      '5 minutes ahead',
    ],
    [
      'clock-skew',
      good,
      { headers: { ...label, Date: 'Sun, 01 Jun 2025 11:55:00 GMT' } },
      [],
      '5 minutes behind',
    ],
  ])('%s', (name, body, response, scopes, seen) => {
    const list = ofTokenAnswer(body, response, { request: { scopes } });
    expect(idsOf(list)).toEqual([name.replace(/^P\d+: /, '')]);
    expect(list[0]?.seen).toContain(seen);
  });

  it.each([9, 9.99, 10, 86_400])('a lifetime of %d seconds is judged by its bounds', (expires_in) => {
    expect(idsOf(ofTokenAnswer({ ...good, expires_in }))).toEqual(
      expires_in < 10 ? ['token-lifetime-short'] : [],
    );
  });

  it('a lifetime that is too large for a number is shown as it came', () => {
    const body = '{"access_token":"t","token_type":"Bearer","expires_in":1e400}';
    expect(ofTokenAnswer(body, { headers: label })).toMatchObject([
      { id: 'token-lifetime-unreadable', seen: 'expires_in: Infinity.' },
    ]);
  });

  it('a token that was withheld from the disk is not judged by its bullets', () => {
    expect(ofTokenAnswer({ ...good, access_token: '••••••••' })).toEqual([]);
  });

  it('a Date within ten seconds is no skew', () => {
    expect(ofTokenAnswer(good, { headers: { ...label, Date: 'Sun, 01 Jun 2025 12:00:09 GMT' } })).toEqual([]);
  });
});

describe('every error code (RFC 6749 §5.2 and extensions)', () => {
  it.each([
    ['invalid_request', 'oauth-invalid-request'],
    ['invalid_client', 'oauth-invalid-client'],
    ['invalid_grant', 'oauth-invalid-grant'],
    ['unauthorized_client', 'oauth-unauthorized-client'],
    ['unsupported_grant_type', 'oauth-unsupported-grant-type'],
    ['invalid_scope', 'oauth-scope-missing'],
    ['invalid_target', 'oauth-audience-missing'],
    ['invalid_authorization_details', 'oauth-invalid-authorization-details'],
    ['use_dpop_nonce', 'dpop-proof-missing'],
    ['invalid_dpop_proof', 'dpop-proof-missing'],
    ['access_denied', 'oauth-access-denied'],
    ['server_error', 'oauth-server-error'],
    ['temporarily_unavailable', 'oauth-temporarily-unavailable'],
    ['token_lookup_failed', 'oauth-invalid-request'],
  ])('%s', (error, id) => {
    const [finding, ...others] = ofTokenAnswer({ error, error_description: 'Because.' }, { status: 400 });
    expect(finding).toMatchObject({ id, severity: 'error', seen: `Status 400, ${error}: “Because.”` });
    expect(others).toEqual([]);
  });

  it('an error with a status of success is a warning beside its cause', () => {
    const list = ofTokenAnswer({ error: 'invalid_scope', error_description: 'x' }, { status: 200 });
    expect(idsOf(list)).toEqual(['oauth-scope-missing', 'oauth-error-with-success-status']);
  });

  it.each([
    ['oauth-error-status', 403, {}, 'invalid_scope', 'x'],
    ['oauth-error-status', 401, {}, 'invalid_request', 'x'],
    ['oauth-error-description-characters', 400, {}, 'invalid_scope', 'naïve'],
    ['oauth-error-description-characters', 400, {}, 'invalid_scope', 'a "quote"'],
    ['oauth-error-content-type', 400, { headers: { 'Content-Type': 'text/html' } }, 'invalid_scope', 'x'],
    ['oauth-invalid-client-without-challenge', 401, {}, 'invalid_client', 'x'],
  ])('%s is a note, not a finding', (id, status, response, error, error_description) => {
    const answer = aResponse({ error, error_description }, { status, ...response });
    const workspace = aWorkspace({ client: { authMethod: 'client_secret_basic' } });
    const exchange = anExchange({ request: aTokenRequest(workspace), response: answer });
    const { notes, findings: list } = examine(exchange, { workspace, now: 0 });
    expect(idsOf(notes)).toContain(id);
    expect(idsOf(list)).not.toContain(id);
  });

  it('escapes invisible and direction-changing characters', () => {
    const answer = { error: 'invalid_scope', error_description: 'a\u202Eb\u0007c' };
    expect(ofTokenAnswer(answer, { status: 400 })[0]?.seen).toContain('“a\\u202Eb\\u0007c”');
  });

  it('a secret that the server repeats is masked here, and no fault of its description', () => {
    const answer = { error: 'invalid_scope', error_description: 'no scope for ••••••••' };
    expect(idsOf(ofTokenAnswer(answer, { status: 400 }))).toEqual(['oauth-scope-missing']);
  });
});

describe('what to try for invalid_client', () => {
  const actions = (client: NonNullable<WorkspaceOverrides['client']>, secret: string | null) =>
    ofTokenAnswer({ error: 'invalid_client' }, { status: 400 }, { client }, secret)[0]?.actions;
  const post = { kind: 'switch-auth-method', to: 'client_secret_post' };
  const basic = { kind: 'switch-auth-method', to: 'client_secret_basic' };

  it.each<[string, NonNullable<WorkspaceOverrides['client']>, string | null, object[]]>([
    [
      'form Basic, special characters',
      { authMethod: 'client_secret_basic', basicEncoding: 'form' },
      'Secr3t!',
      [{ kind: 'switch-basic-encoding', to: 'raw' }, post],
    ],
    [
      'raw Basic, special characters',
      { authMethod: 'client_secret_basic', basicEncoding: 'raw' },
      'Secr3t!',
      [{ kind: 'switch-basic-encoding', to: 'form' }, post],
    ],
    [
      'special characters in the id',
      { authMethod: 'client_secret_basic', clientId: 'a b' },
      'plain',
      [{ kind: 'switch-basic-encoding', to: 'raw' }, post],
    ],
    ['Basic, plain', { authMethod: 'client_secret_basic' }, 'plain', [post]],
    ['post', { authMethod: 'client_secret_post' }, 'Secr3t!', [basic]],
    ['none', { authMethod: 'none' }, 'Secr3t!', []],
    ['no secret', { authMethod: 'client_secret_post' }, null, []],
    ['no secret, Basic', { authMethod: 'client_secret_basic' }, null, []],
    ['white space', { authMethod: 'client_secret_basic' }, 'plain ', []],
  ])('%s', (_, client, secret, expected) => {
    expect(actions(client, secret)).toEqual(expected);
  });
});

describe('a request whose secret has been withheld', () => {
  it.each(['Secr3t!', 'plain'])('is diagnosed like the whole one (secret %j)', (secret) => {
    for (const authMethod of ['client_secret_basic', 'client_secret_post', 'none'] as const) {
      for (const basicEncoding of ['form', 'raw'] as const) {
        const workspace = aWorkspace({ client: { clientId: 'a b', authMethod, basicEncoding } });
        for (const candidate of [workspace, aWorkspace({ client: { authMethod, basicEncoding } })]) {
          const exchange = anExchange({
            request: aTokenRequest(candidate, secret),
            response: aResponse({ error: 'invalid_client' }, { status: 401 }),
          });
          expect(findings(redactExchange(exchange), candidate)).toEqual(findings(exchange, candidate));
        }
      }
    }
  });
});

describe('what to try for invalid_scope', () => {
  it.each([
    [['read', 'admin'], "The scope 'admin' is unknown", ['admin']],
    [['read', 'admin'], 'admin, foo', ['admin']],
    [['read', 'readonly'], 'readonly is not allowed.', ['readonly']],
    [['a.b'], null, ['a.b']],
  ])('asked for %j, told %j: drop %j', (scopes, error_description, drop) => {
    const body = { error: 'invalid_scope', error_description };
    expect(ofTokenAnswer(body, { status: 400 }, { request: { scopes } })[0]?.actions).toEqual([
      { kind: 'drop-scopes', scopes: drop },
    ]);
  });

  it('drops no scope if the server does not say which one is wrong', () => {
    const [finding] = ofTokenAnswer(
      { error: 'invalid_scope', error_description: 'No.' },
      { status: 400 },
      { request: { scopes: ['a', 'b'] } },
    );
    expect(finding?.actions).toEqual([]);
  });

  it('suggests a scope if none was requested', () => {
    const [finding] = ofTokenAnswer({ error: 'invalid_scope' }, { status: 400 });
    expect(finding).toMatchObject({ actions: [] });
    expect(finding?.why).toContain('no default');
  });
});

describe('what to look at for invalid_request', () => {
  it.each([
    [
      'two methods',
      {
        client: { authMethod: 'client_secret_basic' as const },
        request: { parameters: [aField('client_secret', 'x')] },
      },
      'Remove client_secret',
    ],
    [
      'a repeated parameter',
      { request: { parameters: [aField('a', '1'), aField('a', '2')] } },
      'Send “a” once',
    ],
    ['no grant_type', { request: { rawBody: 'x=1' } }, 'Add grant_type'],
    ['nothing in sight', {}, 'Read the server’s message'],
  ])('%s', (_, overrides, words) => {
    expect(ofTokenAnswer({ error: 'invalid_request' }, { status: 400 }, overrides)[0]?.nextStep).toContain(
      words,
    );
  });

  it('unsupported_grant_type quotes a grant that is another', () => {
    const [finding] = ofTokenAnswer(
      { error: 'unsupported_grant_type' },
      { status: 400 },
      { request: { rawBody: 'grant_type=client_credential' } },
    );
    expect(finding?.why).toContain('“client_credential”');
  });
});

describe('answers that are no OAuth answers', () => {
  it.each<[string, string | object, Parameters<typeof ofTokenAnswer>[1], string]>([
    ['answer-forbidden-empty', '', { status: 403 }, 'Status 403; the body is empty.'],
    ['oauth-invalid-client', '', { status: 401 }, 'Status 401'],
    ['answer-empty', '', { status: 200 }, 'Status 200; the body is empty.'],
    [
      'answer-html-login',
      '<html><title>Sign in</title><input name=p type="password">',
      { status: 200 },
      '“Sign in”',
    ],
    [
      'answer-html',
      '<!doctype html><style>b{}</style><p>Hello &nbsp;there',
      { status: 200 },
      '“Hello there”',
    ],
    ['answer-form-encoded', 'access_token=x&token_type=bearer', { status: 200 }, 'Status 200'],
    ['answer-cut-off', '{"access_token":"x', { status: 200 }, 'Status 200'],
    ['answer-not-json', 'Hello', { status: 200 }, '“Hello”'],
    ['answer-not-an-object', '["x"]', { status: 200 }, 'x'],
    ['answer-token-elsewhere', { accessToken: 'x' }, { status: 200 }, 'accessToken'],
    ['answer-no-access-token', { issuer: 'x' }, { status: 200 }, 'issuer'],
    ['answer-no-access-token', '{}', { status: 200 }, '{}'],
    [
      'http-redirect-login',
      '',
      { status: 302, headers: { Location: '/login?next=/' } },
      'https://localhost:8443/login?next=/',
    ],
    [
      'http-redirect',
      '',
      { status: 308, headers: { Location: 'https://other/token' } },
      'https://other/token',
    ],
    ['http-not-found', '<html>', { status: 404 }, 'Status 404'],
    ['http-method-not-allowed', '', { status: 405, headers: { Allow: 'GET' } }, 'Allow: GET'],
    ['http-not-acceptable', '', { status: 406 }, '406'],
    ['http-proxy-authentication', '', { status: 407, headers: { 'Proxy-Authenticate': 'Basic' } }, 'Basic'],
    ['http-unsupported-media-type', '', { status: 415 }, 'Status 415'],
    ['http-rate-limited', '', { status: 429, headers: { 'Retry-After': '120' } }, 'Retry-After: 120'],
    ['http-unavailable', 'x', { status: 503 }, 'Retry-After: none'],
    ['http-bad-gateway', '<html><h1>502 Bad Gateway</h1>', { status: 502 }, '502 Bad Gateway'],
    ['http-bad-gateway', '', { status: 504 }, 'Status 504'],
    ['http-server-error', 'boom', { status: 500 }, '“boom”'],
  ])('%s', (id, body, response, seen) => {
    const list = ofTokenAnswer(body, response);
    expect(idsOf(list)).toEqual([id]);
    expect(list[0]?.seen).toContain(seen);
  });

  it.each([
    ['120', 'Wait 2 minutes'],
    ['Sun, 01 Jun 2025 12:01:01 GMT', 'Wait 60 seconds'],
    ['soon', 'Wait a while'],
  ])('Retry-After: %s', (value, words) => {
    expect(ofTokenAnswer('', { status: 429, headers: { 'Retry-After': value } })[0]?.nextStep).toContain(
      words,
    );
  });

  it.each([
    ['https://localhost:8443/token', 'https://localhost:8443/oauth/v2/oauth-token'],
    ['https://id.example/oauth/v2/token', 'https://id.example/oauth/v2/oauth-token'],
    ['https://id.example/token/', 'https://id.example/token'],
    ['https://id.example/token', 'https://id.example/token/'],
  ])('404 at %s offers %s', (tokenEndpoint, url) => {
    expect(ofTokenAnswer('', { status: 404 }, { tokenEndpoint })[0]?.actions).toEqual([
      { kind: 'use-url', url },
    ]);
  });

  it('a redirect from HTTPS to HTTP is not offered', () => {
    expect(
      ofTokenAnswer('', { status: 301, headers: { Location: 'http://localhost/token' } })[0]?.actions,
    ).toEqual([]);
  });
});
