import { expect, test } from 'vitest';
import { ShardedMap } from '../../../../electron/token-server/tokens/sharded-map.ts';
import { createUuid } from '../../../../electron/token-server/tokens/uuid.ts';

test('a map in parts is a map', () => {
  const map = new ShardedMap<number>();
  const keys = ['', 'a', 'ab', ...Array.from({ length: 2000 }, createUuid)];
  for (const [index, key] of keys.entries()) map.add(key, index);
  expect(map.size).toBe(keys.length);
  expect(keys.map((key) => map.get(key))).toEqual(keys.map((_, index) => index));
  expect([map.delete('ab'), map.delete('ab'), map.delete('unknown')]).toEqual([true, false, false]);
  expect([map.size, map.get('ab'), map.get('a')]).toEqual([keys.length - 1, undefined, 1]);
});
