import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeJwt, timeClaim } from '../../../../../shared/oauth/jwt/jwt.ts';

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('JWT (RFC 7519 §3)', () => {
  it('decodes the example of RFC 7515 appendix A.1', () => {
    const jwt = decodeJwt(
      'eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
    );
    expect(jwt).toEqual({
      header: { typ: 'JWT', alg: 'HS256' },
      claims: { iss: 'joe', exp: 1300819380, 'http://example.com/is_root': true },
      signature: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
    });
    expect(jwt && timeClaim(jwt, 'exp')).toBe(1_300_819_380_000);
    expect(jwt && timeClaim(jwt, 'nbf')).toBeNull();
  });

  it('reads claims beyond ASCII, and an unsecured one', () => {
    expect(decodeJwt(`${part({ alg: 'none' })}.${part({ sub: 'Zoë €' })}.`)).toEqual({
      header: { alg: 'none' },
      claims: { sub: 'Zoë €' },
      signature: '',
    });
  });

  it.each([
    ['a UUID', '0470b16b-7bf8-4fa3-9ae1-6a10e0f0b699'],
    ['empty', ''],
    ['two parts', `${part({})}.${part({})}`],
    ['five parts (encrypted)', `${part({})}.a.b.c.d`],
    ['dots alone', '..'],
    ['not base64url', `${part({})}.*.x`],
    ['not JSON', 'YWJj.YWJj.x'],
    ['a list', `${part([])}.${part({})}.x`],
    ['not UTF-8', `${part({})}._w.x`],
  ])('%s is not one', (_, token) => {
    expect(decodeJwt(token)).toBeNull();
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.array(fc.base64String()), (parts) => void decodeJwt(parts.join('.'))));
  });
});
