import { createPublicKey, type KeyObject } from 'node:crypto';
import { compactVerify } from 'jose';
import type { PublicJwk } from '../../../shared/token-server/public-jwk-set.ts';

/** Reading a key costs more than a look; the objects of a configuration live as long as it does. */
const keys = new WeakMap<PublicJwk, KeyObject>();

/** Throws the platform's error when the key cannot be read. */
export function readPublicKey(jwk: PublicJwk): KeyObject {
  let key = keys.get(jwk);
  if (key === undefined) {
    key = createPublicKey({ key: jwk, format: 'jwk' });
    keys.set(jwk, key);
  }
  return key;
}

/** Whether a JWS is signed by this key, a public one or the bytes of a secret (RFC 7515 §5.2). */
export async function isSignedBy(
  jws: string,
  key: KeyObject | Uint8Array,
  algorithm: string,
): Promise<boolean> {
  try {
    const { protectedHeader } = await compactVerify(jws, key, { algorithms: [algorithm] });
    // The one extension that jose knows is not for JWTs (RFC 7797 §7); others must be refused (RFC 7515 §4.1.11).
    return protectedHeader.crit === undefined;
  } catch {
    // Whatever is wrong with it or with the key: it is not proven.
    return false;
  }
}
