import { hash } from 'node:crypto';

/** What has been used once and must not be used again: ids of assertions, of DPoP proofs. Bounded. */
export interface ReplayMemory {
  /** True the first time, until `expiresAt`; from then on nobody need remember. Milliseconds since the epoch. */
  isFirst(id: string, expiresAt: number, now: number): boolean;
  readonly size: number;
}

/** At some 150 bytes each this is 15 MB; then the oldest is forgotten for the newest. */
const MAX_REMEMBERED = 100_000;

export function createReplayMemory(maxRemembered = MAX_REMEMBERED): ReplayMemory {
  /** By digest, so that a long id takes no more room than a short one; in the order of use. */
  const seen = new Map<string, number>();

  function forget(now: number): void {
    for (const [id, expiresAt] of seen) {
      if (expiresAt > now && seen.size < maxRemembered) return;
      seen.delete(id);
    }
  }

  return {
    isFirst(id, expiresAt, now) {
      const digest = hash('sha256', id, 'base64url');
      const until = seen.get(digest);
      if (until !== undefined && until > now) return false;
      seen.delete(digest);
      forget(now);
      seen.set(digest, expiresAt);
      return true;
    },
    get size() {
      return seen.size;
    },
  };
}
