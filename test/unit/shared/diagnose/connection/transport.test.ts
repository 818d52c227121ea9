import { describe, expect, it } from 'vitest';
import { FAILURE_CODES } from '../../../../../shared/http/exchange.ts';
import type { TlsProblemCode } from '../../../../../shared/tls/report.ts';
import { aFailure, anExchange, aResponse, aTokenRequest, aWorkspace } from '../../fixtures.ts';
import { findings, idsOf } from '../findings.ts';
import { aCertificate, aProblem, aRefusal, aReport, root, selfSignedLeaf } from '../tls-fixtures.ts';

const failed = (
  code: (typeof FAILURE_CODES)[number],
  tokenEndpoint = 'https://localhost:8443/token',
  failure: Parameters<typeof aFailure>[1] = {},
  kind: 'built-in' | 'custom' = 'custom',
) => {
  const workspace = aWorkspace({ tokenEndpoint, kind });
  return findings(
    anExchange({ request: aTokenRequest(workspace), failure: aFailure(code, failure) }),
    workspace,
  );
};

describe('every transport failure is explained', () => {
  it.each(FAILURE_CODES)('%s', (code) => {
    const [finding, ...others] = failed(code);
    expect(others).toEqual([]);
    expect(finding?.id).toBe(`transport-${code}`);
    expect(finding?.seen).toContain(`message of ${code}`);
    expect(finding?.severity).toBe(
      code === 'cancelled'
        ? 'info'
        : /too-large$|truncated|decode/.test(code) && code !== 'headers-too-large'
          ? 'error'
          : 'fatal',
    );
  });

  it('the platform’s code is quoted', () => {
    expect(failed('unknown', undefined, { platformCode: 'EXYZ' })[0]?.seen).toBe(
      '“message of unknown” (EXYZ)',
    );
    expect(failed('unknown', undefined, { platformCode: 'EXYZ', message: 'EXYZ!' })[0]?.seen).toBe('“EXYZ!”');
  });
});

describe('what can be done about a failure', () => {
  it('connection refused by the built-in server: start it', () => {
    const [finding] = failed('connection-refused', undefined, {}, 'built-in');
    expect(finding?.actions).toEqual([{ kind: 'start-token-server' }, { kind: 'retry' }]);
  });

  it.each([
    ['The content coding “utf-8” is not known.', 'a charset belongs in Content-Type'],
    ['The body could not be decompressed: incorrect header check.', 'Accept-Encoding: identity'],
  ])('a body that cannot be decoded: %s', (message, words) => {
    expect(failed('decode-failed', undefined, { message })[0]?.nextStep).toContain(words);
  });

  it('connection refused elsewhere: retry', () => {
    expect(failed('connection-refused')[0]?.actions).toEqual([{ kind: 'retry' }]);
  });

  it.each([
    ['connect', 'a firewall may drop it silently'],
    ['wait', 'while the server worked on its answer'],
    ['receive', 'while the answer was coming in'],
  ] as const)('a time-out at %s says where, and offers more time', (stage, words) => {
    const [finding] = failed('timeout', undefined, { stage });
    expect(finding?.nextStep).toContain(words);
    expect(finding?.actions).toEqual([{ kind: 'raise-time-limit', toMs: 90_000 }, { kind: 'retry' }]);
  });

  it.each([
    [100, 'limit of 0.1 seconds', [{ kind: 'raise-time-limit', toMs: 10_000 }, { kind: 'retry' }]],
    [1_000, 'limit of 1 second ran', [{ kind: 'raise-time-limit', toMs: 10_000 }, { kind: 'retry' }]],
    [2_500, 'limit of 2.5 seconds', [{ kind: 'raise-time-limit', toMs: 10_000 }, { kind: 'retry' }]],
    [30_000, 'limit of 30 seconds', [{ kind: 'raise-time-limit', toMs: 90_000 }, { kind: 'retry' }]],
    [3_600_000, 'limit of 60 minutes', [{ kind: 'retry' }]],
  ])('a time limit of %d ms is named, and a longer one offered', (timeLimitMs, words, actions) => {
    const workspace = aWorkspace({ timeLimitMs });
    const [finding] = findings(anExchange({ failure: aFailure('timeout') }), workspace);
    expect(finding?.nextStep).toContain(words);
    expect(finding?.actions).toEqual(actions);
  });

  it.each([
    ['https://localhost:8080/token', [{ kind: 'use-url', url: 'http://localhost:8080/token' }]],
    // Beyond this machine plain HTTP would show the secret to everyone.
    ['https://example.com:8080/token', []],
  ])('HTTPS on an HTTP port: %s', (url, actions) => {
    expect(failed('tls-not-tls', url)[0]?.actions).toEqual(actions);
  });
});

