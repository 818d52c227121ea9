import { describe, expect, it } from 'vitest';
import {
  isSameTarget,
  proofOf,
  proofTarget,
  readProof,
  withProof,
} from '../../../../../shared/oauth/dpop/dpop.ts';

/** RFC 9449 §4.1. */
const RFC_PROOF =
  'eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19.eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29tL3Rva2VuIiwiaWF0IjoxNTYyMjYyNjE2fQ.2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg';

describe('a proof is read back', () => {
  it('that of RFC 9449 §4.1', () => {
    expect(readProof(RFC_PROOF)).toMatchObject({
      header: { typ: 'dpop+jwt' },
      algorithm: 'ES256',
      jkt: '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I',
      jti: '-BwC3ESc6acc2lTc',
      htm: 'POST',
      htu: 'https://server.example.com/token',
      issuedAt: Date.UTC(2019, 6, 4, 17, 50, 16),
      nonce: null,
      ath: null,
    });
  });

  it('missing and mistyped members are null; a text that is not a JWT gives null', () => {
    const text = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const odd = `${text({ alg: 5, jwk: 'key' })}.${text({ jti: 1, htm: null, iat: '2019' })}.x`;
    expect(readProof(odd)).toMatchObject({
      algorithm: null,
      jkt: null,
      jti: null,
      htm: null,
      issuedAt: null,
    });
    expect(readProof('opaque')).toBeNull();
  });

  it('a request’s is found in any case, and replaced in its place', () => {
    const request = {
      headers: [
        { name: 'Accept', value: ['*/*'] },
        { name: 'dpop', value: [RFC_PROOF] },
      ],
    };
    expect(proofOf(request)?.htm).toBe('POST');
    expect(withProof(request, 'another').headers).toEqual([
      { name: 'Accept', value: ['*/*'] },
      { name: 'dpop', value: ['another'] },
    ]);
    expect(proofOf({ headers: [] })).toBeNull();
  });
});

describe('htu', () => {
  it.each([
    ['https://server.example.com/token?a=b&c#d', 'https://server.example.com/token'],
    ['https://server.example.com', 'https://server.example.com/'],
    ['HTTPS://Server.Example.com:443/Token', 'https://server.example.com/Token'],
    ['https://localhost:8443/oauth/v2/oauth-token', 'https://localhost:8443/oauth/v2/oauth-token'],
    ['http://[::1]:8080/a/../b/%7euser', 'http://[::1]:8080/b/%7euser'],
  ])('of %s it is %s', (url, htu) => {
    expect(proofTarget(url)).toBe(htu);
  });

  it.each([
    ['https://api.example/a', 'https://api.example/a?b=c#d', true],
    ['https://api.example', 'https://API.example:443/', true],
    ['https://api.example/%7euser', 'https://api.example/~user', true],
    ['https://api.example/%c3%a9', 'https://api.example/%C3%A9', true],
    ['https://api.example/a%2fb', 'https://api.example/a%2Fb', true],
    ['https://api.example/a%2Fb', 'https://api.example/a/b', false],
    ['https://api.example/a/./b/../c', 'https://api.example/a/c', true],
    ['https://api.example/a', 'https://api.example/a/', false],
    ['https://api.example/A', 'https://api.example/a', false],
    ['https://api.example/', 'http://api.example/', false],
    ['https://api.example/', 'https://api.example:8443/', false],
    ['/token', 'https://api.example/token', false],
    ['https://api.example/token', '', false],
  ])('%s and %s: %s', (one, other, same) => {
    expect(isSameTarget(one, other)).toBe(same);
    expect(isSameTarget(other, one)).toBe(same);
  });
});
