import { describe, expect, it } from 'vitest';
import { checkClaims } from '../../../../../shared/diagnose/token-operations/check-claims.ts';
import type { DecodedJwt } from '../../../../../shared/oauth/jwt/jwt.ts';
import { checkProfile } from '../../../../../shared/oauth/jwt/jwt-profile.ts';
import { explainClaim, explainHeader } from '../../../../../shared/oauth/jwt/registered-claims.ts';

const NOW = Date.UTC(2025, 5, 1, 12);
const seconds = NOW / 1000;

const follows: DecodedJwt = {
  header: { alg: 'RS256', typ: 'at+jwt' },
  claims: {
    iss: 'https://id.example',
    sub: 'server',
    aud: 'https://api.example',
    client_id: 'server',
    jti: 'j',
    iat: seconds - 60,
    exp: seconds + 240,
  },
  signature: 'c2ln',
};

/** As Curity makes them: no typ, no client_id. */
const curitys: DecodedJwt = {
  header: { alg: 'RS256', kid: 'k', x5t: 'x' },
  claims: { iss: 'https://id.example', sub: 'server', aud: ['server'], exp: seconds + 240, jti: 'j' },
  signature: 'c2ln',
};

const followsProfile = (jwt: DecodedJwt) => checkProfile(jwt).every(({ met }) => met);

describe('the profile for JWT access tokens (RFC 9068)', () => {
  it('is followed by a token that has all of it', () => {
    expect(followsProfile(follows)).toBe(true);
    expect(followsProfile({ ...follows, header: { alg: 'ES256', typ: 'application/AT+JWT' } })).toBe(true);
  });

  it('Curity’s tokens do not follow it, with each reason', () => {
    expect(followsProfile(curitys)).toBe(false);
    const missed = checkProfile(curitys).filter(({ met }) => !met);
    expect(missed.map(({ requirement, found }) => [requirement, found])).toEqual([
      ['typ at+jwt', 'no typ'],
      ['the claim client_id', 'missing'],
      ['the claim iat', 'missing'],
    ]);
  });

  it('is not followed by an unsigned token', () => {
    expect(followsProfile({ ...follows, header: { alg: 'none', typ: 'at+jwt' } })).toBe(false);
  });
});

describe('what an API would find in the claims', () => {
  const found = (claims: Record<string, unknown>, issuer = 'https://id.example') =>
    checkClaims({ ...follows, claims: { ...follows.claims, ...claims } }, { issuer, now: NOW }).map(
      ({ claim, ok }) => `${claim} ${ok}`,
    );

  it.each<[string, Record<string, unknown>, string | undefined, string]>([
    ['a good token', {}, undefined, 'exp true'],
    ['at its very end', { exp: seconds }, undefined, 'exp false'],
    ['without an end', { exp: undefined }, undefined, 'exp false'],
    ['an end that is no number', { exp: 'tomorrow' }, undefined, 'exp false'],
    ['not begun', { nbf: seconds + 1 }, undefined, 'nbf false'],
    ['begun', { nbf: seconds }, undefined, 'nbf true'],
    ['another issuer', { iss: 'https://id.example/' }, undefined, 'iss false'],
    ['an issuer, and none known here', {}, '', 'iss null'],
    ['no issuer', { iss: undefined }, undefined, 'iss false'],
    ['an audience, which is only told', {}, undefined, 'aud null'],
    ['no audience', { aud: [] }, undefined, 'aud false'],
  ])('%s', (_, claims, issuer, expected) => {
    expect(found(claims, issuer)).toContain(expected);
  });
});

it('registered claims are explained, others not', () => {
  expect(explainClaim('exp')).toContain('When it ends');
  expect(explainHeader('kid')).toContain('keys');
  expect(explainClaim('constructor')).toBeNull();
  expect(explainClaim('https://api.example/tenant')).toBeNull();
});