describe('a client certificate that may be why a server hung up', () => {
  const tls = aReport({ clientCertificate: 'AA:BB' });

  it('names the certificate that was presented', () => {
    const failure = aFailure('connection-closed');
    expect(findings(anExchange({ failure, tls }), aWorkspace())[0]?.nextStep).toContain('client certificate');
    expect(findings(anExchange({ failure }), aWorkspace())[0]?.nextStep).not.toContain('client certificate');
  });
});

it('names HTTP/1.1 if an HTTP/2 server requires it', () => {
  const failure = { ...aFailure('connection-reset'), platformCode: 'HTTP2_HTTP_1_1_REQUIRED' };
  expect(findings(anExchange({ failure }), aWorkspace())[0]?.nextStep).toContain('HTTP/1.1');
});

describe('HTTP that breaks a rule', () => {
  it.each([
    ['HPE_INVALID_CONSTANT', 'Expected HTTP/, RTSP/ or ICE/', 'is a web server'],
    ['HPE_INVALID_HEADER_TOKEN', 'Unexpected whitespace after header value', 'folded over two lines'],
    ['HPE_INVALID_HEADER_TOKEN', 'Invalid header token', 'no colon right after the name'],
    ['HPE_INVALID_HEADER_TOKEN', 'Invalid header value char', 'contains a control character'],
    [
      'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
      'Response body length does not match content-length header',
      'Its Content-Length values contradict each other',
    ],
    ['HPE_INVALID', 'Invalid status code', 'not a three-digit number'],
    ['UND_ERR_SOCKET', 'bad upgrade', 'switches protocols (101)'],
    ['HPE_INVALID', 'Missing expected CR after response line', 'do not end with CR and LF'],
    ['HPE_INVALID_CHUNK_SIZE', 'Invalid character in chunk size', 'A chunk’s length'],
    ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'Response body length does not match', 'contradict each other'],
  ])('%s (%s)', (platformCode, message, words) => {
    const failure = { ...aFailure('http-malformed'), platformCode, message };
    const [finding, ...others] = findings(anExchange({ failure }), aWorkspace());
    expect(finding).toMatchObject({ id: 'transport-http-malformed' });
    expect(finding?.nextStep).toContain(words);
    expect(others).toEqual([]);
  });
});

describe('HTTP on an HTTPS port', () => {
  const useHttps = [{ kind: 'use-url', url: 'https://localhost:8443/token' }];

  it.each(['http-malformed', 'connection-reset', 'connection-closed'] as const)('%s', (code) => {
    const [finding, ...others] = failed(code, 'http://localhost:8443/token');
    expect(finding).toMatchObject({ id: 'http-on-https-port', actions: useHttps });
    expect(others).toEqual([]);
  });

  it.each([
    'The plain HTTP request was sent to HTTPS port',
    'Client sent an HTTP request to an HTTPS server.',
  ])('%s', (body) => {
    const workspace = aWorkspace({ tokenEndpoint: 'http://localhost:8443/token' });
    const exchange = anExchange({
      request: aTokenRequest(workspace),
      response: aResponse(body, { status: 400 }),
    });
    expect(findings(exchange, workspace)).toMatchObject([{ id: 'http-on-https-port', actions: useHttps }]);
  });

  it('not where HTTPS was used, nor on other ports', () => {
    expect(idsOf(failed('connection-reset', 'https://localhost:8443/'))).toEqual([
      'transport-connection-reset',
    ]);
    expect(idsOf(failed('connection-reset', 'http://localhost:8080/'))).toEqual([
      'transport-connection-reset',
    ]);
  });
});

