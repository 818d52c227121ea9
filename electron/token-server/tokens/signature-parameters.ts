import { constants, type KeyObject, type SignKeyObjectInput } from 'node:crypto';
import type { SigningAlgorithm } from '../../../shared/token-server/jwt-token.ts';

/** The node:crypto parameters of an algorithm in RFC 7518 §3.1 or RFC 8037 §3.1. */
export interface SignatureParameters {
  /** Null if the key implies it. */
  readonly digest: string | null;
  readonly key: (key: KeyObject) => SignKeyObjectInput;
  /** RSA is slow enough to use another thread. */
  readonly isSlow: boolean;
}

const rs = (digest: string): SignatureParameters => ({ digest, key: (key) => ({ key }), isSlow: true });

/** RFC 7518 §3.5: the salt is as long as the hash. */
const ps = (digest: string): SignatureParameters => ({
  digest,
  key: (key) => ({
    key,
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
  }),
  isSlow: true,
});

/** RFC 7518 §3.4: the two numbers, not DER. */
const es = (digest: string): SignatureParameters => ({
  digest,
  key: (key) => ({ key, dsaEncoding: 'ieee-p1363' }),
  isSlow: false,
});

export const SIGNATURES: Readonly<Record<SigningAlgorithm, SignatureParameters>> = {
  RS256: rs('sha256'),
  RS384: rs('sha384'),
  RS512: rs('sha512'),
  PS256: ps('sha256'),
  PS384: ps('sha384'),
  PS512: ps('sha512'),
  ES256: es('sha256'),
  ES384: es('sha384'),
  ES512: es('sha512'),
  EdDSA: { digest: null, key: (key) => ({ key }), isSlow: false },
};
