import { describe, expect, test } from 'vitest';
import { findClientKeys } from '../../../../electron/token-server/clients/client-keys.ts';
import { createKeySets } from '../../../../electron/token-server/clients/key-sets.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';
import { NOW } from './fixture.ts';
import { makeKey } from './keys.ts';

const URL_OF_KEYS = 'https://client.example/jwks';
const KEYS = { from: 'url', url: URL_OF_KEYS } as const;
const es256 = (await makeKey('ES256')).publicJwk;
const setOf = (...kids: readonly string[]) =>
  ok(JSON.stringify({ keys: [{ kty: 'oct', k: 'x' }, ...kids.map((kid) => ({ ...es256, kid }))] }));

/** An address that answers what it is told to, and counts. */
function createSource(answer: Result<string, string>) {
  const source = { answer, fetched: [] as string[] };
  const keySets = createKeySets(async (url) => {
    source.fetched.push(url);
    return source.answer;
  });
  const find = (kid: string | null, now = NOW) => findClientKeys(KEYS, 'ES256', kid, keySets, now);
  return { source, find, keySets };
}

describe('the key set at a client’s address', () => {
  test('is fetched once and kept for a while', async () => {
    const { find, source } = createSource(setOf('a'));
    const found = await Promise.all([find('a'), find('a'), find(null)]);
    expect(found.map((each) => each.ok)).toEqual([true, true, true]);
    await find('a', NOW + 299_999);
    expect(source.fetched).toEqual([URL_OF_KEYS]);
    await find('a', NOW + 300_000);
    expect(source.fetched).toHaveLength(2);
  });

  test('is fetched again for a kid that is new, so that a client may rotate its keys', async () => {
    const { find, source } = createSource(setOf('old'));
    await find('old');
    source.answer = setOf('old', 'new');
    expect((await find('new', NOW + 5_000)).ok).toBe(true);
    expect(source.fetched).toHaveLength(2);
  });

  test('is not fetched without end for kids that are nowhere', async () => {
    const { find, source } = createSource(setOf('a'));
    for (let count = 0; count < 50; count += 1) {
      const found = await find(`unknown-${count}`, NOW + count);
      expect(found.ok ? '' : found.error).toContain(`is not in the key set at ${URL_OF_KEYS}`);
    }
    expect(source.fetched).toHaveLength(1);
  });

  test('retries a failed fetch soon, and logs the reason', async () => {
    const { find, source } = createSource(err('no answer within 5 s'));
    expect(await find('a')).toEqual(
      err(`the key set at ${URL_OF_KEYS} could not be fetched: no answer within 5 s`),
    );
    source.answer = setOf('a');
    expect((await find('a', NOW + 4_999)).ok).toBe(false);
    expect((await find('a', NOW + 5_000)).ok).toBe(true);
  });

  test.each(['', '<html>', '[]', '{"keys":1}', 'null'])(
    'that is none is said to be none: %j',
    async (text) => {
      const { find } = createSource(ok(text));
      expect(await find('a')).toEqual(err(`what is at ${URL_OF_KEYS} is not a JWK set`));
    },
  );

  test('reports a set that only has private keys, which must not be published', async () => {
    const { find } = createSource(ok(JSON.stringify({ keys: [{ ...es256, kid: 'a', d: 'x' }] })));
    const found = await find('a');
    expect(found.ok ? '' : found.error).toBe(
      `none of the keys at ${URL_OF_KEYS} is of use: this is a private or secret key: only public keys belong here`,
    );
  });

  test('is not fetched from just anywhere', async () => {
    const { keySets, source } = createSource(setOf('a'));
    for (const url of ['http://client.example/jwks', 'file:///etc/passwd', 'https://user@client.example/']) {
      const got = await keySets.get(url, NOW);
      expect(got.ok ? '' : got.error).toContain('not fetched from');
    }
    expect(source.fetched).toEqual([]);
  });
});
