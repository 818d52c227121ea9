import { type DecodedJwt, timeClaim } from '../../oauth/jwt/jwt.ts';
import { audienceOf } from '../../oauth/token-operations/introspection.ts';
import { duration, list, quote } from '../quote.ts';

/** Something that an API checks beside the signature (RFC 9068 §4, RFC 8725 §3). */
export interface ClaimCheck {
  readonly claim: 'exp' | 'nbf' | 'iss' | 'aud';
  /** Null where it cannot be said here. */
  readonly ok: boolean | null;
  readonly text: string;
}

export interface ClaimSurroundings {
  /** The issuer of the workspace's server; empty where none is known. */
  readonly issuer: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** What an API would find in a JWT's claims now. The audience is only told: which API it is for is not known here. */
export function checkClaims(jwt: DecodedJwt, { issuer, now }: ClaimSurroundings): ClaimCheck[] {
  return [checkExpiry(jwt, now), ...checkStart(jwt, now), checkIssuer(jwt, issuer), tellAudience(jwt)];
}

function checkExpiry(jwt: DecodedJwt, now: number): ClaimCheck {
  const expires = timeClaim(jwt, 'exp');
  if (expires === null) return { claim: 'exp', ok: false, text: 'It has no exp: by itself it never ends.' };
  return expires <= now
    ? { claim: 'exp', ok: false, text: `It expired ${duration(now - expires)} ago.` }
    : { claim: 'exp', ok: true, text: `It expires in ${duration(expires - now)}.` };
}

function checkStart(jwt: DecodedJwt, now: number): ClaimCheck[] {
  const start = timeClaim(jwt, 'nbf');
  if (start === null) return [];
  return start > now
    ? [{ claim: 'nbf', ok: false, text: `It is not valid yet, but in ${duration(start - now)}.` }]
    : [{ claim: 'nbf', ok: true, text: 'Its time has begun.' }];
}

function checkIssuer({ claims: { iss } }: DecodedJwt, issuer: string): ClaimCheck {
  if (typeof iss !== 'string') return { claim: 'iss', ok: false, text: 'It does not name its issuer.' };
  if (issuer === '') {
    return {
      claim: 'iss',
      ok: null,
      text: `Its issuer is ${quote(iss)}; step 1 does not say which it should be.`,
    };
  }
  return iss === issuer
    ? { claim: 'iss', ok: true, text: 'Its issuer is the one of step 1.' }
    : { claim: 'iss', ok: false, text: `Its issuer is ${quote(iss)}, not ${quote(issuer)} of step 1.` };
}

function tellAudience({ claims }: DecodedJwt): ClaimCheck {
  const audience = audienceOf(claims) ?? [];
  return audience.length === 0
    ? { claim: 'aud', ok: false, text: 'It names no audience: it is for nobody, or for everybody.' }
    : {
        claim: 'aud',
        ok: null,
        text: `It is for ${list(audience.map((each) => quote(each)))}: other APIs have to refuse it.`,
      };
}
