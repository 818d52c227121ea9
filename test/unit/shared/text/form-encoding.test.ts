import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeForm, encodeForm, parseForm } from '../../../../shared/text/form-encoding.ts';

describe('form encoding (RFC 6749 appendix B)', () => {
  it.each([
    [' %&+£€', '+%25%26%2B%C2%A3%E2%82%AC'],
    ['Secr3t!', 'Secr3t%21'],
    ['', ''],
    ['AZaz09*-._', 'AZaz09*-._'],
    ['~', '%7E'],
    ['a=b', 'a%3Db'],
    ['\r\n\0', '%0D%0A%00'],
    ['𝄞', '%F0%9D%84%9E'],
  ])('%j is %j and back', (value, encoded) => {
    expect(encodeForm(value)).toBe(encoded);
    expect(decodeForm(encoded)).toBe(value);
  });

  it('encoding and decoding are inverse for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        expect(decodeForm(encodeForm(value))).toBe(value);
      }),
    );
  });

  it('encodes as the URL standard does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        expect(`x=${encodeForm(value)}`).toBe(new URLSearchParams({ x: value }).toString());
      }),
    );
  });
});

describe('decoding what others wrote', () => {
  it.each([
    ['%', '%'],
    ['%2', '%2'],
    ['%zz', '%zz'],
    ['100%+', '100% '],
    ['%2b%2B', '++'],
    ['%FF', '\uFFFD'],
    ['%EF%BB%BFx', '\uFEFFx'],
  ])('%j is read as %j', (text, value) => {
    expect(decodeForm(text)).toBe(value);
  });

  it('decodes as the URL standard does', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('%', '2', 'B', 'f', '+', 'x', ' ') }), (text) => {
        expect(decodeForm(text)).toBe(new URLSearchParams(`x=${text}`).get('x'));
      }),
    );
  });
});

describe('form bodies', () => {
  it.each([
    [
      'a=1&b=2',
      [
        ['a', '1'],
        ['b', '2'],
      ],
    ],
    [
      'a=1&a=2',
      [
        ['a', '1'],
        ['a', '2'],
      ],
    ],
    ['a=b=c', [['a', 'b=c']]],
    ['a', [['a', '']]],
    ['=x', [['', 'x']]],
    ['&&a=&', [['a', '']]],
    ['', []],
    ['scope=read+write%20x', [['scope', 'read write x']]],
  ])('%j keeps order and duplicates', (body, parameters) => {
    expect(parseForm(body)).toEqual(parameters);
  });
});
