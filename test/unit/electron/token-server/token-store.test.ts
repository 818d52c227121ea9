import { describe, expect, test } from 'vitest';
import {
  createTokenStore,
  EXPIRED_MEMORY_MS,
  type TokenStore,
} from '../../../../electron/token-server/tokens/token-store.ts';
import { NOW } from './fixture.ts';

const NEW = {
  format: 'opaque',
  clientId: 'server',
  scope: '',
  audience: ['https://localhost:8443'],
  claims: {},
  cnf: null,
  authorizationDetails: null,
  deviation: null,
} as const;
const issue = (store: TokenStore, lifetimeSeconds: number, now: number) =>
  store.issue({ ...NEW, lifetimeSeconds }, now).value;

describe('the token store', () => {
  test('knows a token as active, then as expired, then no more', () => {
    const store = createTokenStore();
    const token = issue(store, 5, NOW);
    expect(store.find(token, NOW + 4_999).status).toBe('active');
    expect(store.find(token, NOW + 5_000).status).toBe('expired');
    store.sweep(NOW + 5_000 + EXPIRED_MEMORY_MS - 1);
    expect(store.find(token, NOW + 5_000).status).toBe('expired');
    store.sweep(NOW + 5_000 + EXPIRED_MEMORY_MS);
    expect(store.find(token, NOW).status).toBe('unknown');
  });

  test('is bounded by content, too: a token with long details counts as several', () => {
    const store = createTokenStore({ maxTokens: 100 });
    const authorizationDetails = JSON.stringify([{ type: 'x'.repeat(2_480) }]);
    for (let count = 0; count < 50; count += 1) {
      store.issue({ ...NEW, authorizationDetails, audience: ['a'], lifetimeSeconds: 100 }, NOW);
    }
    // Each counts for itself and nine times 250 characters.
    expect(store.size).toBe(10);
    store.issue({ ...NEW, authorizationDetails: 'x'.repeat(1_000_000), lifetimeSeconds: 100 }, NOW);
    expect(store.size).toBe(1);
    issue(store, 100, NOW);
    expect(store.size).toBe(1);
  });

  test('lets short-lived tokens leave though longer-lived ones came before them', () => {
    const store = createTokenStore();
    const long = issue(store, 1000, NOW);
    for (let count = 0; count < 5000; count += 1) issue(store, 1, NOW + count);
    expect(store.size).toBe(5001);
    store.sweep(NOW + 6_000 + EXPIRED_MEMORY_MS);
    expect(store.size).toBe(1);
    expect(store.find(long, NOW).status).toBe('active');
  });

  test('sweeps as it issues', () => {
    const store = createTokenStore();
    for (let second = 0; second < 1000; second += 1) issue(store, 1, NOW + second * 1000);
    expect(store.size).toBeLessThanOrEqual(2 + EXPIRED_MEMORY_MS / 1000);
  });

  test('goes on sweeping when the clock was set back', () => {
    const store = createTokenStore();
    issue(store, 1, NOW);
    const earlier = NOW - 86_400_000;
    for (let second = 0; second < 1000; second += 1) issue(store, 2, earlier + second * 1000);
    expect(store.size).toBeLessThanOrEqual(4 + EXPIRED_MEMORY_MS / 1000);
  });

  test('holds no more than its bound: the oldest leaves for the newest', () => {
    const store = createTokenStore({ maxTokens: 3 });
    const [first, second, third, fourth] = [10, 1000, 10, 1000].map((life, at) =>
      issue(store, life, NOW + at),
    );
    expect(store.size).toBe(3);
    expect(store.find(first ?? '', NOW).status).toBe('unknown');
    for (const token of [second, third, fourth]) expect(store.find(token ?? '', NOW).status).toBe('active');
  });

  test('a revoked token frees its space at once', () => {
    const store = createTokenStore({ maxTokens: 3 });
    const tokens = [0, 1, 2].map((at) => issue(store, 1000, NOW + at));
    store.revoke(tokens[2] ?? '');
    issue(store, 1000, NOW + 3);
    expect(store.find(tokens[0] ?? '', NOW).status).toBe('active');
    expect(store.size).toBe(3);
  });

  test('revokes once', () => {
    const store = createTokenStore();
    const token = issue(store, 5, NOW);
    expect([store.revoke(token), store.revoke(token), store.find(token, NOW).status]).toEqual([
      true,
      false,
      'unknown',
    ]);
  });
});
