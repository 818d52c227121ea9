import { fitsAlgorithm } from '../../../shared/oauth/jwt/key-set.ts';
import {
  type ProofAlgorithm,
  ProofAlgorithmSchema,
} from '../../../shared/token-server/client-authentication.ts';
import type { PublicJwk } from '../../../shared/token-server/public-jwk-set.ts';

/** Every algorithm allowed for assertions and proofs. All are asymmetric (RFC 9449 §4.3, check 5). */
export const PROOF_ALGORITHMS: readonly ProofAlgorithm[] = ProofAlgorithmSchema.options;

export function isProofAlgorithm(alg: unknown): alg is ProofAlgorithm {
  return PROOF_ALGORITHMS.some((known) => known === alg);
}

/** Whether a key may verify an algorithm: right type, and intended for it (RFC 7517 §4.4). */
export function mayVerify(jwk: PublicJwk, algorithm: ProofAlgorithm): boolean {
  return (
    fitsAlgorithm(jwk, algorithm) && (jwk.alg === undefined || meaningOf(jwk.alg) === meaningOf(algorithm))
  );
}

/** RFC 9864 §2.2: two names for one algorithm. */
function meaningOf(algorithm: string): string {
  return algorithm === 'Ed25519' ? 'EdDSA' : algorithm;
}
