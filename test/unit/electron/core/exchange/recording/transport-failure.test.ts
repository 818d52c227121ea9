import { describe, expect, it } from 'vitest';
import { DecodeError, OversizeError } from '../../../../../../electron/core/exchange/body/body-errors.ts';
import type { Stage } from '../../../../../../electron/core/exchange/recording/exchange-recorder.ts';
import { RequestLayoutError } from '../../../../../../electron/core/exchange/recording/http1-layout.ts';
import {
  InvalidUrlError,
  toTransportFailure,
} from '../../../../../../electron/core/exchange/recording/transport-failure.ts';
import { StoppedError } from '../../../../../../electron/core/exchange/time-limit.ts';
import {
  TrustStoreError,
  UntrustedServerError,
} from '../../../../../../electron/core/exchange/tls/tls-errors.ts';
import type { FailureCode } from '../../../../../../shared/http/exchange.ts';

function platformError(code: string, message = `something ${code}`): Error {
  return Object.assign(new Error(message), { code });
}

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

const UNDICI_GAVE_UP = 'The HTTP library cannot read the response';

describe('maps the platform’s errors to a closed union', () => {
  const table: readonly (readonly [code: string, stage: Stage, headReceived: boolean, FailureCode])[] = [
    ['ENOTFOUND', 'dns', false, 'dns-not-found'],
    ['ENODATA', 'dns', false, 'dns-not-found'],
    ['EAI_AGAIN', 'dns', false, 'dns-failed'],
    ['EAI_FAIL', 'dns', false, 'dns-failed'],
    ['ECONNREFUSED', 'connect', false, 'connection-refused'],
    ['EHOSTUNREACH', 'connect', false, 'network-unreachable'],
    ['ENETUNREACH', 'connect', false, 'network-unreachable'],
    ['EADDRNOTAVAIL', 'connect', false, 'network-unreachable'],
    ['EACCES', 'connect', false, 'network-unreachable'],
    ['ETIMEDOUT', 'connect', false, 'timeout'],
    ['ECONNRESET', 'tls', false, 'connection-reset'],
    ['ECONNRESET', 'send', false, 'connection-reset'],
    ['ECONNRESET', 'wait', false, 'connection-reset'],
    ['ECONNRESET', 'receive', false, 'connection-reset'],
    ['ECONNRESET', 'receive', true, 'body-truncated'],
    ['EPIPE', 'send', false, 'connection-closed'],
    ['UND_ERR_SOCKET', 'wait', false, 'connection-closed'],
    ['UND_ERR_SOCKET', 'receive', true, 'body-truncated'],
    ['HPE_INVALID_EOF_STATE', 'receive', false, 'connection-closed'],
    ['HPE_INVALID_EOF_STATE', 'receive', true, 'body-truncated'],
    ['HPE_INVALID_CONSTANT', 'receive', false, 'http-malformed'],
    ['HPE_INVALID_CHUNK_SIZE', 'receive', true, 'http-malformed'],
    ['HPE_HEADER_OVERFLOW', 'receive', false, 'headers-too-large'],
    ['UND_ERR_HEADERS_OVERFLOW', 'receive', false, 'headers-too-large'],
    ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'receive', true, 'body-truncated'],
    ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'receive', false, 'http-malformed'],
    ['UND_ERR_RES_EXCEEDED_MAX_SIZE', 'receive', true, 'response-too-large'],
    ['UND_ERR_CONNECT_TIMEOUT', 'connect', false, 'timeout'],
    ['UND_ERR_HEADERS_TIMEOUT', 'wait', false, 'timeout'],
    ['UND_ERR_BODY_TIMEOUT', 'receive', true, 'timeout'],
    ['UND_ERR_INVALID_ARG', 'send', false, 'request-invalid'],
    ['UND_ERR_NOT_SUPPORTED', 'send', false, 'request-invalid'],
    ['EPROTO', 'tls', false, 'tls-handshake'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls', false, 'tls-not-tls'],
    ['ERR_SSL_HTTP_REQUEST', 'tls', false, 'tls-not-tls'],
    ['ERR_SSL_PACKET_LENGTH_TOO_LONG', 'tls', false, 'tls-not-tls'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'tls', false, 'tls-handshake'],
    ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'tls', false, 'tls-handshake'],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'wait', false, 'tls-handshake'],
    ['ERR_OSSL_EVP_UNSUPPORTED', 'tls', false, 'tls-handshake'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls', false, 'tls-untrusted'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls', false, 'tls-untrusted'],
    ['CERT_HAS_EXPIRED', 'tls', false, 'tls-untrusted'],
    ['EMFILE', 'connect', false, 'unknown'],
    ['ERR_ASSERTION', 'send', false, 'unknown'],
    ['ERR_ASSERTION', 'receive', false, 'http-malformed'],
  ];

  it.each(table)('%s in stage %s (head received: %s) is %s', (code, stage, headReceived, expected) => {
    expect(toTransportFailure(platformError(code), { stage, headReceived })).toEqual({
      code: expected,
      stage,
      message: code === 'ERR_ASSERTION' ? UNDICI_GAVE_UP : `something ${code}`,
      platformCode: code,
    });
  });

  it.each<readonly [string, unknown, FailureCode]>([
    ['time limit', new StoppedError('timeout', 'late'), 'timeout'],
    ['cancel', new StoppedError('cancelled', 'enough'), 'cancelled'],
    ['layout', new RequestLayoutError('x'), 'request-invalid'],
    ['CA', new TrustStoreError('x'), 'request-invalid'],
    ['address', new InvalidUrlError('x'), 'url-invalid'],
    ['size', new OversizeError(1024), 'response-too-large'],
    ['compression', new DecodeError('x', 'Z_DATA_ERROR'), 'decode-failed'],
    ['no error at all', 'just a string', 'unknown'],
  ])('our own: %s', (_what, error, code) => {
    expect(toTransportFailure(error, { stage: 'receive', headReceived: true }).code).toBe(code);
  });

  it.each([
    ['15030300020228', 'TLS_RECORD'],
    ['16030100', 'TLS_RECORD'],
    [Buffer.from('SSH-2.0').toString('hex'), 'HPE_INVALID_CONSTANT'],
    ['', 'HPE_INVALID_CONSTANT'],
  ])('an answer that begins with %j is %s', (hex, platformCode) => {
    const failure = toTransportFailure(platformError('HPE_INVALID_CONSTANT'), {
      stage: 'receive',
      headReceived: false,
      begins: Buffer.from(hex, 'hex'),
    });
    expect(failure).toMatchObject({ code: 'http-malformed', platformCode });
  });

  it.each([
    [
      'Response does not match the HTTP/1.1 protocol (Invalid EOF state)',
      'body-truncated',
      'HPE_INVALID_EOF_STATE',
    ],
    [
      'Response does not match the HTTP/1.1 protocol (Expected HTTP/)',
      'http-malformed',
      'HPE_INVALID_CONSTANT',
    ],
    ['', 'http-malformed', 'HPE_INVALID'],
  ])('a parser error without its code: %j', (message, code, platformCode) => {
    const failure = toTransportFailure(named('HTTPParserError', message), {
      stage: 'receive',
      headReceived: true,
    });
    expect(failure).toMatchObject({ code, platformCode });
  });
});

