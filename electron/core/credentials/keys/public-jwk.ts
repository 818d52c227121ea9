import { createPublicKey, type KeyObject } from 'node:crypto';
import type { JWK } from 'jose';
import type { Key } from '../../../../shared/model/key.ts';

/** The public key as a JWK (RFC 7517 §4). `kid` defaults to its thumbprint (RFC 7638). */
export async function publicJwkOf(key: KeyObject, kid: string | null = null): Promise<Key['publicJwk']> {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  const jwk: JWK = publicKey.export({ format: 'jwk' });
  const { kty = '', crv, n, e, x, y } = jwk;
  return {
    kty,
    ...(crv !== undefined && { crv }),
    ...(n !== undefined && { n }),
    ...(e !== undefined && { e }),
    ...(x !== undefined && { x }),
    ...(y !== undefined && { y }),
    kid: kid ?? (await (await import('jose')).calculateJwkThumbprint(jwk)),
  };
}
