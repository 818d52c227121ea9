import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { SecretHash } from '../../../shared/token-server/client-authentication.ts';
import { makeDecoyHash, verifySecret } from './secret-hash.ts';

/** A presented secret and the named client's hash: null if there is no such client. */
export interface SecretToCheck {
  readonly secret: string;
  readonly kept: SecretHash | null;
}

export interface SecretChecker {
  /** Whether the secret is the client's. An unknown client takes as long as a wrong secret. */
  check(presented: SecretToCheck): Promise<boolean>;
  /** True if this secret was verified before, so no scrypt is needed. */
  isKnown(presented: SecretToCheck): boolean;
}

/**
 * Avoids scrypt's 50 ms per request: keeps a keyed digest of each verified secret in memory, with a random key per
 * process, for as long as the client's hash object exists. A changed secret has a new hash object, so it is never
 * served from the cache. Wrong secrets always take scrypt's time.
 */
export function createSecretChecker(verify = verifySecret, decoyCost?: number): SecretChecker {
  const key = randomBytes(32).toString('hex');
  const decoy = makeDecoyHash(decoyCost);
  const known = new WeakMap<SecretHash, Buffer>();
  /** Verifications in progress: a burst of requests costs one scrypt, not one each. */
  const pending = new Map<string, Promise<boolean>>();

  // Digests never leave the process, so a keyed hash is as good as an HMAC, in half the time.
  const digest = (secret: string) => hash('sha256', key + secret, 'buffer');

  function isKnown({ kept, secret }: SecretToCheck): boolean {
    const right = kept === null ? undefined : known.get(kept);
    return right !== undefined && timingSafeEqual(right, digest(secret));
  }

  function verifyOnce(secret: string, kept: SecretHash): Promise<boolean> {
    const id = `${kept.salt} ${digest(secret).toString('base64')}`;
    const underWay = pending.get(id);
    if (underWay !== undefined) return underWay;
    const verification = verify(secret, kept).finally(() => pending.delete(id));
    pending.set(id, verification);
    return verification;
  }

  async function checkSlowly({ kept, secret }: SecretToCheck): Promise<boolean> {
    const matches = await verifyOnce(secret, kept ?? decoy);
    if (kept === null || !matches) return false;
    known.set(kept, digest(secret));
    return true;
  }

  return {
    isKnown,
    check: async (presented) => isKnown(presented) || checkSlowly(presented),
  };
}
