import { expect, it } from 'vitest';
import { describeBinding } from '../../../../renderer/features/flow/token/describe-binding.ts';
import type { AccessToken } from '../../../../shared/oauth/token/token.ts';
import { aKey } from '../../shared/fixtures.ts';
import { accessToken } from '../runs-of-test.ts';

const jwt = (claims: object) =>
  `${[{ alg: 'ES256' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.x`;
const key = { keyId: 'key', thumbprint: 'print' };
const stranger = { keyId: null, thumbprint: 'print' };

it.each<[string, Partial<AccessToken>, readonly string[]]>([
  ['a bearer token', {}, []],
  [
    'a key of the workspace',
    { tokenType: 'dpop', binding: { dpop: key } },
    ['good: bound to key “My key” (DPoP)'],
  ],
  [
    'a key that was removed',
    { tokenType: 'DPoP', binding: { dpop: { ...key, keyId: 'gone' } } },
    ['caution: bound to a key that was removed (DPoP)'],
  ],
  [
    'a key of somebody else',
    { tokenType: 'DPoP', binding: { dpop: stranger } },
    ['caution: bound to a key that Credence does not have (DPoP)'],
  ],
  ['no key was shown', { tokenType: 'DPoP' }, ['caution: bound to a key that was not proved (DPoP)']],
  [
    'a key was shown, and the answer says Bearer',
    { tokenType: 'Bearer', binding: { dpop: key } },
    ['caution: not bound to the key: a bearer token'],
  ],
  [
    'the certificate that was presented',
    { value: jwt({ cnf: { 'x5t#S256': 'print' } }), binding: { certificate: key } },
    ['good: bound to certificate “My key” (mTLS)'],
  ],
  [
    'another certificate',
    { value: jwt({ cnf: { 'x5t#S256': 'other' } }), binding: { certificate: key } },
    ['caution: bound to another certificate (mTLS)'],
  ],
  ['a certificate that the token does not name', { value: jwt({}), binding: { certificate: key } }, []],
  [
    'an opaque token, which says nothing',
    { binding: { certificate: key } },
    ['neutral: requested with a certificate'],
  ],
  [
    'both',
    {
      tokenType: 'DPoP',
      value: jwt({ cnf: { 'x5t#S256': 'print' } }),
      binding: { dpop: key, certificate: stranger },
    },
    [
      'good: bound to key “My key” (DPoP)',
      'caution: bound to a certificate that Credence does not have (mTLS)',
    ],
  ],
])('%s', (_name, change, notes) => {
  const described = describeBinding({ ...accessToken('t'), ...change }, [aKey()]);
  expect(described.map(({ tone, text }) => `${tone}: ${text}`)).toEqual(notes);
});
