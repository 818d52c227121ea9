import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { SecretHash } from '../../../shared/token-server/client-authentication.ts';
import { makeDecoyHash, verifySecret } from './secret-hash.ts';

/** A secret that a request presents, and the hash kept for the client it names: null if there is no such client. */
export interface SecretToCheck {
  readonly secret: string;
  readonly kept: SecretHash | null;
}

export interface SecretChecker {
  /** Whether the secret is the client's. An unknown client takes the time of a wrong secret. */
  check(presented: SecretToCheck): Promise<boolean>;
  /** True if this secret has been found right before: then no scrypt is needed to know it. */
  isKnown(presented: SecretToCheck): boolean;
}

/**
 * Checks secrets without scrypt's 50 ms on every request: the digest of a secret found right is remembered in memory,
 * keyed with a text that lives as long as the process, for as long as the client's hash object does. A changed secret is
 * another object, so it is never answered from here. Wrong secrets always take scrypt's time.
 */
export function createSecretChecker(verify = verifySecret, decoyCost?: number): SecretChecker {
  const key = randomBytes(32).toString('hex');
  const decoy = makeDecoyHash(decoyCost);
  const known = new WeakMap<SecretHash, Buffer>();
  /** Verifications under way, so that the first burst of a load test costs one scrypt and not one each. */
  const pending = new Map<string, Promise<boolean>>();

  // Nobody outside ever sees a digest, so a keyed hash does what an HMAC would, at half its time.
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
