import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Nonces for DPoP proofs (RFC 9449 §8, §9). */
export interface Nonces {
  issue(now: number): string;
  /** Whether the nonce is ours and not expired. */
  isGood(nonce: string, now: number): boolean;
}

/** Milliseconds. Long enough to inspect a request before sending it. */
export const NONCE_LIFETIME_MS = 300_000;
const TIME_BYTES = 6;
const RANDOM_BYTES = 10;
const MAC_BYTES = 16;
const ALL_BYTES = TIME_BYTES + RANDOM_BYTES + MAC_BYTES;

/**
 * Stateless nonces: each contains its creation time and a MAC, with a key per process. The token endpoint and the API
 * have different keys.
 */
export function createNonces(key: Buffer = randomBytes(32)): Nonces {
  const macOf = (head: Buffer) => createHmac('sha256', key).update(head).digest().subarray(0, MAC_BYTES);
  return {
    issue(now) {
      const time = Buffer.alloc(TIME_BYTES);
      time.writeUIntBE(now, 0, TIME_BYTES);
      const head = Buffer.concat([time, randomBytes(RANDOM_BYTES)]);
      return Buffer.concat([head, macOf(head)]).toString('base64url');
    },
    isGood(nonce, now) {
      const bytes = Buffer.from(nonce, 'base64url');
      if (bytes.length !== ALL_BYTES) return false;
      const head = bytes.subarray(0, -MAC_BYTES);
      if (!timingSafeEqual(macOf(head), bytes.subarray(-MAC_BYTES))) return false;
      const age = now - head.readUIntBE(0, TIME_BYTES);
      return age >= 0 && age < NONCE_LIFETIME_MS;
    },
  };
}
