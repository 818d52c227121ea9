import { describe, expect, it } from 'vitest';
import { redactRequest } from '../../../../../shared/http/exchange.ts';
import { formatRequest } from '../../../../../shared/http/format-http.ts';
import { secretOnly } from '../../../../../shared/oauth/client-authentication/request-credentials.ts';
import { buildTokenRequest } from '../../../../../shared/oauth/request/token-request.ts';
import { MASK, maskText, revealText } from '../../../../../shared/text/sensitive-text.ts';
import { aField, aTokenRequest, aWorkspace, type WorkspaceOverrides } from '../../fixtures.ts';

const wire = (...lines: string[]) => lines.join('\r\n');

describe('the token request on the wire (RFC 6749 §4.4.2)', () => {
  it("matches the tutorial's request, in order", () => {
    const request = aTokenRequest(aWorkspace({ request: { scopes: ['read'] } }));
    expect(formatRequest(request, { reveal: ['CLIENT_SECRET'] })).toBe(
      wire(
        'POST /oauth/v2/oauth-token HTTP/1.1',
        'host: localhost:8443',
        'connection: keep-alive',
        'Accept: application/json',
        'Content-Type: application/x-www-form-urlencoded',
        'content-length: 81',
        '',
        'grant_type=client_credentials&client_id=server&client_secret=Secr3t%21&scope=read',
      ),
    );
  });

  it.each([
    ['form', 'Basic c2VydmVyOlNlY3IzdCUyMQ=='],
    ['raw', 'Basic c2VydmVyOlNlY3IzdCE='],
  ] as const)('Basic in %s encoding', (basicEncoding, authorization) => {
    const request = aTokenRequest(
      aWorkspace({ client: { authMethod: 'client_secret_basic', basicEncoding } }),
    );
    expect(formatRequest(request, { reveal: ['CLIENT_SECRET'] })).toBe(
      wire(
        'POST /oauth/v2/oauth-token HTTP/1.1',
        'host: localhost:8443',
        'connection: keep-alive',
        'Accept: application/json',
        'Content-Type: application/x-www-form-urlencoded',
        `Authorization: ${authorization}`,
        'content-length: 29',
        '',
        'grant_type=client_credentials',
      ),
    );
  });

  it('without authentication only the client_id is sent', () => {
    expect(bodyOf({ client: { authMethod: 'none' } })).toBe('grant_type=client_credentials&client_id=server');
  });

  it.each([
    ['client_secret_post', 'grant_type=client_credentials&client_id=server&client_secret=', undefined],
    ['client_secret_basic', 'grant_type=client_credentials', 'Basic c2VydmVyOg=='],
  ] as const)(
    'a secret never entered is sent as empty and not masked (%s)',
    (authMethod, body, authorization) => {
      const request = aTokenRequest(aWorkspace({ client: { authMethod } }), null);
      expect(maskText(request.body ?? [])).toBe(body);
      const header = request.headers.find(({ name }) => name === 'Authorization');
      expect(header && maskText(header.value)).toBe(authorization);
    },
  );
});

describe('body parameters', () => {
  it('scopes keep their order and are joined by a space', () => {
    expect(bodyOf({ client: { authMethod: 'none' }, request: { scopes: ['write', 'read'] } })).toBe(
      'grant_type=client_credentials&client_id=server&scope=write+read',
    );
  });

  it('parameters keep their order, duplicates are allowed, switched-off ones are not sent', () => {
    const parameters = [
      aField('resource', 'https://b'),
      aField('resource', 'https://a'),
      aField('off', 'x', false),
      aField('', ''),
      aField('grant_type', 'again'),
      aField('ключ', 'значение'),
    ];
    expect(bodyOf({ client: { authMethod: 'none' }, request: { parameters } })).toBe(
      'grant_type=client_credentials&client_id=server&resource=https%3A%2F%2Fb&resource=https%3A%2F%2Fa' +
        '&grant_type=again&%D0%BA%D0%BB%D1%8E%D1%87=%D0%B7%D0%BD%D0%B0%D1%87%D0%B5%D0%BD%D0%B8%D0%B5',
    );
  });

  it('values are form encoded', () => {
    expect(bodyOf({ client: { clientId: ' %&+£€' } }, 'a b')).toBe(
      'grant_type=client_credentials&client_id=+%25%26%2B%C2%A3%E2%82%AC&client_secret=a+b',
    );
  });

  it('a raw body is sent byte for byte, and Basic still goes along', () => {
    const rawBody = 'grant_type=x&&ünicode\r\n =%zz';
    const request = aTokenRequest(
      aWorkspace({ client: { authMethod: 'client_secret_basic' }, request: { rawBody } }),
    );
    expect(revealText(request.body ?? [])).toBe(rawBody);
    expect(request.headers.find(({ name }) => name === 'content-length')?.value).toEqual(['29']);
    expect(request.headers.some(({ name }) => name === 'Authorization')).toBe(true);
  });

  it('an empty raw body is sent as no body, with a warning', () => {
    const request = aTokenRequest(aWorkspace({ request: { rawBody: '' } }));
    expect(request.body).toBeNull();
    expect(request.headers.at(-1)).toEqual({ name: 'content-length', value: ['0'] });
  });
});

