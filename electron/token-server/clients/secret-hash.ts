import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import type { SecretHash } from '../../../shared/token-server/client-authentication.ts';

/**
 * scrypt's N; with r = 8 and p = 1 a hash takes 16 MiB and about 50 ms, which slows attacks on a stolen configuration.
 * The cost applies once per secret and start (see secret-checker.ts), not per token.
 */
const COST = 1 << 14;
const BLOCK_SIZE = 8;
const HASH_BYTES = 32;
const SALT_BYTES = 16;

/** This many hashes at the usual cost take a second or two. */
const USUAL_COUNT = 32;
const LOWEST_COST = 16;

/**
 * A lower cost for many plain-text secrets. Their hashes are not stored and protect little, and thousands must not
 * delay the start by minutes.
 */
export function costFor(count: number): number {
  const affordable = (COST * USUAL_COUNT) / Math.max(count, USUAL_COUNT);
  return Math.max(LOWEST_COST, 2 ** Math.floor(Math.log2(affordable)));
}

/** Hashes a client secret for storage, with its own salt. */
export async function hashSecret(secret: string, cost: number = COST): Promise<SecretHash> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await deriveKey(secret, salt, cost, HASH_BYTES);
  return { kind: 'scrypt', salt: salt.toString('hex'), hash: hash.toString('hex'), cost };
}

/** Whether a secret matches its hash. Always takes scrypt's time. */
export async function verifySecret(secret: string, kept: SecretHash): Promise<boolean> {
  const expected = Buffer.from(kept.hash, 'hex');
  const actual = await deriveKey(secret, Buffer.from(kept.salt, 'hex'), kept.cost, expected.length);
  // scrypt's HMAC pads keys with zero bytes (RFC 2104 §2), so "secret" and "secret\0" have the same hash.
  return timingSafeEqual(actual, expected) && !secret.endsWith('\0');
}

/** A hash that no secret matches, so that an unknown client takes as long as a known one. */
export function makeDecoyHash(cost: number = COST): SecretHash {
  return {
    kind: 'scrypt',
    salt: randomBytes(SALT_BYTES).toString('hex'),
    hash: randomBytes(HASH_BYTES).toString('hex'),
    cost,
  };
}

function deriveKey(secret: string, salt: Buffer, cost: number, length: number): Promise<Buffer> {
  // scrypt needs slightly more than 128·N·r bytes; Node's default limit is 32 MiB.
  const options = { N: cost, r: BLOCK_SIZE, p: 1, maxmem: 2 * 128 * cost * BLOCK_SIZE };
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, length, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
