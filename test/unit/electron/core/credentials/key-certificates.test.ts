import { createPublicKey, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { thumbprintsOf } from '../../../../../electron/core/credentials/certificate-thumbprints.ts';
import { Pkcs10CertificateRequest } from '../../../../../electron/token-server/certificates/x509.ts';
import type { Key, KeyKind } from '../../../../../shared/model/key.ts';
import { aKey } from '../../../shared/fixtures.ts';
import { startKeys, unwrap } from './key-bench.ts';

const SUBJECT = {
  subject: 'CN=server, O=Example\\, Inc',
  names: ['client.example', '10.0.0.1', 'urn:client:1', 'a@b.example'],
};
const KINDS: readonly KeyKind[] = ['EC P-256', 'EC P-384', 'EC P-521', 'Ed25519', 'RSA 2048'];

/** RFC 8705 appendix A. */
const RFC_8705 = `-----BEGIN CERTIFICATE-----
MIIBBjCBrAIBAjAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDDARtdGxzMB4XDTE4MTAx
ODEyMzcwOVoXDTIyMDUwMjEyMzcwOVowDzENMAsGA1UEAwwEbXRsczBZMBMGByqG
SM49AgEGCCqGSM49AwEHA0IABNcnyxwqV6hY8QnhxxzFQ03C7HKW9OylMbnQZjjJ
/Au08/coZwxS7LfA4vOLS9WuneIXhbGGWvsDSb0tH6IxLm8wCgYIKoZIzj0EAwID
SQAwRgIhAP0RC1E+vwJD/D1AGHGzuri+hlV/PpQEKTWUVeORWz83AiEA5x2eXZOV
bUlJSGQgjwD5vaUaKlLR50Q2DmFfQj1L+SY=
-----END CERTIFICATE-----
`;

const RSA_7638 = {
  kty: 'RSA',
  n: '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw',
  e: 'AQAB',
};

describe('the certificate of a key', () => {
  it.each(KINDS)('%s: is signed by the key itself, for TLS clients', async (kind) => {
    const { keys } = await startKeys();
    const key = unwrap(await keys.generate('ws', { name: 'k', kind }));
    const certified = unwrap(await keys.certify('ws', key, { ...SUBJECT, days: 365 }));
    expect(certified).toMatchObject({ id: key.id, publicJwk: key.publicJwk });
    const certificate = new X509Certificate(certified.certificates[0] ?? '');
    const publicKey = createPublicKey({ key: key.publicJwk, format: 'jwk' });
    expect(certificate.publicKey.equals(publicKey)).toBe(true);
    expect(certificate.verify(publicKey)).toBe(true);
    expect(certificate.subject).toBe('CN=server\nO=Example\\, Inc');
    expect(certificate.subjectAltName).toBe(
      'DNS:client.example, IP Address:10.0.0.1, URI:urn:client:1, email:a@b.example',
    );
    expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.2']);
    expect(certificate.ca).toBe(false);
    const days = (Date.parse(certificate.validTo) - Date.parse(certificate.validFrom)) / 86_400_000;
    expect(days).toBe(365);
  });

  it.each(KINDS)('%s: a request for one verifies (PKCS #10)', async (kind) => {
    const { keys } = await startKeys();
    const key = unwrap(await keys.generate('ws', { name: 'k', kind }));
    const { pem } = unwrap(await keys.requestCertificate('ws', key, SUBJECT));
    const request = new Pkcs10CertificateRequest(pem);
    expect(await request.verify()).toBe(true);
    expect(request.subject).toBe('CN=server, O=Example\\, Inc');
  });

  it.each([
    ['a subject that is no name', { subject: 'server', names: [] }],
    ['no subject', { subject: ' ', names: [] }],
  ])('%s is said', async (_, subject) => {
    const { keys } = await startKeys();
    const key = unwrap(await keys.generate('ws', { name: 'k', kind: 'EC P-256' }));
    expect(await keys.certify('ws', key, { ...subject, days: 1 })).toMatchObject({
      error: { code: 'config.invalid', nextStep: expect.stringContaining('CN=server') },
    });
  });
});

describe('lists a key’s public details', () => {
  async function detailsOf(key: Key) {
    const { keys } = await startKeys();
    return unwrap(await keys.describe(key));
  }

  it.each([
    ['RFC 7638 §3.1', RSA_7638, 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs'],
    [
      'RFC 8037 appendix A.3',
      { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' },
      'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
    ],
    [
      'RFC 9449 §6.1',
      {
        kty: 'EC',
        crv: 'P-256',
        x: 'l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs',
        y: '9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA',
      },
      '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I',
    ],
  ])('thumbprint: %s', async (_, publicJwk, thumbprint) => {
    expect((await detailsOf(aKey({ publicJwk }))).thumbprint).toBe(thumbprint);
  });

  it('x5t#S256 of RFC 8705 appendix A', () => {
    expect(thumbprintsOf(RFC_8705)?.x5tS256).toBe('A4DtL2JmUMhAsvJj5tKyn64SqzmuXbMrJa0n761y5v0');
  });

  it('the JWK carries the certificate and its thumbprints, PEM is the same key', async () => {
    const { keys } = await startKeys();
    const key = unwrap(await keys.generate('ws', { name: 'k', kind: 'EC P-384' }));
    const certified = unwrap(await keys.certify('ws', key, { subject: 'CN=a', names: [], days: 1 }));
    const { jwk, publicKeyPem, certificates } = await detailsOf(certified);
    const certificate = new X509Certificate(certified.certificates[0] ?? '');
    const expected = thumbprintsOf(certified.certificates[0]);
    expect(jwk).toEqual({
      ...key.publicJwk,
      use: 'sig',
      alg: 'ES384',
      x5c: [certificate.raw.toString('base64')],
      x5t: expected?.x5t,
      'x5t#S256': expected?.x5tS256,
    });
    expect(createPublicKey(publicKeyPem).equals(certificate.publicKey)).toBe(true);
    expect(certificates).toMatchObject([{ subject: 'CN=a', selfSigned: true, x5tS256: expected?.x5tS256 }]);
  });

  it('an RSA key names no algorithm: it has several', async () => {
    expect((await detailsOf(aKey({ publicJwk: RSA_7638 }))).jwk).toEqual({ ...RSA_7638, use: 'sig' });
  });

  it('a damaged key is an error, not an exception', async () => {
    const { keys } = await startKeys();
    for (const key of [aKey(), aKey({ publicJwk: RSA_7638, certificates: ['PEM'] })]) {
      expect(await keys.describe(key)).toMatchObject({ error: { code: 'key.unusable' } });
    }
    expect(await keys.setCertificates(aKey(), RFC_8705)).toMatchObject({ error: { code: 'key.unusable' } });
  });
});
