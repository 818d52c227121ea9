import { describe, expect, test, vi } from 'vitest';
import { createSecretChecker } from '../../../../electron/token-server/clients/secret-checker.ts';
import { hashSecret, verifySecret } from '../../../../electron/token-server/clients/secret-hash.ts';
import { SecretHashSchema } from '../../../../shared/token-server/client-authentication.ts';

const COST = 1024;
const kept = await hashSecret('Secr3t!', COST);

describe('a secret’s hash', () => {
  test('fits the schema, is salted, and does not hold the secret', async () => {
    const again = await hashSecret('Secr3t!', COST);
    expect(SecretHashSchema.parse(kept)).toEqual(kept);
    expect(again.hash).not.toBe(kept.hash);
    expect(JSON.stringify(kept)).not.toContain('Secr3t!');
  });

  test('is slow by default: 16 MiB of scrypt', async () => {
    expect((await hashSecret('x')).cost).toBe(16_384);
  });

  test.each([
    ['Secr3t!', true],
    ['secr3t!', false],
    ['Secr3t! ', false],
    // scrypt alone does not tell these from the secret.
    ['Secr3t!\0', false],
    ['Secr3t!\0\0', false],
    ['', false],
  ])('of Secr3t! compared with %j: %s', async (secret, matches) => {
    expect(await verifySecret(secret, kept)).toBe(matches);
  });
});

describe('the checker', () => {
  test('hashes a right secret once', async () => {
    const verify = vi.fn(verifySecret);
    const checker = createSecretChecker(verify, COST);
    expect(checker.isKnown({ secret: 'Secr3t!', kept })).toBe(false);
    const results = [];
    for (let count = 0; count < 3; count += 1) results.push(await checker.check({ secret: 'Secr3t!', kept }));
    expect(results).toEqual([true, true, true]);
    expect(verify).toHaveBeenCalledTimes(1);
    expect(checker.isKnown({ secret: 'Secr3t!', kept })).toBe(true);
  });

  test('hashes a burst of the same secret once', async () => {
    const verify = vi.fn(verifySecret);
    const checker = createSecretChecker(verify, COST);
    const burst = Array.from({ length: 64 }, () => checker.check({ secret: 'Secr3t!', kept }));
    expect(new Set(await Promise.all(burst))).toEqual(new Set([true]));
    expect(verify).toHaveBeenCalledTimes(1);
  });

  test('hashes every wrong secret, although the right one is known', async () => {
    const verify = vi.fn(verifySecret);
    const checker = createSecretChecker(verify, COST);
    await checker.check({ secret: 'Secr3t!', kept });
    for (let count = 0; count < 3; count += 1) {
      expect(await checker.check({ secret: 'wrong', kept })).toBe(false);
    }
    expect(verify).toHaveBeenCalledTimes(4);
  });

  test('spends the same hashing on an unknown client as on a known one', async () => {
    const verify = vi.fn(verifySecret);
    const checker = createSecretChecker(verify, COST);
    expect(await checker.check({ secret: 'Secr3t!', kept: null })).toBe(false);
    expect(verify).toHaveBeenCalledTimes(1);
    expect(verify.mock.calls[0]?.[1].cost).toBe(COST);
  });

  test('does not accept a changed secret from its cache', async () => {
    const checker = createSecretChecker(verifySecret, COST);
    await checker.check({ secret: 'Secr3t!', kept });
    const changed = await hashSecret('another', COST);
    expect(await checker.check({ secret: 'Secr3t!', kept: changed })).toBe(false);
    expect(await checker.check({ secret: 'another', kept: changed })).toBe(true);
  });
});
