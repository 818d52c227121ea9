import { describe, expect, test } from 'vitest';
import { isSameName, parseDistinguishedName } from '../../../../shared/token-server/distinguished-name.ts';

describe('distinguished names (RFC 4514)', () => {
  test.each([
    ['CN=a,O=b', 'cn = A , o = B', 'case and space'],
    ['CN=a  b', 'CN=a b', 'repeated spaces (RFC 4518 §2.6.1)'],
    ['2.5.4.3=a,1.2.840.113549.1.9.1=x@y', 'CN=a,emailAddress=x@y', 'numbers for types'],
    [
      'UID=jsmith+CN=J.  Smith,DC=net',
      'CN=J. Smith+UID=jsmith,DC=net',
      '§4 several attributes, in any order',
    ],
    ['CN=Lu\\C4\\8Di\\C4\\87', 'CN=Lučić', '§4 bytes of UTF-8'],
    ['CN=a\\,b', 'CN=a\\2Cb', '§4 an escaped comma'],
    ['CN=a\\"b\\\\', 'CN=a\\22b\\5C', 'quotes and backslashes'],
    ['CN=50%', 'CN=50\\25', 'a percent sign'],
    ['CN=a=b', 'CN=a\\=b', 'an equals sign in a value'],
  ])('%s is %s: %s', (one, other) => {
    const [a, b] = [parseDistinguishedName(one), parseDistinguishedName(other)];
    expect(a).not.toBeNull();
    expect(a && b && isSameName(a, b)).toBe(true);
  });

  test.each([
    ['CN=a,O=b', 'O=b,CN=a', 'their order counts'],
    ['CN=a', 'CN=b', 'another value'],
    ['CN=a', 'O=a', 'another type'],
    ['CN=a,O=b', 'CN=a\\,O=b', 'a comma that is part of the value'],
  ])('%s is not %s: %s', (one, other) => {
    const [a, b] = [parseDistinguishedName(one), parseDistinguishedName(other)];
    expect(a && b && isSameName(a, b)).toBe(false);
  });

  test.each(['', 'a', 'CN', 'CN=', 'CN=a,', '=a', 'CN=\\FF', '/CN=a', 'CN=a;O', '1=a'])(
    'no name: %j',
    (text) => {
      const parsed = parseDistinguishedName(text);
      // A semicolon is part of a value (RFC 4514 dropped it as a separator).
      expect(parsed === null).toBe(text !== 'CN=a;O');
    },
  );
});
