import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { basicCredentialsOf, decodeBasic, encodeBasic } from '../../../../../shared/oauth/methods/basic.ts';
import { encodeBase64 } from '../../../../../shared/text/base64.ts';

describe('Basic credentials', () => {
  it.each([
    ['server', 'Secr3t!', 'form', 'c2VydmVyOlNlY3IzdCUyMQ=='],
    ['server', 'Secr3t!', 'raw', 'c2VydmVyOlNlY3IzdCE='],
    ['s6BhdRkqt3', 'gX1fBat3bV', 'form', 'czZCaGRSa3F0MzpnWDFmQmF0M2JW'],
    ['s6BhdRkqt3', '7Fjfp0ZBr1KtDRbnfVdmIw', 'form', 'czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3'],
    ['Aladdin', 'open sesame', 'raw', 'QWxhZGRpbjpvcGVuIHNlc2FtZQ=='],
    ['test', '123£', 'raw', 'dGVzdDoxMjPCow=='],
  ] as const)('%s:%s (%s)', (id, secret, encoding, credentials) => {
    expect(encodeBasic(id, secret, encoding)).toBe(credentials);
    expect(decodeBasic(credentials)?.[encoding]).toEqual({ clientId: id, clientSecret: secret });
  });

  it('form encoding survives every id and secret, colons too', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme' }),
        (clientId, clientSecret) => {
          expect(decodeBasic(encodeBasic(clientId, clientSecret, 'form'))?.form).toEqual({
            clientId,
            clientSecret,
          });
        },
      ),
    );
  });
});

describe('reading Basic credentials (RFC 7617 §2)', () => {
  it('splits at the first colon', () => {
    expect(decodeBasic(encodeBase64('id:se:cr:et'))?.raw).toEqual({
      clientId: 'id',
      clientSecret: 'se:cr:et',
    });
  });

  it('gives both readings', () => {
    expect(decodeBasic(encodeBase64('a+b:c%21'))).toEqual({
      raw: { clientId: 'a+b', clientSecret: 'c%21' },
      form: { clientId: 'a b', clientSecret: 'c!' },
    });
  });

  it.each([
    ['', 'empty'],
    ['%%%', 'not base64'],
    ['a', 'one base64 digit'],
    [encodeBase64('no colon'), 'without a colon'],
    ['/////w==', 'not UTF-8'],
  ])('%j (%s) is null', (credentials) => {
    expect(decodeBasic(credentials)).toBeNull();
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void decodeBasic(text)));
  });

  it.each([
    ['Basic abc=', 'abc='],
    ['basic   abc=', 'abc='],
    ['BASIC abc= ', 'abc='],
    ['Bearer abc', null],
    ['Basic', null],
    ['Basic a b', null],
  ])('the credentials of %j are %j', (header, credentials) => {
    expect(basicCredentialsOf(header)).toBe(credentials);
  });
});