describe('marks secrets wherever they are written', () => {
  it.each([
    ['the client secret', {}],
    ['Basic', { client: { authMethod: 'client_secret_basic' as const } }],
    [
      'a parameter',
      {
        client: { authMethod: 'none' as const },
        request: { parameters: [aField('client_secret', 'Secr3t!')] },
      },
    ],
    ['a raw body', { request: { rawBody: 'client_id=server&client_secret=Secr3t!&scope=read' } }],
    ['an assertion', { request: { rawBody: 'client_assertion=Secr3t!' } }],
    ['a header', { request: { headers: [aField('Authorization', 'Basic c2VydmVyOlNlY3IzdCE=')] } }],
  ])('%s', (_, overrides) => {
    const request = aTokenRequest(aWorkspace(overrides));
    expect(formatRequest(request)).toContain(MASK);
    const withheld = JSON.stringify(redactRequest(request));
    expect(withheld).not.toMatch(/Secr3t|U2VjcjN0|c2VydmVyOlNlY3IzdC/);
  });
});

describe('headers', () => {
  it('a typed header replaces a default one, others follow in order and case', () => {
    const headers = [
      aField('X-One', '1'),
      aField('accept', 'text/html'),
      aField('X-One', '2'),
      aField('x-off', '', false),
    ];
    const request = aTokenRequest(aWorkspace({ request: { headers } }));
    expect(request.headers.map(({ name, value }) => `${name}: ${maskText(value)}`)).toEqual([
      'host: localhost:8443',
      'connection: keep-alive',
      'accept: text/html',
      'Content-Type: application/x-www-form-urlencoded',
      'X-One: 1',
      'X-One: 2',
      'content-length: 70',
    ]);
  });

  it('Host and Connection can be chosen, and keep their place', () => {
    const headers = [aField('Host', 'other.example'), aField('Connection', 'close')];
    const request = aTokenRequest(aWorkspace({ request: { headers } }));
    expect(request.headers.slice(0, 2)).toEqual([
      { name: 'host', value: ['other.example'] },
      { name: 'connection', value: ['close'] },
    ]);
  });

  it.each([
    ['', 'x', 'no name'],
    ['Foo Bar', 'x', '“Foo Bar” is not a header name'],
    ['Foo:', 'x', '“Foo:” is not a header name'],
    ['X', 'a\r\nEvil: b', 'header X contains a line break'],
    ['X', 'a\0', 'header X contains a NUL character'],
    ['X', 'a\x07', 'header X contains the control character U+0007'],
    ['X', '€', 'header X contains the character “€” (U+20AC)'],
    ['Content-Length', '5', 'Content-Length cannot be set manually'],
    ['transfer-encoding', 'chunked', 'transfer-encoding cannot be set manually'],
    ['Connection', 'upgrade', 'Connection can only be keep-alive or close'],
  ])('%j: %j is refused: %s', (name, value, message) => {
    const result = buildTokenRequest(
      aWorkspace({ request: { headers: [aField(name, value)] } }),
      secretOnly('s'),
    );
    expect(result.ok || result.error.code).toBe('config.invalid');
    expect(result.ok || result.error.message).toContain(message);
    expect(result.ok || result.error.nextStep).toBeTruthy();
  });
});

describe('the token endpoint', () => {
  it.each([
    ['  https://EXAMPLE.com:443/token?tenant=a  ', 'https://example.com/token?tenant=a'],
    ['http://[::1]:8080', 'http://[::1]:8080/'],
  ])('%j is requested as %j', (tokenEndpoint, url) => {
    expect(aTokenRequest(aWorkspace({ tokenEndpoint })).url).toBe(url);
  });

  it.each([
    ['', 'is empty'],
    ['   ', 'is empty'],
    ['localhost:8443/oauth/v2/oauth-token', 'must begin with https:// or http://'],
    ['/oauth-token', 'must begin with https:// or http://'],
    ['ftp://example.com', 'begins with ftp://'],
    ['https://', 'is not a valid address'],
    ['https://example.com:99999/', 'is not a valid address'],
    ['https://me:secret@example.com/', 'user name or password'],
    ['https://example.com/token#top', 'has a fragment'],
  ])('%j is refused: %s', (tokenEndpoint, message) => {
    const result = buildTokenRequest(aWorkspace({ tokenEndpoint }), secretOnly('s'));
    expect(result.ok || result.error.code).toBe('config.invalid');
    expect(result.ok || result.error.message).toContain(message);
    expect(result.ok || result.error.nextStep).toBeTruthy();
  });

  it.each([
    ['localhost:8443/token', 'Did you mean https://localhost:8443/token?'],
    ['//localhost:8443/token', 'Did you mean https://localhost:8443/token?'],
    ['/token', 'Enter a whole address, for example https://localhost:8443/oauth/v2/oauth-token.'],
    ['///token', 'Enter a whole address, for example https://localhost:8443/oauth/v2/oauth-token.'],
  ])('%s: offers the scheme that is missing, where that makes an address', (tokenEndpoint, nextStep) => {
    const result = buildTokenRequest(aWorkspace({ tokenEndpoint }), secretOnly('s'));
    expect(result.ok || result.error.nextStep).toBe(nextStep);
  });
});

function bodyOf(overrides: WorkspaceOverrides, secret: string | null = 'Secr3t!'): string {
  return revealText(aTokenRequest(aWorkspace(overrides), secret).body ?? []);
}