describe('certificates that were refused', () => {
  const pin = { kind: 'pin-certificate', host: 'localhost:8443', fingerprint256: 'AA:BB' };
  const off = { kind: 'verification-off' };
  const trust = (ca: object) => [
    { kind: 'trust-ca', ...ca },
    { kind: 'trust-ca-everywhere', ...ca },
  ];

  it.each<[TlsProblemCode, Parameters<typeof aRefusal>[1], string, object[]]>([
    [
      'self-signed',
      { chain: [selfSignedLeaf] },
      'Subject and issuer are the same: “CN=localhost”.',
      [...trust({ name: 'CN=localhost', pem: 'LEAF' }), pin, off],
    ],
    ['unknown-ca', {}, 'Issuer: “CN=Test CA”.', [...trust({ name: 'CN=Test CA', pem: 'ROOT' }), pin, off]],
    ['unknown-ca', { chain: [aCertificate()] }, 'Issuer: “CN=Test CA”.', [pin, off]],
    [
      'missing-intermediate',
      { chain: [aCertificate()] },
      'One certificate was sent; the issuer “CN=Test CA” was not.',
      [pin, off],
    ],
    ['expired', {}, 'It was valid until 2026-01-01T00:00:00Z.', [pin, off]],
    ['not-yet-valid', {}, 'It is valid from 2025-01-01T00:00:00Z.', [pin, off]],
    [
      'wrong-host',
      { chain: [aCertificate({ names: ['DNS:*.example.com', 'DNS:example.com'] })] },
      'Asked for “localhost”; the certificate is for “*.example.com” and “example.com”.',
      [{ kind: 'use-url', url: 'https://example.com:8443/oauth/v2/oauth-token' }, pin, off],
    ],
    [
      'wrong-host',
      { chain: [aCertificate({ names: ['IP Address:::1'] })] },
      'the certificate is for “::1”',
      [{ kind: 'use-url', url: 'https://[::1]:8443/oauth/v2/oauth-token' }, pin, off],
    ],
    [
      'wrong-host',
      { chain: [aCertificate({ names: [] })] },
      'the certificate is for no host at all',
      [pin, off],
    ],
    ['weak-key', { chain: [aCertificate({ key: 'RSA 1024' })] }, 'The key is RSA 1024.', [pin, off]],
    ['no-certificate', { chain: [] }, 'message of no-certificate', [off]],
    ['other', {}, '“message of other” (PLATFORM_other)', [pin, off]],
  ])('%s', (code, report, seen, actions) => {
    const [finding, ...others] = findings(aRefusal([code], report));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ id: `tls-${code}`, severity: 'fatal', actions });
    expect(finding?.seen).toContain(seen);
    expect(finding?.why).toContain('Nothing was sent.');
  });

  it('lists several faults in fixing order, and offers trust only if it helps', () => {
    const list = findings(
      aRefusal(['expired', 'unknown-ca', 'wrong-host'], {
        chain: [aCertificate({ names: ['DNS:x'] }), root],
      }),
    );
    expect(idsOf(list)).toEqual(['tls-expired', 'tls-unknown-ca', 'tls-wrong-host']);
    expect(list.flatMap(({ actions }) => actions).some(({ kind }) => kind.startsWith('trust'))).toBe(false);
  });

  it('reports the failure itself without a TLS report', () => {
    expect(idsOf(failed('tls-untrusted'))).toEqual(['transport-tls-untrusted']);
  });

  it.each([
    ['https://localhost:8443/token', 'tls-verification-off-loopback', 'info'],
    ['https://example.com/token', 'tls-verification-off', 'warning'],
  ])('what went through unchecked is told: %s', (tokenEndpoint, id, severity) => {
    const workspace = aWorkspace({ tokenEndpoint });
    const exchange = anExchange({
      request: aTokenRequest(workspace),
      response: aResponse({ access_token: 't', token_type: 'bearer', expires_in: 299 }),
      tls: aReport({ problems: [aProblem('unknown-ca')], acceptedBy: 'verification-off' }),
    });
    const list = findings(exchange, workspace);
    expect(list).toMatchObject([{ id, severity }]);
    expect(list[0]?.actions.map(({ kind }) => kind)).toEqual([
      'trust-ca',
      'trust-ca-everywhere',
      'pin-certificate',
    ]);
  });
});
