import { X509Certificate } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { matchSubject } from '../../../../electron/token-server/certificates/certificate-subject.ts';
import {
  type ClientCertificate,
  thumbprintOf,
} from '../../../../electron/token-server/certificates/client-certificate.ts';
import { PATHS } from '../../../../electron/token-server/paths.ts';
import type {
  CertificateSubject,
  ClientAuthentication,
} from '../../../../shared/token-server/client-authentication.ts';
import type { Binding, ServerClient } from '../../../../shared/token-server/server-client.ts';
import { ask, CLIENTS, createState, GRANT, get, headerOf, post } from './fixture.ts';
import { makeClientCertificate } from './make-client-certificate.ts';

const mine = await makeClientCertificate('CN=client, OU=Test, O=Credence\\, Inc., C=SE', [
  { type: 'dns', value: 'client.example' },
  { type: 'ip', value: '192.0.2.1' },
  { type: 'url', value: 'urn:example:client' },
  { type: 'email', value: 'me@client.example' },
]);
const other = await makeClientCertificate('CN=other');
const asCertificate = (pem: string, distrust: string | null = null): ClientCertificate => {
  const x509 = new X509Certificate(pem);
  return { x509, thumbprint: thumbprintOf(x509), distrust };
};

test('golden vector of RFC 8705 appendix A: the thumbprint of a certificate', () => {
  const der =
    'MIIBBjCBrAIBAjAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDDARtdGxzMB4XDTE4MTAxODEyMzcwOVoXDTIyMDUwMjEyMzcwOVowDzENMAsGA1UEAwwEbXRsczBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNcnyxwqV6hY8QnhxxzFQ03C7HKW9OylMbnQZjjJ/Au08/coZwxS7LfA4vOLS9WuneIXhbGGWvsDSb0tH6IxLm8wCgYIKoZIzj0EAwIDSQAwRgIhAP0RC1E+vwJD/D1AGHGzuri+hlV/PpQEKTWUVeORWz83AiEA5x2eXZOVbUlJSGQgjwD5vaUaKlLR50Q2DmFfQj1L+SY=';
  expect(thumbprintOf(new X509Certificate(Buffer.from(der, 'base64')))).toBe(
    'A4DtL2JmUMhAsvJj5tKyn64SqzmuXbMrJa0n761y5v0',
  );
});

describe('the subject of a certificate (RFC 8705 §2.1.2)', () => {
  const matching: readonly (readonly [CertificateSubject['field'], string])[] = [
    ['subject_dn', 'C=SE,O=Credence\\, Inc.,OU=Test,CN=client'],
    ['subject_dn', 'c=se, o=CREDENCE\\2C inc., ou=test, 2.5.4.3=client'],
    ['san_dns', 'Client.example'],
    ['san_ip', '192.0.2.1'],
    ['san_uri', 'urn:example:client'],
    ['san_email', 'me@client.example'],
  ];

  test.each(matching)('%s %s is this certificate’s', (field, value) => {
    expect(matchSubject(new X509Certificate(mine.pem), { field, value })).toEqual({
      matches: true,
      remark: null,
    });
  });

  test('and a name that begins at the other end, with a remark', () => {
    const value = 'CN=client,OU=Test,O=Credence\\, Inc.,C=SE';
    expect(matchSubject(new X509Certificate(mine.pem), { field: 'subject_dn', value })).toEqual({
      matches: true,
      remark: expect.stringContaining('from its other end'),
    });
  });

  test.each<readonly [CertificateSubject['field'], string]>([
    ['subject_dn', 'CN=client'],
    ['subject_dn', 'C=SE,O=Credence,OU=Test,CN=client'],
    ['san_dns', 'other.example'],
    ['san_dns', 'client'],
    ['san_ip', '192.0.2.2'],
    ['san_uri', 'urn:example:other'],
    ['san_email', 'you@client.example'],
  ])('%s %s is not, and the log says what it is', (field, value) => {
    const match = matchSubject(new X509Certificate(mine.pem), { field, value });
    expect(match).toMatchObject({ matches: false, reason: expect.stringContaining('client') });
  });

  test('values that could be misread are read right', async () => {
    const value = 'urn:a, DNS:evil.example';
    const { pem } = await makeClientCertificate('CN=a', [{ type: 'url', value }]);
    const x509 = new X509Certificate(pem);
    expect(matchSubject(x509, { field: 'san_uri', value }).matches).toBe(true);
    expect(matchSubject(x509, { field: 'san_dns', value: 'evil.example' }).matches).toBe(false);
  });
});

function createCertificateState(authentication: ClientAuthentication, more: Partial<ServerClient> = {}) {
  const client = {
    clientId: 'c',
    description: '',
    authentication,
    scopes: ['read'],
    tokenLifetime: 299,
    ...more,
  };
  return createState([client, ...CLIENTS], undefined, { asksForCertificates: true });
}

const request = (certificate: ClientCertificate | null, body = `${GRANT}&client_id=c`) => ({
  ...post(PATHS.token, body),
  certificate,
});
const byName: ClientAuthentication = {
  method: 'tls_client_auth',
  subject: { field: 'san_dns', value: 'client.example' },
};
const byPin: ClientAuthentication = {
  method: 'self_signed_tls_client_auth',
  certificates: [other.pem, mine.pem],
};

