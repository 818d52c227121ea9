import { type KeyObject, randomBytes } from 'node:crypto';
import type { MacAlgorithm, SignatureAlgorithm } from '../../../shared/model/client.ts';
import type { KeyKind } from '../../../shared/model/key.ts';
import { keyKindFor } from '../../../shared/oauth/jwt/key-algorithms.ts';
import type { JwtParts } from '../../../shared/text/sensitive-text.ts';
import { generateKey } from './keys/generate-key.ts';

/** Signs a JWT as a compact JWS (RFC 7515 §7.1). The header's algorithm must fit the key. */
export async function signJwt({ header, claims }: JwtParts, key: KeyObject | Uint8Array): Promise<string> {
  const { CompactSign } = await import('jose');
  const payload = Buffer.from(JSON.stringify(claims), 'utf8');
  return new CompactSign(payload).setProtectedHeader({ ...header, alg: String(header.alg) }).sign(key);
}

const strangers = new Map<KeyKind, Promise<KeyObject>>();

/** A throwaway key for signatures the server must reject. Cached: generating an RSA key is slow. */
export function strangersKey(algorithm: SignatureAlgorithm): Promise<KeyObject>;
export function strangersKey(algorithm: SignatureAlgorithm | MacAlgorithm): Promise<KeyObject | Uint8Array>;
export function strangersKey(algorithm: SignatureAlgorithm | MacAlgorithm): Promise<KeyObject | Uint8Array> {
  if (isMac(algorithm)) return Promise.resolve(randomBytes(64));
  const kind = keyKindFor(algorithm);
  const kept = strangers.get(kind) ?? generateKey(kind);
  strangers.set(kind, kept);
  return kept;
}

function isMac(algorithm: SignatureAlgorithm | MacAlgorithm): algorithm is MacAlgorithm {
  return algorithm.startsWith('HS');
}
