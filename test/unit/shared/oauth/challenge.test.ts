import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { challengeOf, challengeParameter, parseChallenges } from '../../../../shared/oauth/challenge.ts';

const read = (...values: string[]) =>
  parseChallenges(values).map(({ scheme, token68, parameters }) => [
    scheme,
    token68,
    Object.fromEntries(parameters),
  ]);

describe('WWW-Authenticate (RFC 9110 §11, RFC 6750 §3)', () => {
  it.each([
    ['a scheme alone', ['Bearer'], [['Bearer', null, {}]]],
    ['RFC 6750 §3', ['Bearer realm="example"'], [['Bearer', null, { realm: 'example' }]]],
    [
      'RFC 6750 §3, expired',
      ['Bearer realm="example",\r\n error="invalid_token",\n error_description="The access token expired"'],
      [
        [
          'Bearer',
          null,
          { realm: 'example', error: 'invalid_token', error_description: 'The access token expired' },
        ],
      ],
    ],
    [
      'RFC 9110 §11.6.1: two challenges in a field',
      ['Basic realm="simple", Newauth realm="apps", type=1, title="Login to \\"apps\\""'],
      [
        ['Basic', null, { realm: 'simple' }],
        ['Newauth', null, { realm: 'apps', type: '1', title: 'Login to "apps"' }],
      ],
    ],
    [
      'several fields',
      ['Basic realm="a"', 'Bearer'],
      [
        ['Basic', null, { realm: 'a' }],
        ['Bearer', null, {}],
      ],
    ],
    [
      'token68',
      ['Negotiate abcd/+==, Basic realm="x"'],
      [
        ['Negotiate', 'abcd/+==', {}],
        ['Basic', null, { realm: 'x' }],
      ],
    ],
    ['token68 without padding', ['NTLM TlRMTVNT'], [['NTLM', 'TlRMTVNT', {}]]],
    [
      'schemes alone',
      ['Negotiate, NTLM,Basic realm=x'],
      [
        ['Negotiate', null, {}],
        ['NTLM', null, {}],
        ['Basic', null, { realm: 'x' }],
      ],
    ],
    [
      'commas within quotes',
      ['Bearer scope="a b", error="x, y=z"'],
      [['Bearer', null, { scope: 'a b', error: 'x, y=z' }]],
    ],
    ['spaces around =', ['Bearer realm = "a" , scope = b'], [['Bearer', null, { realm: 'a', scope: 'b' }]]],
    ['empty elements', [', ,Bearer ,, realm="a",'], [['Bearer', null, { realm: 'a' }]]],
    [
      'DPoP',
      ['DPoP error="use_dpop_nonce", algs="ES256 PS256"'],
      [['DPoP', null, { error: 'use_dpop_nonce', algs: 'ES256 PS256' }]],
    ],
    [
      'a URL',
      ['Bearer resource_metadata="https://a/.well-known/x"'],
      [['Bearer', null, { resource_metadata: 'https://a/.well-known/x' }]],
    ],
  ])('%s', (_, values, expected) => {
    expect(read(...values)).toEqual(expected);
  });
});

describe('odd servers', () => {
  it.each([
    [
      'no comma between parameters',
      'Bearer realm="a" error="b"',
      [['Bearer', null, { realm: 'a', error: 'b' }]],
    ],
    [
      'no quotes around words',
      'Bearer error=invalid_token, error_description=The token expired, realm=x',
      [['Bearer', null, { error: 'invalid_token', error_description: 'The token expired', realm: 'x' }]],
    ],
    [
      'neither',
      'Bearer error=invalid_token error_description=gone',
      [['Bearer', null, { error: 'invalid_token', error_description: 'gone' }]],
    ],
    [
      'an URL without quotes',
      'Bearer authorization_uri=https://a/b?c=d, error=x',
      [['Bearer', null, { authorization_uri: 'https://a/b?c=d', error: 'x' }]],
    ],
    ['a comma after the scheme', 'Bearer, realm="a"', [['Bearer', null, { realm: 'a' }]]],
    ['a quote never closed', 'Bearer error="invalid', [['Bearer', null, { error: 'invalid' }]]],
    ['a backslash at the end', 'Bearer error="a\\', [['Bearer', null, { error: 'a' }]]],
    ['a value missing', 'Bearer realm=, error="x"', [['Bearer', null, { realm: '', error: 'x' }]]],
    ['no scheme', 'error="invalid_token"', [['', null, { error: 'invalid_token' }]]],
    ['empty', '', []],
    ['rubbish', '"{}"', []],
  ])('%s', (_, value, expected) => {
    expect(read(value)).toEqual(expected);
  });

  it('never throws, and ends', () => {
    const unit = fc.constantFrom('Bearer', ' ', ',', '=', '"', '\\', 'realm', '/', 'é', '\0', '\n', '==');
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 30 }), (parts) => void parseChallenges([parts.join('')])),
      {
        numRuns: 1000,
      },
    );
  });

  it('a long hostile value is read in time that grows with its length', () => {
    expect(parseChallenges([`Bearer x=${'a '.repeat(20_000)}`])).toHaveLength(1);
    expect(parseChallenges([`Bearer ${'a=b '.repeat(5_000)}`])[0]?.parameters).toHaveLength(5_000);
  });
});

it('schemes and names are found in any case', () => {
  const challenges = parseChallenges(['bearer Error="x", ERROR="y"']);
  const bearer = challengeOf(challenges, 'Bearer');
  expect(bearer && challengeParameter(bearer, 'error')).toBe('x');
  expect(challengeOf(challenges, 'Basic')).toBeNull();
});
