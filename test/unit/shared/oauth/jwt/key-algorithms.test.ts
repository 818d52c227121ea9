import { describe, expect, it } from 'vitest';
import { algorithmsOf, fittingAlgorithm } from '../../../../../shared/oauth/jwt/key-algorithms.ts';

describe('what a key can sign with', () => {
  it.each([
    [{ kty: 'RSA' }, ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512']],
    [{ kty: 'EC', crv: 'P-256' }, ['ES256']],
    [{ kty: 'EC', crv: 'P-384' }, ['ES384']],
    [{ kty: 'EC', crv: 'P-521' }, ['ES512']],
    [{ kty: 'OKP', crv: 'Ed25519' }, ['EdDSA']],
    [{ kty: 'EC', crv: 'secp256k1' }, []],
    [{ kty: 'EC', crv: 'constructor' }, []],
    [{}, []],
  ])('%o: %o', (publicJwk, expected) => {
    expect(algorithmsOf({ publicJwk })).toEqual(expected);
  });

  it.each([
    [{ kty: 'RSA' }, 'PS256', 'PS256'],
    [{ kty: 'RSA' }, 'ES256', 'RS256'],
    [{ kty: 'EC', crv: 'P-384' }, 'ES256', 'ES384'],
    [{ kty: 'OKP', crv: 'X25519' }, 'ES256', 'ES256'],
  ] as const)('%o, wanted %s: %s', (publicJwk, wanted, expected) => {
    expect(fittingAlgorithm({ publicJwk }, wanted)).toBe(expected);
  });
});
