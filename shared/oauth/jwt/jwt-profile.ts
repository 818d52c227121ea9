import type { DecodedJwt } from './jwt.ts';

/** A requirement of the JWT access token profile, and whether a token meets it. */
export interface ProfileCheck {
  readonly requirement: string;
  readonly met: boolean;
  /** What the token contains instead. */
  readonly found: string;
  readonly reference: string;
}

const PROFILE_TYPES = ['at+jwt', 'application/at+jwt'];

/**
 * Checks a token against the profile for JWT access tokens (RFC 9068 §2). For information, not a fault: many servers
 * (including Curity) issue JWTs that predate the profile.
 */
export function checkProfile({ header, claims }: DecodedJwt): ProfileCheck[] {
  const claim = (name: string, reference: string): ProfileCheck => ({
    requirement: `the claim ${name}`,
    met: claims[name] !== undefined,
    found: claims[name] === undefined ? 'missing' : 'there',
    reference,
  });
  const { typ, alg } = header;
  return [
    {
      requirement: 'typ at+jwt',
      met: typeof typ === 'string' && PROFILE_TYPES.includes(typ.toLowerCase()),
      found: typ === undefined ? 'no typ' : String(typ),
      reference: 'RFC 9068 §2.1',
    },
    {
      requirement: 'signed, not alg none',
      met: typeof alg === 'string' && alg.toLowerCase() !== 'none',
      found: String(alg),
      reference: 'RFC 9068 §2.1',
    },
    ...['iss', 'exp', 'aud', 'sub', 'client_id', 'iat', 'jti'].map((name) => claim(name, 'RFC 9068 §2.2')),
  ];
}
