import { describe, expect, it } from 'vitest';
import {
  algorithmsOf,
  fittingAlgorithm,
  preferredAlgorithm,
} from '../../../../../shared/oauth/jwt/key-algorithms.ts';

describe('the algorithms of a key', () => {
  it.each([
    [{ kty: 'RSA' }, ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512']],
    [{ kty: 'EC', crv: 'P-256' }, ['ES256']],
    [{ kty: 'EC', crv: 'P-384' }, ['ES384']],
    [{ kty: 'EC', crv: 'P-521' }, ['ES512']],
    [{ kty: 'OKP', crv: 'Ed25519' }, ['EdDSA', 'Ed25519']],
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
    [{ kty: 'OKP', crv: 'Ed25519' }, 'ES256', 'EdDSA'],
    [{ kty: 'OKP', crv: 'Ed25519' }, 'Ed25519', 'Ed25519'],
  ] as const)('%o, wanted %s: %s', (publicJwk, wanted, expected) => {
    expect(fittingAlgorithm({ publicJwk }, wanted)).toBe(expected);
  });

  it.each([
    [{ kty: 'OKP', crv: 'Ed25519' }, ['ES256', 'Ed25519'], 'Ed25519'],
    [{ kty: 'OKP', crv: 'Ed25519' }, ['Ed25519', 'EdDSA'], 'EdDSA'],
    [{ kty: 'OKP', crv: 'Ed25519' }, ['ES256'], 'EdDSA'],
    [{ kty: 'RSA' }, ['PS512', 'PS256'], 'PS256'],
  ] as const)('%o, of what the server lists (%o): %s (RFC 9864)', (publicJwk, listed, expected) => {
    expect(fittingAlgorithm({ publicJwk }, 'ES384', listed)).toBe(expected);
  });

  it.each([
    [['EdDSA', 'Ed25519'], 'EdDSA'],
    [['Ed25519'], 'Ed25519'],
    [['Ed448', 'ML-DSA-44'], 'ES256'],
  ])('a key is made for %o: %s', (listed, expected) => {
    expect(preferredAlgorithm(listed)).toBe(expected);
  });
});
