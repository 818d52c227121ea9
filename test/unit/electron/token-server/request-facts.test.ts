import { describe, expect, test } from 'vitest';
import {
  describeClientError,
  describeTlsError,
} from '../../../../electron/token-server/http/connection-errors.ts';
import { isKnownHost } from '../../../../electron/token-server/http/host-header.ts';
import { asDescription, quote } from '../../../../electron/token-server/http/oauth-error.ts';
import { parseTarget } from '../../../../electron/token-server/http/request-target.ts';

describe('the Host header', () => {
  test.each(['localhost', 'LOCALHOST', 'localhost:8443', '127.0.0.1', '127.0.0.1:1', '[::1]', '[::1]:65535'])(
    '%s is this machine',
    (host) => expect(isKnownHost(host, [])).toBe(true),
  );

  test.each([
    '',
    'example.com',
    'localhost.example.com',
    'example.com:8443',
    'localhost.',
    'localhost@example.com',
    'example.com#localhost',
    '127.0.0.1.nip.io',
    '127.0.0.2',
    '0.0.0.0',
    '2130706433',
    '::1',
    '[::]',
    'localhost:',
    'localhost:8443:1',
    'localhost, example.com',
  ])('%j is not', (host) => expect(isKnownHost(host, ['api.example', '::2'])).toBe(false));

  test.each(['api.example', 'API.example:8443', '[::2]', '[::2]:8443'])('%j is a configured name', (host) =>
    expect(isKnownHost(host, ['api.example', '::2'])).toBe(true),
  );
});

describe('the request target', () => {
  test.each([
    ['/', { path: '/', query: '', host: null }],
    ['/a?b=c?d', { path: '/a', query: 'b=c?d', host: null }],
    ['//evil/a', { path: '//evil/a', query: '', host: null }],
    ['*', { path: '*', query: '', host: null }],
    ['http://evil/a?b', { path: '/a', query: 'b', host: 'evil' }],
    ['https://localhost:8443', { path: '/', query: '', host: 'localhost:8443' }],
    ['https://localhost?x', { path: '/', query: 'x', host: 'localhost' }],
    ['', { path: '', query: '', host: null }],
  ])('%j', (target, parts) => expect(parseTarget(target)).toEqual(parts));
});

describe('what a stranger sent', () => {
  test('fits into an error_description', () => {
    expect(asDescription('a "b" \\ é 😀 \n\t')).toBe(
      "a 'b' (backslash) (U+00E9) (U+1F600) (line break)(tab)",
    );
    expect(asDescription(quote('read\n"x\u202e'))).toBe("'read(line break)'x(U+202E)'");
  });

  test('fits into a line', () => {
    expect(quote('a\nb"c')).toBe('"a\\nb\\"c"');
    expect(quote('x'.repeat(100), 3)).toBe('"xxx…"');
    expect(quote('a\u009bb\u202ec')).toBe('"a\\u009Bb\\u202Ec"');
  });
});

describe('a connection that fails', () => {
  const error = (code: string, message = '') => Object.assign(new Error(message), { code });

  test.each([
    ['HPE_HEADER_OVERFLOW', 431],
    ['ERR_HTTP_REQUEST_TIMEOUT', 408],
    ['HPE_INVALID_METHOD', 400],
    ['ECONNRESET', undefined],
  ])('%s → %s', (code, status) => expect(describeClientError(error(code))?.status).toBe(status));

  test.each([
    ['ERR_SSL_HTTP_REQUEST', '', 'https URL'],
    ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', '', 'local CA'],
    ['', '69:error:10000418:SSL routines:OPENSSL_internal:TLSV1_ALERT_UNKNOWN_CA:ssl.cc:1:', 'local CA'],
    ['', '69:error:10000070:SSL routines:OPENSSL_internal:BAD_PACKET_LENGTH:ssl.cc:1:', 'local CA'],
    ['ERR_SSL_UNSUPPORTED_PROTOCOL', '', 'TLS 1.2'],
    ['ERR_TLS_HANDSHAKE_TIMEOUT', 'TLS handshake timeout', 'in time'],
    ['', '69:error:10000070:SSL routines:OPENSSL_internal:NO_SHARED_CIPHER:ssl.cc:1:', 'no shared cipher'],
  ])('%s %s is worded: %s', (code, message, words) => {
    expect(describeTlsError(error(code, message))).toContain(words);
  });

  test('is not worth a word when the client only went away', () => {
    expect(describeTlsError(error('ECONNRESET'))).toBeNull();
  });
});
