import type { Exchange } from '../../../../../shared/http/exchange.ts';
import { buildApiRequest } from '../../../../../shared/oauth/request/api-request.ts';
import type { TlsReport } from '../../../../../shared/tls/report.ts';
import {
  aFailure,
  aField,
  anAccessToken,
  anExchange,
  aResponse,
  aTokenRequest,
  aWorkspace,
} from '../../fixtures.ts';

export const TOKEN = '0470b16b-7bf8-4fa3-9ae1-6a10e0f0b699';

export const aTlsReport: TlsReport = {
  protocol: 'TLSv1.3',
  cipher: 'TLS_AES_256_GCM_SHA384',
  alpn: 'http/1.1',
  serverName: 'localhost',
  chain: [
    {
      subject: 'CN=localhost',
      issuer: 'CN=localhost',
      names: ['DNS:localhost'],
      validFrom: 1_700_000_000_000,
      validTo: 1_900_000_000_000,
      serialNumber: '01',
      key: 'EC P-256',
      fingerprint256: 'AA:BB',
      selfSigned: true,
      isCa: false,
      pem: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
    },
  ],
  problems: [
    {
      code: 'self-signed',
      certificate: 0,
      platformCode: 'DEPTH_ZERO_SELF_SIGNED_CERT',
      message: 'self-signed',
    },
  ],
  acceptedBy: 'verification-off',
  clientCertificate: 'CC:DD',
  clientCertificateSubject: 'CN=server',
};

export function apiExchange(): Exchange {
  const request = buildApiRequest(
    {
      method: 'POST',
      url: 'https://localhost:8443/things?q=a+b&q=2',
      headers: [aField('Cookie', 'a=1; b=two')],
      body: '{"x":"é"}',
    },
    anAccessToken({ value: TOKEN }),
  );
  if (!request.ok) throw new Error(request.error.message);
  return anExchange({
    id: 'api',
    purpose: 'api',
    request: request.value,
    response: {
      ...aResponse('hello'),
      httpVersion: '2',
      headers: [
        ['content-type', 'text/plain; charset=utf-8'],
        ['content-encoding', 'gzip'],
        [
          'set-cookie',
          'sid=1; Path=/; HttpOnly; Secure; Expires=Wed, 21 Oct 2026 07:28:00 GMT; Domain=example.com',
        ],
        ['set-cookie', 'theme=dark'],
      ],
      body: {
        text: 'hello',
        size: 5,
        wireSize: 25,
        charset: 'utf-8',
        contentEncoding: 'gzip',
        truncated: false,
        binary: false,
      },
    },
    timings: { dns: null, tcp: null, tls: null, send: 0.25, wait: 10.5, receive: 1, total: 12 },
    connection: { remoteAddress: '::1', remotePort: 8443, localPort: 50_001, reused: true },
  });
}

/** One of each kind of outcome. */
export const EXCHANGES: readonly (readonly [string, Exchange])[] = [
  [
    'a token',
    anExchange({
      tls: aTlsReport,
      response: aResponse(
        { access_token: TOKEN, token_type: 'bearer', expires_in: 299 },
        { statusText: 'OK' },
      ),
      timings: { dns: 0.1, tcp: 0.2, tls: 5.432, send: 0.3, wait: 10.05, receive: 1.2, total: 20 },
    }),
  ],
  [
    'a refusal with Basic credentials',
    anExchange({
      request: aTokenRequest(aWorkspace({ client: { authMethod: 'client_secret_basic' } })),
      response: aResponse({ error: 'invalid_client' }, { status: 401 }),
    }),
  ],
  ['an API call over HTTP/2 on a connection that was there', apiExchange()],
  [
    'a refused connection',
    anExchange({
      failure: aFailure('connection-refused', { platformCode: 'ECONNREFUSED' }),
      connection: null,
      timings: { dns: null, tcp: null, tls: null, send: null, wait: null, receive: null, total: 1.5 },
    }),
  ],
  [
    'a redirect that leads nowhere, through a proxy, over HTTP/2',
    {
      ...apiExchange(),
      response: {
        ...aResponse('elsewhere', { status: 302, headers: { Location: 'ftp://localhost/' } }),
        httpVersion: '2',
      },
      redirectStop: 'location-invalid',
      connection: {
        remoteAddress: '127.0.0.1',
        remotePort: 3128,
        localPort: 50_002,
        reused: false,
        proxy: { url: 'http://localhost:3128', source: 'system', tunnel: true, authenticated: false },
        httpVersion: '2',
      },
    },
  ],
  [
    'a body of which only the beginning is shown',
    anExchange({
      response: {
        ...aResponse('begin'),
        body: { ...aResponse('begin').body, size: 9000, wireSize: 9000, textCut: true },
      },
    }),
  ],
  [
    'a body that broke off',
    anExchange({
      response: { ...aResponse('{"access_'), body: { ...aResponse('{"access_').body, truncated: true } },
      failure: aFailure('body-truncated', { stage: 'receive' }),
    }),
  ],
];
