import { describe, expect, it } from 'vitest';
import { SecretMatcher } from '../../../shared/text/secrets/secret-matcher.ts';
import { maskText } from '../../../shared/text/sensitive-text.ts';
import { ENCODINGS } from './encodings.ts';

const M = '••••••••';

/** Each has its own difficulty: escapes of its own, characters beyond ASCII, repetition, a shape of another encoding. */
const SECRETS = [
  'Secr3t!~*()\'&<>"/ +ü',
  'kanarie-0123456789',
  'grün~geheim/äöü',
  'a%41b%2Fc&amp;d\\u0041',
  'back\\slash"quote',
  'aaaaaaaaaaaa',
  'pä$$wörd=😀&x',
  'abcdefgh',
];

describe('a secret is found in each encoding', () => {
  const cases = SECRETS.flatMap((secret) =>
    ENCODINGS.map(([name, encode]) => [secret, name, encode] as const),
  );

  it.each(cases)('%s: %s', (secret, _, encode) => {
    const echo = encode(secret);
    const matcher = new SecretMatcher([secret]);
    for (const [before, after] of [
      ['', ''],
      ['{"echo":"', '"}'],
      ['<p>', '</p>'],
      ['a=b&secret=', '&c=d'],
    ]) {
      const masked = matcher.mask(`${before}${echo}${after}`);
      expect(masked).toContain(M);
      expect(leftOf(masked, echo)).toBe('');
      expect(masked.startsWith(`${before}`)).toBe(true);
      expect(masked.endsWith(`${after}`)).toBe(true);
    }
  });

  it.each(cases)('in recorded bytes: %s: %s', (secret, _, encode) => {
    const bytes = Buffer.from(`X-Echo: ${encode(secret)}\r\n\r\n`).toString('latin1');
    const masked = maskText(new SecretMatcher([secret]).mark(bytes, { latin1: true }));
    expect(masked).toMatch(new RegExp(`^X-Echo: .*${M}`, 's'));
    expect(masked.endsWith('\r\n\r\n')).toBe(true);
  });
});

/** The longest run of the echo that is still there, where it is long enough to tell something. */
function leftOf(masked: string, echo: string): string {
  for (let length = echo.length; length >= 8; length -= 1) {
    for (let start = 0; start + length <= echo.length; start += 1) {
      const part = echo.slice(start, start + length);
      if (masked.includes(part)) return part;
    }
  }
  return '';
}

describe('what is left alone', () => {
  it.each([
    ['a secret of fewer than six characters', ['read'], '{"scope":"read"}'],
    ['a short secret within a word', ['secret'], 'abcsecretabc'],
    ['nothing to look for', [], 'anything'],
    ['other text', ['kanarie-1'], 'kanarie-2 %6b%61 &#107; \\u006b'],
  ])('%s', (_, secrets, text) => {
    expect(new SecretMatcher(secrets).mask(text)).toBe(text);
  });
});

describe('where secrets meet', () => {
  it.each([
    [['secret-one', 'secret-two'], 'secret-one,secret-two', `${M},${M}`],
    [['secret-one', 'one-more'], 'secret-one-more', M],
    [['abcdefgh', 'abcdefghijkl'], 'xabcdefghijklx', `x${M}x`],
    [['Secr3t!'], 'xSecr3t! and Secr3t!', `xSecr3t! and ${M}`],
    [['Secr3t!'], 'word\r\nSecr3t!\r\nword', `word\r\n${M}\r\nword`],
  ])('%j in %j', (secrets, text, masked) => {
    expect(new SecretMatcher(secrets).mask(text)).toBe(masked);
  });

  it('masks a truncated secret at the end of the text', () => {
    const matcher = new SecretMatcher(['kanarie-0123456789']);
    expect(matcher.mask('x kanarie-0123', { isCut: true })).toBe(`x ${M}`);
    expect(matcher.mask('x kanarie-0123')).toBe('x kanarie-0123');
  });

  it('an address stays one', () => {
    const matcher = new SecretMatcher(['kanarie-0123456789']);
    expect(matcher.maskUrl('https://a/?x=kanarie-0123456789')).toBe(`https://a/?x=${M}`);
    expect(URL.canParse(matcher.maskUrl('https://kanarie-0123456789.example/x'))).toBe(true);
  });
});

describe('hostile text does not hang it', () => {
  const secrets = ['a'.repeat(40), `${'ab'.repeat(600)}c`, 'kanarie-0123456789'];
  const SIZE = process.env.CREDENCE_SECURITY_FULL === '1' ? 5_000_000 : 1_000_000;
  const texts: readonly (readonly [string, string])[] = [
    ['one letter', 'a'],
    ['almost the secret', 'ab'.repeat(599)],
    ['percent signs', '%'],
    ['layers of percent-encoding', '%2525252561'],
    ['backslashes', '\\'],
    ['entities without an end', '&#x'],
    ['surrogates', '\ud83d'],
    ['line breaks', 'a\r\n'],
    ['the secret itself', 'kanarie-0123456789 '],
    ['bytes in hex', '4b:61,'],
    ['quoted-printable', '=4B=\r\n'],
  ];

  // Milliseconds, for a busy machine: quadratic time would be hours. What it takes is measured in test/bench/masking.mjs.
  const HANG = SIZE / 25;

  it.each(texts)('%s', { timeout: HANG + 10_000 }, (_, piece) => {
    const matcher = new SecretMatcher(secrets);
    const begun = performance.now();
    matcher.mask(piece.repeat(Math.ceil(SIZE / piece.length)));
    expect(performance.now() - begun).toBeLessThan(HANG);
  });
});
