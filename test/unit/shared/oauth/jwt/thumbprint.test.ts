import { X509Certificate } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import { describe, expect, it } from 'vitest';
import {
  accessTokenHash,
  certificateThumbprint,
  jwkThumbprint,
  thumbprintOfFingerprint,
} from '../../../../../shared/oauth/jwt/thumbprint.ts';
import { makeCertificate } from '../../../../fixtures/certificates/make-certificate.ts';

/** RFC 7638 §3.1. */
const RSA_EXAMPLE = {
  kty: 'RSA',
  n: '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw',
  e: 'AQAB',
  alg: 'RS256',
  kid: '2011-04-29',
};
/** RFC 8037 appendix A.3. */
const OKP_EXAMPLE = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' };
/** RFC 9449 §4.1. */
const EC_EXAMPLE = {
  kty: 'EC',
  x: 'l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs',
  y: '9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA',
  crv: 'P-256',
};

describe('cnf.jkt is the thumbprint of RFC 7638', () => {
  it.each([
    ['RSA (RFC 7638 §3.1)', RSA_EXAMPLE, 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs'],
    ['Ed25519 (RFC 8037 appendix A.3)', OKP_EXAMPLE, 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k'],
    ['P-256 (RFC 9449 §4.1, §6.1)', EC_EXAMPLE, '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I'],
  ])('%s', async (_name, jwk, thumbprint) => {
    expect(jwkThumbprint(jwk)).toBe(thumbprint);
    expect(await calculateJwkThumbprint(jwk)).toBe(thumbprint);
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['a symmetric key', { kty: 'oct', k: 'AAAA' }],
    ['a kind of the prototype’s', { kty: 'constructor' }],
    ['a key without a coordinate', { ...EC_EXAMPLE, y: undefined }],
    ['a coordinate that is no text', { ...EC_EXAMPLE, x: 5 }],
    ['nothing', {}],
  ])('%s has none', (_name, jwk) => {
    expect(jwkThumbprint(jwk)).toBeNull();
  });
});

/** RFC 8705 appendix A, figure 6. */
const RFC_8705_CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBBjCBrAIBAjAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDDARtdGxzMB4XDTE4MTAx
ODEyMzcwOVoXDTIyMDUwMjEyMzcwOVowDzENMAsGA1UEAwwEbXRsczBZMBMGByqG
SM49AgEGCCqGSM49AwEHA0IABNcnyxwqV6hY8QnhxxzFQ03C7HKW9OylMbnQZjjJ
/Au08/coZwxS7LfA4vOLS9WuneIXhbGGWvsDSb0tH6IxLm8wCgYIKoZIzj0EAwID
SQAwRgIhAP0RC1E+vwJD/D1AGHGzuri+hlV/PpQEKTWUVeORWz83AiEA5x2eXZOV
bUlJSGQgjwD5vaUaKlLR50Q2DmFfQj1L+SY=
-----END CERTIFICATE-----`;

describe('x5t#S256 is SHA-256 of the certificate’s DER, base64url', () => {
  it('the certificate of RFC 8705 appendix A', () => {
    expect(certificateThumbprint(RFC_8705_CERTIFICATE)).toBe('A4DtL2JmUMhAsvJj5tKyn64SqzmuXbMrJa0n761y5v0');
  });

  it('matches the fingerprint from the handshake', async () => {
    const { pem } = await makeCertificate({ name: 'client' });
    const { fingerprint256 } = new X509Certificate(pem);
    expect(thumbprintOfFingerprint(fingerprint256)).toBe(certificateThumbprint(pem));
  });

  it('of a chain the first counts', async () => {
    const [one, other] = [await makeCertificate({ name: 'one' }), await makeCertificate({ name: 'other' })];
    expect(certificateThumbprint(`${one.pem}\n${other.pem}`)).toBe(certificateThumbprint(one.pem));
  });

  it.each(['', 'no certificate', '-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----'])(
    '%j has none',
    (text) => {
      expect(certificateThumbprint(text)).toBeNull();
      expect(thumbprintOfFingerprint(text)).toBeNull();
    },
  );
});

it('ath is SHA-256 of the token, base64url (RFC 9449 §7.1)', () => {
  expect(accessTokenHash('Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU')).toBe(
    'fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo',
  );
});