describe('a client is authenticated by its certificate', () => {
  test.each([
    ['tls_client_auth, of a trusted authority', byName, asCertificate(mine.pem)],
    ['self_signed_tls_client_auth, whoever made it', byPin, asCertificate(mine.pem, 'it is self-signed')],
  ])('%s', async (_name, authentication, certificate) => {
    const answer = await ask(request(certificate), createCertificateState(authentication));
    expect([answer.status, answer.clientId]).toEqual([200, 'c']);
    // Authenticating by a certificate does not bind the token (RFC 8705 §4).
    expect(JSON.parse(answer.body).token_type).toBe('bearer');
  });

  test('an expired certificate that is pinned still authenticates, and the log says that it expired', async () => {
    const state = createCertificateState(byPin);
    const words = 'the pinned certificate has expired';
    const fresh = await ask(request(asCertificate(mine.pem)), state);
    expect(fresh.decision).not.toContain(words);
    const later = await ask(request(asCertificate(mine.pem)), state, Date.now() + 2 * 86_400_000);
    expect([later.status, later.decision]).toEqual([200, expect.stringContaining(words)]);
  });

  test.each([
    ['no certificate', byName, null, 'the connection has no certificate'],
    ['no certificate for a pinned one', byPin, null, 'the connection has no certificate'],
    [
      'one that is not trusted',
      byName,
      asCertificate(mine.pem, 'it is self-signed'),
      'not trusted: it is self-signed',
    ],
    ['one of another subject', byName, asCertificate(other.pem), 'does not have the DNS name client.example'],
    [
      'one that is not pinned',
      { ...byPin, certificates: [other.pem] },
      asCertificate(mine.pem),
      `the certificate ${asCertificate(mine.pem).thumbprint} is none of those pinned`,
    ],
    [
      'a pin that cannot be read',
      { ...byPin, certificates: ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'] },
      asCertificate(mine.pem),
      'none of those pinned',
    ],
  ] as const)('or not, by %s', async (_name, authentication, certificate, words) => {
    const state = createCertificateState(authentication as ClientAuthentication);
    const answer = await ask(request(certificate), state);
    expect([answer.status, JSON.parse(answer.body).error]).toEqual([401, 'invalid_client']);
    expect(answer.decision).toContain(words);
  });

  test('a certificate is no excuse for a missing secret, nor a secret for a certificate', async () => {
    const state = createCertificateState(byName);
    const withoutSecret = await ask(request(asCertificate(mine.pem), `${GRANT}&client_id=server`), state);
    expect([withoutSecret.status, withoutSecret.decision]).toEqual([
      401,
      'invalid_client: client_secret is missing',
    ]);
    const withSecret = await ask(
      request(asCertificate(mine.pem), `${GRANT}&client_id=c&client_secret=x`),
      state,
    );
    expect(withSecret.decision).toContain(
      'registered for tls_client_auth, and the request uses client_secret_post',
    );
  });

  test('logs that no certificate is requested', async () => {
    const state = { ...createCertificateState(byName), asksForCertificates: false };
    expect((await ask(request(null), state)).decision).toContain('mutual TLS is off');
  });
});

describe('a token bound to a certificate (RFC 8705 §3)', () => {
  const certificate = asCertificate(mine.pem);
  const bound = (certificateBinding: Binding) => createCertificateState(byPin, { certificateBinding });
  const call = (token: string, state: ReturnType<typeof bound>, shown: ClientCertificate | null) =>
    ask({ ...get(PATHS.helloWorld, `Bearer ${token}`), certificate: shown }, state);

  test.each(['allowed', 'required'] as const)(
    '%s: opens the API with that certificate alone',
    async (binding) => {
      const state = bound(binding);
      const answer = await ask(request(certificate), state);
      const { access_token: token, token_type: type } = JSON.parse(answer.body);
      expect(type).toBe('bearer');
      expect(answer.decision).toContain(`bound to the certificate ${certificate.thumbprint}`);
      expect((await call(token, state, certificate)).status).toBe(200);
      for (const [shown, words] of [
        [null, 'the connection has none'],
        [asCertificate(other.pem), 'the connection has another one'],
      ] as const) {
        const refused = await call(token, state, shown);
        expect([refused.status, headerOf(refused, 'www-authenticate')]).toEqual([
          401,
          expect.stringContaining('error="invalid_token"'),
        ]);
        expect(refused.decision).toContain(words);
      }
    },
  );

  test('is shown by introspection as cnf', async () => {
    const state = bound('allowed');
    const { access_token: token } = JSON.parse((await ask(request(certificate), state)).body);
    const body = `token=${token}&client_id=c`;
    const answer = await ask({ ...post(PATHS.introspection, body), certificate }, state);
    expect(JSON.parse(answer.body)).toMatchObject({
      active: true,
      token_type: 'bearer',
      cnf: { 'x5t#S256': certificate.thumbprint },
    });
  });

  test('is required of a client that authenticates by its secret, too', async () => {
    const [server] = CLIENTS;
    if (server === undefined) throw new Error('no client');
    const state = createState([{ ...server, certificateBinding: 'required' }], undefined, {
      asksForCertificates: true,
    });
    const body = `${GRANT}&client_id=server&client_secret=Secr3t!`;
    const without = await ask(request(null, body), state);
    expect([without.status, JSON.parse(without.body).error]).toEqual([400, 'invalid_request']);
    expect((await ask(request(certificate, body), state)).status).toBe(200);
  });
});

describe('a public client', () => {
  const state = createCertificateState({ method: 'none' });
  test.each([
    ['gets no token (RFC 6749 §4.4)', PATHS.token, `${GRANT}&client_id=c`, 400, 'unauthorized_client'],
    ['may not introspect (RFC 7662 §2.1)', PATHS.introspection, 'token=x&client_id=c', 401, 'invalid_client'],
  ])('%s', async (_name, path, body, status, error) => {
    const answer = await ask(post(path, body), state);
    expect([answer.status, JSON.parse(answer.body).error]).toEqual([status, error]);
  });

  test('may revoke (RFC 7009 §2.1)', async () => {
    expect((await ask(post(PATHS.revocation, 'token=x&client_id=c'), state)).status).toBe(200);
  });
});
