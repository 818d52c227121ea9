import { hash } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import { type DecodedJwt, decodeJwt, timeClaim } from '../../../shared/oauth/jwt.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { type PublicJwk, PublicJwkSchema } from '../../../shared/token-server/public-jwk-set.ts';
import { quote } from '../http/oauth-error.ts';
import type { ServerRequest } from '../http/request.ts';
import { fitsAlgorithm, isProofAlgorithm, PROOF_ALGORITHMS } from '../proofs/proof-algorithms.ts';
import { isSignedBy, readPublicKey } from '../proofs/public-key.ts';
import type { ServerState } from '../server-state.ts';

/** Why a proof is not accepted (RFC 9449 §5, §8). */
export interface ProofRefusal {
  readonly error: 'invalid_dpop_proof' | 'use_dpop_nonce';
  readonly description: string;
}

/** A proof that was accepted. */
export interface Proof {
  /** The thumbprint of its key (RFC 7638): what a token is bound to. */
  readonly jkt: string;
}

/**
 * Makes the checks of RFC 9449 §4.3 in its order. `accessToken` is the one sent along to an API, whose hash the proof
 * must hold; null at the token endpoint.
 */
export async function verifyProof(
  request: ServerRequest,
  accessToken: string | null,
  state: ServerState,
  now: number,
): Promise<Result<Proof, ProofRefusal>> {
  const header = request.headers.dpop;
  // Node joins repeated fields by a comma, which no JWT contains.
  if (typeof header !== 'string' || header.includes(','))
    return invalid('There is more than one DPoP header');
  const jwt = decodeJwt(header);
  if (jwt === null) return invalid('The DPoP header is not a JWT');
  const { alg, typ } = jwt.header;
  if (typ !== 'dpop+jwt') return invalid(`The proof’s typ is ${quoteValue(typ)}, not "dpop+jwt"`);
  if (!isProofAlgorithm(alg)) {
    return invalid(`The proof’s alg is ${quoteValue(alg)}; it must be one of ${PROOF_ALGORITHMS.join(', ')}`);
  }
  const key = readProofKey(jwt);
  if (!key.ok) return key;
  const jwk = key.value;
  if (!fitsAlgorithm(jwk, alg)) return invalid(`The proof’s jwk is not a key for ${alg}`);
  if (!(await isSignedBy(header, readPublicKey(jwk), alg)))
    return invalid('The proof’s signature is not right');
  const jkt = await calculateJwkThumbprint(jwk);
  const fault = findClaimFault(jwt, request, accessToken, state, now);
  if (fault !== null) return invalid(fault);
  const nonceFault = findNonceFault(jwt, state, now);
  if (nonceFault !== null) return err({ error: 'use_dpop_nonce', description: nonceFault });
  return isFirstUse(jwt, jkt, state, now)
    ? ok({ jkt })
    : invalid('The proof has been used before: its jti is good once');
}

function readProofKey({ header }: DecodedJwt): Result<PublicJwk, ProofRefusal> {
  if (header.jwk === undefined) return invalid('The proof has no jwk in its header');
  const parsed = PublicJwkSchema.safeParse(header.jwk);
  if (!parsed.success) return invalid(`The proof’s jwk: ${parsed.error.issues[0]?.message ?? 'is no key'}`);
  try {
    readPublicKey(parsed.data);
    return ok(parsed.data);
  } catch {
    return invalid('The proof’s jwk cannot be read as a public key');
  }
}

/** Checks 8, 9, 11 and 12 of §4.3, and that there is a jti. */
function findClaimFault(
  jwt: DecodedJwt,
  request: ServerRequest,
  accessToken: string | null,
  { endpoints, rules }: ServerState,
  now: number,
): string | null {
  const { ath, htm, htu, jti } = jwt.claims;
  if (typeof jti !== 'string' || jti === '') return 'The proof has no jti';
  if (htm !== request.method)
    return `The proof’s htm is ${quoteValue(htm)}, and the request is ${request.method}`;
  const url = `${new URL(endpoints.baseUrl).protocol}//${request.headers.host}${request.path}`;
  if (typeof htu !== 'string' || !isSameTarget(htu, url)) {
    return `The proof’s htu is ${quoteValue(htu)}, and the request is to ${quote(url, 200)}`;
  }
  const iat = timeClaim(jwt, 'iat');
  if (iat === null) return 'The proof has no iat';
  const age = Math.round((now - iat) / 1000);
  if (age > rules.dpopProofLifetime + rules.clockTolerance) {
    return `The proof’s iat is ${age} s ago; a proof is good for ${rules.dpopProofLifetime} s`;
  }
  if (age < -rules.clockTolerance) return `The proof’s iat is ${-age} s in the future: compare the clocks`;
  if (accessToken === null) return null;
  if (ath === undefined) return 'The proof has no ath, the hash of the access token';
  return ath === hash('sha256', accessToken, 'base64url')
    ? null
    : 'The proof’s ath is of another access token';
}

/** §4.3: without query and fragment, and after the normalisation of RFC 3986 §6.2.2 and §6.2.3. */
function isSameTarget(htu: string, url: string): boolean {
  return URL.canParse(htu) && targetOf(htu) === targetOf(url);
}

function targetOf(text: string): string {
  const url = new URL(text);
  url.search = '';
  url.hash = '';
  return url.href;
}

function findNonceFault({ claims: { nonce } }: DecodedJwt, state: ServerState, now: number): string | null {
  if (!state.rules.requireDpopNonce) return null;
  if (nonce === undefined) return 'The proof must carry the nonce of the DPoP-Nonce header';
  if (typeof nonce === 'string' && state.nonces.isGood(nonce, now)) return null;
  return 'The proof’s nonce is not one of this server, or too old: use the one of the DPoP-Nonce header';
}

/** §11.1: good once at one address; the key is part of it, so that clients do not meet each other’s ids. */
function isFirstUse(jwt: DecodedJwt, jkt: string, { proofsSeen, rules }: ServerState, now: number): boolean {
  const { htu, jti } = jwt.claims;
  const until = (timeClaim(jwt, 'iat') ?? now) + (rules.dpopProofLifetime + rules.clockTolerance) * 1000;
  return proofsSeen.isFirst(`${jkt} ${String(jti)} ${String(htu)}`, until + 1000, now);
}

function invalid(description: string) {
  return err<ProofRefusal>({ error: 'invalid_dpop_proof', description });
}

function quoteValue(value: unknown): string {
  if (value === undefined) return 'missing';
  return typeof value === 'string' ? quote(value) : quote(JSON.stringify(value));
}
