import { describe, expect, it } from 'vitest';
import type { Key } from '../../../../../shared/model/key.ts';
import { readConfirmation } from '../../../../../shared/oauth/token/confirmation.ts';
import { bindingOfExchange, bindingOfToken } from '../../../../../shared/oauth/token/token-binding.ts';
import { anExchange, aTokenRequest } from '../../fixtures.ts';

/** RFC 9449 §4.1. */
const JWK = {
  kty: 'EC',
  crv: 'P-256',
  x: 'l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs',
  y: '9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA',
};
const JKT = '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I';
/** SHA-256 of `abc`, which stands for a certificate's DER. */
const FINGERPRINT =
  'BA:78:16:BF:8F:01:CF:EA:41:41:40:DE:5D:AE:22:23:B0:03:61:A3:96:17:7A:9C:B4:10:FF:61:F2:00:15:AD';
const X5T_S256 = 'ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0';

const key = (change: Partial<Key>): Key => ({
  id: 'key',
  name: 'Key',
  publicJwk: JWK,
  description: 'EC P-256',
  certificates: [],
  createdAt: 0,
  origin: 'generated',
  ...change,
});
const jwt = (header: object, claims: object) =>
  `${[header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.x`;

function sent(proof: string | null, clientCertificate?: string) {
  const request = aTokenRequest();
  const headers = [...request.headers, ...(proof === null ? [] : [{ name: 'DPoP', value: [proof] }])];
  const tls = {
    protocol: 'TLSv1.3',
    cipher: null,
    alpn: null,
    serverName: 'localhost',
    chain: [],
    problems: [],
    acceptedBy: 'system' as const,
    ...(clientCertificate !== undefined && { clientCertificate }),
  };
  return anExchange({ request: { ...request, headers }, tls });
}

describe('what a token is bound to', () => {
  const proof = jwt({ typ: 'dpop+jwt', alg: 'ES256', jwk: JWK }, {});
  const certificateKey = key({
    id: 'certificate',
    publicJwk: { kty: 'RSA' },
    certificates: ['-----BEGIN CERTIFICATE-----\nYWJj\n-----END CERTIFICATE-----'],
  });
  const keys = [key({ id: 'other', publicJwk: { ...JWK, x: 'AAAA' } }), key({}), certificateKey];

  it('the key of the proof that was sent, found among the workspace’s', () => {
    expect(bindingOfExchange(sent(proof), { keys })).toEqual({ dpop: { keyId: 'key', thumbprint: JKT } });
  });

  it('an unknown key', () => {
    expect(bindingOfExchange(sent(proof), { keys: [] })).toEqual({
      dpop: { keyId: null, thumbprint: JKT },
    });
  });

  it('the certificate that was presented, and both', () => {
    const certificate = { keyId: 'certificate', thumbprint: X5T_S256 };
    expect(bindingOfExchange(sent(null, FINGERPRINT), { keys })).toEqual({ certificate });
    expect(bindingOfExchange(sent(proof, FINGERPRINT), { keys })).toEqual({
      dpop: { keyId: 'key', thumbprint: JKT },
      certificate,
    });
  });

  it('nothing', () => {
    expect(bindingOfExchange(sent(null), { keys })).toBeNull();
    expect(bindingOfExchange(sent('not a proof'), { keys })).toBeNull();
    expect(bindingOfExchange(anExchange(), {})).toBeNull();
  });

  it('a pasted token: the key it names', () => {
    expect(bindingOfToken(jwt({}, { cnf: { jkt: JKT } }), { keys })).toEqual({
      dpop: { keyId: 'key', thumbprint: JKT },
    });
    expect(bindingOfToken(jwt({}, { cnf: { 'x5t#S256': X5T_S256 } }), { keys })).toEqual({
      certificate: { keyId: 'certificate', thumbprint: X5T_S256 },
    });
    expect(bindingOfToken(jwt({}, {}), { keys })).toBeNull();
    expect(bindingOfToken('opaque', { keys })).toBeNull();
    expect(bindingOfToken('opaque', { keys }, JKT)).toEqual({ dpop: { keyId: 'key', thumbprint: JKT } });
  });
});

it.each<[unknown, ReturnType<typeof readConfirmation>]>([
  [
    { jkt: 'a', 'x5t#S256': 'b' },
    { jkt: 'a', x5tS256: 'b' },
  ],
  [{ jkt: 5 }, { jkt: null, x5tS256: null }],
  [{}, { jkt: null, x5tS256: null }],
  ['text', null],
  [['a'], null],
  [undefined, null],
])('cnf %j is read as %j', (cnf, confirmation) => {
  expect(readConfirmation({ cnf })).toEqual(confirmation);
});
