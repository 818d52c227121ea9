import { createPublicKey, type KeyObject } from 'node:crypto';
import { compactVerify } from 'jose';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { PublicJwk } from '../../../shared/token-server/public-jwk-set.ts';

/** Cached, because importing a key is slow; the objects live as long as the configuration. */
const keys = new WeakMap<PublicJwk, Result<KeyObject, string>>();

/** The key, or what is wrong with it: the end of a sentence that starts with its name. */
export function readPublicKey(jwk: PublicJwk): Result<KeyObject, string> {
  let key = keys.get(jwk);
  if (key === undefined) {
    key = readAnew(jwk);
    keys.set(jwk, key);
  }
  return key;
}

/** RFC 7518 §3.3, §3.5. Signatures with a shorter key are rejected. */
const SHORTEST_RSA = 2048;

function readAnew(jwk: PublicJwk): Result<KeyObject, string> {
  try {
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    const { modulusLength = SHORTEST_RSA } = key.asymmetricKeyDetails ?? {};
    return modulusLength < SHORTEST_RSA
      ? err(`has ${modulusLength} bits, and RSA needs ${SHORTEST_RSA} (RFC 7518 §3.3)`)
      : ok(key);
  } catch {
    return err('cannot be read: are all its members there?');
  }
}

/** For the log: why a header with `crit` is rejected. No extension is supported here (RFC 7515 §4.1.11). */
export const CRITICAL = 'crit demands an extension, and this server knows none';

/** Whether this key (a public key or a secret's bytes) signed a JWS (RFC 7515 §5.2). */
export async function isSignedBy(
  jws: string,
  key: KeyObject | Uint8Array,
  algorithm: string,
): Promise<boolean> {
  try {
    const { protectedHeader } = await compactVerify(jws, key, { algorithms: [algorithm] });
    // jose supports one extension, which is not for JWTs (RFC 7797 §7); others must be rejected (RFC 7515 §4.1.11).
    return protectedHeader.crit === undefined;
  } catch {
    // Whatever the error, the signature is not proven.
    return false;
  }
}
