import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import type { SecretHash } from '../../../shared/token-server/client-authentication.ts';

/**
 * scrypt's N; r is 8 and p is 1, so one hash takes 16 MiB and some 50 ms: slow enough that a stolen configuration is
 * not at once a stolen secret. It is paid once per secret and start (see secret-checker.ts), not per token.
 */
const COST = 1 << 14;
const BLOCK_SIZE = 8;
const HASH_BYTES = 32;
const SALT_BYTES = 16;

/** So many hashes of the usual cost take a second or two. */
const USUAL_COUNT = 32;
const LOWEST_COST = 16;

/**
 * The cost for many secrets at once that stand in plain text where they come from, so that their hashes protect little,
 * and are not kept: thousands must not hold up the start for minutes.
 */
export function costFor(count: number): number {
  const affordable = (COST * USUAL_COUNT) / Math.max(count, USUAL_COUNT);
  return Math.max(LOWEST_COST, 2 ** Math.floor(Math.log2(affordable)));
}

/** Hashes a client secret for keeping, with a salt of its own. */
export async function hashSecret(secret: string, cost: number = COST): Promise<SecretHash> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await deriveKey(secret, salt, cost, HASH_BYTES);
  return { kind: 'scrypt', salt: salt.toString('hex'), hash: hash.toString('hex'), cost };
}

/** Whether a secret is the one that was hashed. Takes scrypt's time either way. */
export async function verifySecret(secret: string, kept: SecretHash): Promise<boolean> {
  const expected = Buffer.from(kept.hash, 'hex');
  const actual = await deriveKey(secret, Buffer.from(kept.salt, 'hex'), kept.cost, expected.length);
  return timingSafeEqual(actual, expected);
}

/** A hash that no secret has: to spend on an unknown client the time that a known one takes. */
export function makeDecoyHash(cost: number = COST): SecretHash {
  return {
    kind: 'scrypt',
    salt: randomBytes(SALT_BYTES).toString('hex'),
    hash: randomBytes(HASH_BYTES).toString('hex'),
    cost,
  };
}

function deriveKey(secret: string, salt: Buffer, cost: number, length: number): Promise<Buffer> {
  // scrypt needs 128·N·r bytes and a little; Node's own limit would refuse more than 32 MiB.
  const options = { N: cost, r: BLOCK_SIZE, p: 1, maxmem: 2 * 128 * cost * BLOCK_SIZE };
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, length, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
