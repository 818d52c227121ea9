import type { SignatureAlgorithm } from '../../model/client.ts';
import { SIGNATURE_ALGORITHMS } from '../../model/client-choices.ts';
import type { Key, KeyKind } from '../../model/key.ts';

/**
 * The algorithms that a key can sign with, the usual one first: RSA any of RS and PS (RFC 7518 §3.3, §3.5), an elliptic
 * curve the one of its size (§3.4), Ed25519 the one that is called `EdDSA` (RFC 8037 §3.1) or, newer, `Ed25519` (RFC 9864
 * §2.2). Empty for a key of another type.
 */
export function algorithmsOf({
  publicJwk: { kty, crv },
}: Pick<Key, 'publicJwk'>): readonly SignatureAlgorithm[] {
  if (kty === 'RSA') return ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'];
  return BY_CURVE.get(crv) ?? [];
}

// No plain object: the name of a curve comes from a file, and may be `constructor`.
const BY_CURVE: ReadonlyMap<unknown, readonly SignatureAlgorithm[]> = new Map([
  ['P-256', ['ES256']],
  ['P-384', ['ES384']],
  ['P-521', ['ES512']],
  ['Ed25519', ['EdDSA', 'Ed25519']],
]);

/**
 * The wanted algorithm where the key can sign with it, else the key's usual one of those that a server lists, or of all;
 * the wanted one for a key that has none.
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

/** The algorithm to make a key for, given those that a server lists: the one that every server knows, unless it lists others only. */
export function preferredAlgorithm(listed: readonly string[] = []): SignatureAlgorithm {
  if (listed.length === 0 || listed.includes('ES256')) return 'ES256';
  return SIGNATURE_ALGORITHMS.find((algorithm) => listed.includes(algorithm)) ?? 'ES256';
}

/** The kind of key to make for an algorithm: of the usual length. */
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
