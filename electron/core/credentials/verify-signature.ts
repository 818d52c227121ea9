import { compactVerify, errors, importJWK, type JWK } from 'jose';
import { decodeJwt, readJweHeader } from '../../../shared/oauth/jwt/jwt.ts';
import {
  describeKey,
  fitsAlgorithm,
  isSignatureAlgorithm,
  type PublishedKey,
} from '../../../shared/oauth/jwt/key-set.ts';
import type { SignatureVerdict } from '../../../shared/oauth/jwt/signature-verdict.ts';

/**
 * Verifies a JWT's signature (RFC 7515 §5.2) with a server's published keys. Accepts only asymmetric algorithms that
 * fit the key, so a public key is never used as a secret (RFC 8725 §3.1). Never throws.
 */
export async function verifySignature(
  token: string,
  keys: readonly PublishedKey[],
): Promise<SignatureVerdict> {
  const judged = judgeHeader(token);
  if ('kind' in judged) return judged;
  const { alg, kid } = judged;
  if (keys.length === 0) return { kind: 'no-keys', reason: 'empty' };
  const named = kid === null ? keys : keys.filter((key) => key.kid === kid);
  if (kid !== null && named.length === 0) {
    return { kind: 'unknown-kid', kid, known: keys.map(describeKey) };
  }
  const fitting = named.filter((key) => fitsAlgorithm(key, alg) && isMeantFor(key, alg));
  const [first] = named;
  if (fitting.length === 0 && kid !== null && first) {
    const keyAlg = isMeantFor(first, alg) ? purposeOf(first) : String(first.alg);
    return { kind: 'wrong-alg', alg, key: describeKey(first), keyAlg };
  }
  if (fitting.length === 0) return { kind: 'no-fitting-key', alg, known: keys.map(describeKey) };
  const verdict = await tryKeys(token, alg, fitting.slice(0, MOST_TRIED));
  return verdict.kind === 'mismatch' && fitting.length > MOST_TRIED
    ? { kind: 'too-many-keys', alg, tried: MOST_TRIED, fitting: fitting.length }
    : verdict;
}

/** A hostile key set may hold ten thousand keys without names. */
const MOST_TRIED = 100;

/** A verdict that needs no key, or the criteria for finding the key. */
function judgeHeader(
  token: string,
): SignatureVerdict | { readonly alg: string; readonly kid: string | null } {
  const jwt = decodeJwt(token);
  if (!jwt) {
    const encrypted = readJweHeader(token);
    return encrypted ? { kind: 'encrypted', alg: encrypted.alg, enc: encrypted.enc } : { kind: 'opaque' };
  }
  const { alg, kid, crit } = jwt.header;
  const name = typeof alg === 'string' ? alg : 'an algorithm without a name';
  if (name.toLowerCase() === 'none') return { kind: 'unsecured' };
  if (/^HS\d/.test(name)) return { kind: 'symmetric', alg: name };
  if (Array.isArray(crit)) return { kind: 'critical', names: crit.map(String) };
  const fault = faultOfText(token.trim());
  if (fault !== null) return { kind: 'malformed', fault };
  if (!isSignatureAlgorithm(name)) return { kind: 'unsupported', alg: name };
  return { alg: name, kid: typeof kid === 'string' ? kid : null };
}

/** Combined length of R and S (RFC 7518 §3.4). */
const ECDSA_BYTES: ReadonlyMap<string, number> = new Map([
  ['ES256', 64],
  ['ES256K', 64],
  ['ES384', 96],
  ['ES512', 132],
]);

/** Encoding errors that strict libraries reject but ours accepts; null if there are none. */
function faultOfText(token: string): string | null {
  const odd = /[^A-Za-z0-9_.-]/.exec(token)?.[0];
  return odd === undefined
    ? null
    : `It has the character “${odd}”: its parts are base64url, without padding (RFC 7515 §2).`;
}

/** A signature whose length no key could produce. */
function faultOfLength(token: string, alg: string): string | null {
  const bytes = Buffer.from(token.trim().split('.')[2] ?? '', 'base64url');
  const expected = ECDSA_BYTES.get(alg);
  if (expected === undefined || bytes.length === expected) return null;
  const isDer = bytes[0] === 0x30;
  return `A signature by ${alg} has ${expected} bytes, and this one ${bytes.length}${isDer ? ': it is in DER, as certificates have it, instead of R and S side by side' : ''} (RFC 7518 §3.4).`;
}

/** A key without `alg` fits every algorithm of its type. `EdDSA` and `Ed25519` are the same (RFC 9864 §2.2). */
function isMeantFor({ alg: meant }: PublishedKey, alg: string): boolean {
  if (typeof meant !== 'string' || meant === alg) return true;
  return [meant, alg].every((each) => each === 'EdDSA' || each === 'Ed25519');
}

/** The declared purpose of a key without a different `alg`. */
function purposeOf({ use, key_ops: operations }: PublishedKey): string {
  if (typeof use === 'string' && use !== 'sig') return `another use (use: ${use.slice(0, 40)})`;
  return Array.isArray(operations) && !operations.includes('verify')
    ? `other operations (key_ops: ${operations.slice(0, 10).map(String).join(', ').slice(0, 80)})`
    : 'another algorithm';
}

async function tryKeys(token: string, alg: string, keys: readonly PublishedKey[]): Promise<SignatureVerdict> {
  let problem: SignatureVerdict | null = null;
  for (const key of keys) {
    const verdict = await tryKey(token, alg, key);
    if (verdict?.kind === 'valid') return verdict;
    problem ??= verdict;
  }
  if (problem) return problem;
  const fault = faultOfLength(token, alg);
  return fault === null
    ? { kind: 'mismatch', alg, keys: keys.map(describeKey) }
    : { kind: 'malformed', fault };
}

/** Null if this key did not make the signature. */
async function tryKey(token: string, alg: string, key: PublishedKey): Promise<SignatureVerdict | null> {
  try {
    await compactVerify(token.trim(), await importJWK(publicPart(key), alg));
    return { kind: 'valid', alg, key: describeKey(key) };
  } catch (cause) {
    if (cause instanceof errors.JWSSignatureVerificationFailed) return null;
    if (cause instanceof errors.JOSENotSupported || isNotSupported(cause))
      return { kind: 'unsupported', alg };
    return { kind: 'unusable-key', key: describeKey(key), detail: wordsOf(cause) };
  }
}

/** If a server publishes a private key by mistake, WebCrypto would import it as one and could not verify. */
function publicPart({ d, p, q, dp, dq, qi, oth, priv, key_ops, ext, ...rest }: PublishedKey): JWK {
  return rest as JWK;
}

/** WebCrypto's error for an unsupported algorithm or curve. */
function isNotSupported(cause: unknown): boolean {
  return cause instanceof Error && cause.name === 'NotSupportedError';
}

function wordsOf(cause: unknown): string {
  const words = cause instanceof Error && cause.message !== '' ? cause.message : 'it cannot be read';
  return words.endsWith('.') ? words : `${words}.`;
}
