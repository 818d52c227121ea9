import { describe, expect, it } from 'vitest';
import { parseMetadata } from '../../../../shared/discovery/server-metadata.ts';
import { parseJson } from '../../../../shared/json/parse-json.ts';
import { decodeJwt } from '../../../../shared/oauth/jwt/jwt.ts';

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

describe('JSON from a server', () => {
  it.each([
    ['{"a":[1]}', { a: [1] }],
    ['null', null],
    ['"x"', 'x'],
    ['', undefined],
    ['{', undefined],
    ["{'a':1}", undefined],
  ])('%s', (text, value) => {
    expect(parseJson(text)).toEqual(value);
  });

  it('is rejected if nested too deep to copy to the page', () => {
    const value = parseJson(nested(200));
    expect(structuredClone(value)).toEqual(value);
    expect(parseJson(nested(100_000))).toBeUndefined();
    expect(parseMetadata(`{"issuer":"https://a","x":${nested(100_000)}}`)).toBeNull();
    const part = Buffer.from(`{"x":${nested(100_000)}}`).toString('base64url');
    expect(decodeJwt(`${part}.${part}.AA`)).toBeNull();
  });
});
