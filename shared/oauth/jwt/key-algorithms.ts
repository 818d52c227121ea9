import type { SignatureAlgorithm } from '../../model/client.ts';
import { SIGNATURE_ALGORITHMS } from '../../model/client-choices.ts';
import type { Key, KeyKind } from '../../model/key.ts';

/**
 * The algorithms a key can sign with, default first. RSA: any of RS and PS (RFC 7518 §3.3, §3.5). Elliptic curves: the
 * one for the curve (§3.4). Ed25519: `EdDSA` (RFC 8037 §3.1) or, newer, `Ed25519` (RFC 9864 §2.2). Empty for other key
 * types.
 */
export function algorithmsOf({
  publicJwk: { kty, crv },
}: Pick<Key, 'publicJwk'>): readonly SignatureAlgorithm[] {
  if (kty === 'RSA') return ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'];
  return BY_CURVE.get(crv) ?? [];
}

// A Map, not an object: curve names come from a file and may be `constructor`.
const BY_CURVE: ReadonlyMap<unknown, readonly SignatureAlgorithm[]> = new Map([
  ['P-256', ['ES256']],
  ['P-384', ['ES384']],
  ['P-521', ['ES512']],
  ['Ed25519', ['EdDSA', 'Ed25519']],
]);

/**
 * The wanted algorithm if the key supports it, else the key's default among those the server lists. Returns the wanted
 * one if the key supports none.
 */
export function fittingAlgorithm(
  key: Pick<Key, 'publicJwk'>,
  wanted: SignatureAlgorithm,
  listed: readonly string[] = [],
): SignatureAlgorithm {
  const possible = algorithmsOf(key);
  if (possible.includes(wanted)) return wanted;
  return possible.find((algorithm) => listed.includes(algorithm)) ?? possible[0] ?? wanted;
}

/** The algorithm for a new key, given the server's list: the most widely supported one, unless the list excludes it. */
export function preferredAlgorithm(listed: readonly string[] = []): SignatureAlgorithm {
  if (listed.length === 0 || listed.includes('ES256')) return 'ES256';
  return SIGNATURE_ALGORITHMS.find((algorithm) => listed.includes(algorithm)) ?? 'ES256';
}

/** The key type to generate for an algorithm, in its usual length. */
export function keyKindFor(algorithm: SignatureAlgorithm): KeyKind {
  return KINDS[algorithm];
}

const KINDS: Readonly<Record<SignatureAlgorithm, KeyKind>> = {
  RS256: 'RSA 2048',
  RS384: 'RSA 2048',
  RS512: 'RSA 2048',
  PS256: 'RSA 2048',
  PS384: 'RSA 2048',
  PS512: 'RSA 2048',
  ES256: 'EC P-256',
  ES384: 'EC P-384',
  ES512: 'EC P-521',
  EdDSA: 'Ed25519',
  Ed25519: 'Ed25519',
};
