import { hash } from 'node:crypto';

/** IDs of assertions and DPoP proofs that must not be reused. Bounded. */
export interface ReplayMemory {
  /** True the first time, until `expiresAt`, when it is forgotten. Milliseconds since the epoch. */
  isFirst(id: string, expiresAt: number, now: number): boolean;
  readonly size: number;
}

/** About 150 bytes each, 15 MB in total; then the oldest are dropped. */
const MAX_REMEMBERED = 100_000;

export function createReplayMemory(maxRemembered = MAX_REMEMBERED): ReplayMemory {
  /** Digests, so that a long ID takes no more memory; in order of use. */
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
