import { type DpopProof, isSameTarget, PROOF_TYPE, readProof } from '../../../shared/oauth/dpop/dpop.ts';
import { accessTokenHash } from '../../../shared/oauth/jwt/thumbprint.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { type PublicJwk, PublicJwkSchema } from '../../../shared/token-server/public-jwk-set.ts';
import { quote, quoteValue } from '../http/oauth-error.ts';
import { originOf, type ServerRequest } from '../http/request.ts';
import { describeFuture, describeNoTime } from '../proofs/claimed-times.ts';
import { isProofAlgorithm, mayVerify, PROOF_ALGORITHMS } from '../proofs/proof-algorithms.ts';
import { CRITICAL, isSignedBy, readPublicKey } from '../proofs/public-key.ts';
import { findRepeatedMember } from '../proofs/repeated-member.ts';
import type { ServerState } from '../server-state.ts';

/** Why a proof is rejected (RFC 9449 §5, §8). */
export interface ProofRefusal {
  readonly error: 'invalid_dpop_proof' | 'use_dpop_nonce';
  readonly description: string;
}

/** An accepted proof. */
export interface AcceptedProof {
  /** Thumbprint of its key (RFC 7638), which tokens are bound to. */
  readonly jkt: string;
}

/**
 * Performs the checks of RFC 9449 §4.3 in order. `accessToken` is the one sent to an API, whose hash the proof must
 * contain; null at the token endpoint.
 */
export async function verifyProof(
  request: ServerRequest,
  accessToken: string | null,
  state: ServerState,
  now: number,
): Promise<Result<AcceptedProof, ProofRefusal>> {
  const header = request.headers.dpop;
  // Node joins repeated headers with a comma, which no JWT contains.
  if (typeof header !== 'string' || header.includes(','))
    return invalid('There is more than one DPoP header');
  const proof = readProof(header);
  if (proof === null) return invalid('The DPoP header is not a JWT');
  const repeated = findRepeatedMember(header);
  if (repeated !== null) return invalid(`The proof: ${repeated}`);
  const { algorithm, jkt } = proof;
  const { typ } = proof.header;
  if (typ !== PROOF_TYPE) return invalid(`The proof’s typ is ${quoteValue(typ)}, not "${PROOF_TYPE}"`);
  if (!isProofAlgorithm(algorithm)) {
    const supported = PROOF_ALGORITHMS.join(', ');
    return invalid(`The proof’s alg is ${quoteValue(algorithm)}; it must be one of ${supported}`);
  }
  const jwk = readProofKey(proof);
  if (!jwk.ok) return jwk;
  if (jkt === null || !mayVerify(jwk.value, algorithm)) {
    return invalid(`The proof’s jwk is not a key for ${algorithm}`);
  }
  const key = readPublicKey(jwk.value);
  if (!key.ok) return invalid(`The proof’s jwk ${key.error}`);
  if (proof.header.crit !== undefined) return invalid(`The proof’s ${CRITICAL}`);
  if (!(await isSignedBy(header, key.value, algorithm)))
    return invalid('The proof’s signature does not verify');
  const fault = findClaimFault(proof, request, accessToken, state, now);
  if (fault !== null) return invalid(fault);
  const nonceFault = findNonceFault(proof, state, accessToken === null ? 'server' : 'api', now);
  if (nonceFault !== null) return err({ error: 'use_dpop_nonce', description: nonceFault });
  return isFirstUse(proof, state, now)
    ? ok({ jkt })
    : invalid('The proof was used before: each jti may be used once');
}

function readProofKey({ header }: DpopProof): Result<PublicJwk, ProofRefusal> {
  if (header.jwk === undefined) return invalid('The proof has no jwk in its header');
  const parsed = PublicJwkSchema.safeParse(header.jwk);
  return parsed.success
    ? ok(parsed.data)
    : invalid(`The proof’s jwk: ${parsed.error.issues[0]?.message ?? 'it is no key'}`);
}

/** Checks 8, 9, 11 and 12 of §4.3, and that there is a jti. */
function findClaimFault(
  { ath, claims, htm, htu, issuedAt, jti }: DpopProof,
  request: ServerRequest,
  accessToken: string | null,
  { endpoints, rules }: ServerState,
  now: number,
): string | null {
  if (jti === null || jti === '') return 'The proof has no jti';
  if (htm !== request.method) {
    return `The proof’s htm is ${quoteValue(claims.htm)}; the request is ${request.method}`;
  }
  const url = originOf(request, endpoints.baseUrl) + request.path;
  if (htu === null || !isSameTarget(htu, url)) {
    return `The proof’s htu is ${quoteValue(claims.htu)}; the request is to ${quote(url, 200)}`;
  }
  if (issuedAt === null) return `The proof’s ${describeNoTime(claims, 'iat')}`;
  const age = Math.round((now - issuedAt) / 1000);
  if (age > rules.dpopProofLifetime + rules.clockTolerance) {
    return `The proof’s iat is ${age} s ago; a proof is valid for ${rules.dpopProofLifetime} s`;
  }
  if (age < -rules.clockTolerance) return `The proof’s iat ${describeFuture(issuedAt, now)}`;
  if (accessToken === null) return null;
  if (ath === null) return 'The proof has no ath, the hash of the access token';
  return ath === accessTokenHash(accessToken) ? null : 'The proof’s ath is the hash of another access token';
}

function findNonceFault(
  { nonce }: DpopProof,
  { nonces, rules }: ServerState,
  at: keyof ServerState['nonces'],
  now: number,
): string | null {
  if (!rules.requireDpopNonce) return null;
  if (nonce === null) return 'The proof needs the nonce from the DPoP-Nonce header';
  if (nonces[at].isGood(nonce, now)) return null;
  return 'The proof’s nonce is unknown or too old; use the one in the DPoP-Nonce header';
}

/** §11.1: valid once per URL. Includes the key, so that clients' IDs cannot collide. */
function isFirstUse(
  { htu, issuedAt, jkt, jti }: DpopProof,
  { proofsSeen, rules }: ServerState,
  now: number,
): boolean {
  // Ages are rounded to whole seconds: remember it a second longer.
  const seconds = rules.dpopProofLifetime + rules.clockTolerance + 1;
  return proofsSeen.isFirst(`${jkt} ${jti} ${htu}`, (issuedAt ?? now) + seconds * 1000, now);
}

function invalid(description: string) {
  return err<ProofRefusal>({ error: 'invalid_dpop_proof', description });
}
