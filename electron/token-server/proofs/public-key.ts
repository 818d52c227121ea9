import { createPublicKey, type KeyObject } from 'node:crypto';
import { compactVerify } from 'jose';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { PublicJwk } from '../../../shared/token-server/public-jwk-set.ts';

/** Reading a key costs more than a look; the objects of a configuration live as long as it does. */
const keys = new WeakMap<PublicJwk, Result<KeyObject, string>>();

/** The key, or what is wrong with it: the end of a sentence that begins with its name. */
export function readPublicKey(jwk: PublicJwk): Result<KeyObject, string> {
  let key = keys.get(jwk);
  if (key === undefined) {
    key = readAnew(jwk);
    keys.set(jwk, key);
  }
  return key;
}

/** RFC 7518 §3.3, §3.5. A signature by a shorter one is never taken. */
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

/** For the log: what a header with `crit` is refused for. No extension is understood here (RFC 7515 §4.1.11). */
export const CRITICAL = 'crit demands an extension, and this server knows none';

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
