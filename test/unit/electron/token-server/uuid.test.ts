import { expect, test } from 'vitest';
import { createUuid } from '../../../../electron/token-server/tokens/uuid.ts';

// More than one batch of random bytes.
const uuids = Array.from({ length: 5000 }, createUuid);

test('a UUID is random, of version 4 (RFC 9562 §5.4)', () => {
  const form = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  expect(uuids.filter((uuid) => !form.test(uuid))).toEqual([]);
});

test('no two are the same', () => {
  expect(new Set(uuids).size).toBe(uuids.length);
});

test('every digit that is free takes every value', () => {
  const digits = uuids.map((uuid) => uuid.replaceAll('-', ''));
  for (let place = 0; place < 32; place += 1) {
    const free = place === 12 ? 1 : place === 16 ? 4 : 16;
    expect(new Set(digits.map((text) => text[place])).size).toBe(free);
  }
});