describe('a host with several addresses', () => {
  const refused = platformError('ECONNREFUSED', 'connect ECONNREFUSED ::1:8443');
  const reset = platformError('ECONNRESET', 'read ECONNRESET');
  const late = platformError('ETIMEDOUT', 'connect ETIMEDOUT 127.0.0.1:8443');
  const unreachable = platformError('ENETUNREACH', 'connect ENETUNREACH 2001:db8::1:8443');

  it.each([
    [[refused, refused], 'connection-refused', 'connect ECONNREFUSED ::1:8443'],
    [
      [refused, late],
      'connection-refused',
      'connect ECONNREFUSED ::1:8443; connect ETIMEDOUT 127.0.0.1:8443',
    ],
    [[reset, refused], 'connection-reset', 'read ECONNRESET; connect ECONNREFUSED ::1:8443'],
    [
      [unreachable, late],
      'timeout',
      'connect ENETUNREACH 2001:db8::1:8443; connect ETIMEDOUT 127.0.0.1:8443',
    ],
    [[unreachable], 'network-unreachable', 'connect ENETUNREACH 2001:db8::1:8443'],
  ])('the most telling failure wins, and all are named', (errors, code, message) => {
    const failure = toTransportFailure(new AggregateError(errors), { stage: 'connect', headReceived: false });
    expect(failure).toMatchObject({ code, message });
  });
});

describe('words', () => {
  it.each([
    [
      '14740328364032:error:1000042e:SSL routines:OPENSSL_internal:TLSV1_ALERT_PROTOCOL_VERSION:../../third_party/boringssl/src/ssl/tls_record.cc:486:SSL alert number 70',
      'TLSV1_ALERT_PROTOCOL_VERSION (SSL alert number 70)',
    ],
    [
      '1:error:100000f7:SSL routines:OPENSSL_internal:WRONG_VERSION_NUMBER:../../x.cc:127:\n',
      'WRONG_VERSION_NUMBER',
    ],
    ['socket hang up', 'socket hang up'],
  ])('the library’s internals are left out of %j', (message, expected) => {
    const error = platformError('ERR_SSL_X', message);
    expect(toTransportFailure(error, { stage: 'tls', headReceived: false }).message).toBe(expected);
  });

  it('an untrusted server lists all its problems, with the code of the first', () => {
    const problem = { certificate: 0, platformCode: 'CERT_HAS_EXPIRED', code: 'expired' } as const;
    const error = new UntrustedServerError({
      protocol: 'TLSv1.3',
      cipher: null,
      alpn: null,
      serverName: 'localhost',
      chain: [],
      problems: [
        { ...problem, message: 'It expired.' },
        { ...problem, platformCode: 'X', message: 'It is odd.' },
      ],
      acceptedBy: null,
    });
    expect(toTransportFailure(error, { stage: 'tls', headReceived: false })).toEqual({
      code: 'tls-untrusted',
      stage: 'tls',
      message: 'It expired. It is odd.',
      platformCode: 'CERT_HAS_EXPIRED',
    });
  });

  it.each([
    [50 * 1024 * 1024, '50 MiB'],
    [1.5 * 1024 * 1024, '1.5 MiB'],
    [1000, '1000 bytes'],
  ])('a limit of %d is called %s', (bytes, text) => {
    expect(new OversizeError(bytes).message).toContain(text);
  });
});
