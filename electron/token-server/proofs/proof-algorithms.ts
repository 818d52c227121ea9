import {
  type ProofAlgorithm,
  ProofAlgorithmSchema,
} from '../../../shared/token-server/client-authentication.ts';
import type { PublicJwk } from '../../../shared/token-server/public-jwk-set.ts';

/** Every algorithm that assertions and proofs may be signed by. All are asymmetric (RFC 9449 §4.3, check 5). */
export const PROOF_ALGORITHMS: readonly ProofAlgorithm[] = ProofAlgorithmSchema.options;

/** What a key must be for an algorithm (RFC 7518 §3.1, RFC 8037 §3.1). */
const KEYS: Readonly<Record<ProofAlgorithm, { readonly kty: PublicJwk['kty']; readonly crv?: string }>> = {
  RS256: { kty: 'RSA' },
  RS384: { kty: 'RSA' },
  RS512: { kty: 'RSA' },
  PS256: { kty: 'RSA' },
  PS384: { kty: 'RSA' },
  PS512: { kty: 'RSA' },
  ES256: { kty: 'EC', crv: 'P-256' },
  ES384: { kty: 'EC', crv: 'P-384' },
  ES512: { kty: 'EC', crv: 'P-521' },
  EdDSA: { kty: 'OKP', crv: 'Ed25519' },
  Ed25519: { kty: 'OKP', crv: 'Ed25519' },
};

export function isProofAlgorithm(alg: unknown): alg is ProofAlgorithm {
  return typeof alg === 'string' && Object.hasOwn(KEYS, alg);
}

/** Whether a key may verify signatures by an algorithm. */
export function fitsAlgorithm(jwk: PublicJwk, algorithm: ProofAlgorithm): boolean {
  const { crv, kty } = KEYS[algorithm];
  return (
    jwk.kty === kty &&
    (crv === undefined || jwk.crv === crv) &&
    (jwk.use === undefined || jwk.use === 'sig') &&
    (jwk.alg === undefined || jwk.alg === algorithm)
  );
}
