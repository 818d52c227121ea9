import type { ProofFault, SignatureAlgorithm } from '../../model/client.ts';
import { accessTokenHash } from '../jwt/thumbprint.ts';
import { PROOF_TYPE, proofTarget } from './dpop.ts';

/** What a proof is made for: one request (RFC 9449 §4.2). */
export interface ProofOccasion {
  readonly method: string;
  /** Where the request goes, query and all. */
  readonly url: string;
  /** The latest that the server gave; null while it gave none. */
  readonly nonce: string | null;
  /** The token that the request carries; null for a request of one. */
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

/** Older than any server would take. */
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

/** What makes the key, and nothing that names it: the header has to hold no more, and never a private member. */
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
