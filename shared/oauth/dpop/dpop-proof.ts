import type { ProofFault, SignatureAlgorithm } from '../../model/client.ts';
import { accessTokenHash } from '../jwt/thumbprint.ts';
import { PROOF_TYPE, proofTarget } from './dpop.ts';

/** The request that a proof is for (RFC 9449 §4.2). */
export interface ProofOccasion {
  readonly method: string;
  /** The request URL, including the query. */
  readonly url: string;
  /** The server's latest nonce; null if it has sent none. */
  readonly nonce: string | null;
  /** The access token in the request; null for a token request. */
  readonly accessToken: string | null;
  readonly fault: ProofFault | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** At least 96 random bits (RFC 9449 §4.2). */
  readonly jti: string;
}

export interface ProofParts {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** Older than any server accepts. */
const TOO_OLD_SECONDS = 3_600;

/**
 * Header and claims of a proof, to be signed (RFC 9449 §4.2): wrong where the occasion says so. The faults that are not of
 * the content (another key, a signature that does not fit, no proof) are the signer's.
 */
export function buildProof(
  key: { readonly algorithm: SignatureAlgorithm; readonly publicJwk: Readonly<Record<string, unknown>> },
  { method, url, nonce, accessToken, fault, now, jti }: ProofOccasion,
): ProofParts {
  const issuedAt = Math.floor(now / 1000);
  return {
    header: { typ: PROOF_TYPE, alg: key.algorithm, jwk: bareJwk(key.publicJwk) },
    claims: {
      jti,
      htm: fault === 'wrong-htm' ? otherMethod(method) : method,
      htu: fault === 'wrong-htu' ? otherTarget(url) : proofTarget(url),
      iat: fault === 'old-iat' ? issuedAt - TOO_OLD_SECONDS : issuedAt,
      ...(accessToken !== null && fault !== 'missing-ath' && { ath: accessTokenHash(accessToken) }),
      ...(nonce !== null && { nonce }),
    },
  };
}

/** Only the key's required members: the header must contain no others, and never a private one. */
function bareJwk({ kty, crv, x, y, n, e }: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const members = { kty, crv, x, y, n, e };
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

function otherMethod(method: string): string {
  return method === 'GET' ? 'POST' : 'GET';
}

function otherTarget(url: string): string {
  return `${proofTarget(url).replace(/\/$/, '')}/elsewhere`;
}
