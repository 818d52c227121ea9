import { decodeJwt, timeClaim } from '../../oauth/jwt/jwt.ts';
import { clockSkew } from '../evidence/clock-skew.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { duration, list, quote, time } from '../quote.ts';
import type { Rule } from '../rule.ts';
import { tokenRule } from './token-success.ts';

const DAY = 86_400;
/** The year 5138; as milliseconds it is 1973. */
const NO_LONGER_SECONDS = 100_000_000_000;

/** How long a token lives, by the answer and by the token itself. All that fit. */
export const TOKEN_TIME_RULES: readonly Rule[] = [
  tokenRule(
    {
      id: 'token-lifetime-missing',
      severity: 'info',
      title: 'The answer does not say how long the token lives',
      why: 'Without expires_in a program learns of the end only by being refused.',
      reference: 'RFC 6749 §5.1',
    },
    ({ members }) =>
      members.expires_in === undefined || members.expires_in === null
        ? {
            seen: 'The member expires_in is missing.',
            nextStep: 'Look for the lifetime in the server’s settings.',
          }
        : null,
  ),
  tokenRule(
    {
      id: 'token-lifetime-string',
      severity: 'info',
      title: 'The lifetime is written as text',
      why: 'The member expires_in is a number in JSON; strict programs refuse a string.',
      reference: 'RFC 6749 §5.1',
    },
    ({ members, expiresIn }) =>
      typeof members.expires_in === 'string' && expiresIn !== null
        ? {
            seen: `expires_in: ${JSON.stringify(members.expires_in)}.`,
            nextStep: 'Nothing to do: it is read as a number here.',
          }
        : null,
  ),
  tokenRule(
    {
      id: 'token-lifetime-unreadable',
      severity: 'warning',
      title: 'The lifetime cannot be read',
      why: 'The member expires_in has to be a number of seconds. When the token ends is unknown here.',
      reference: 'RFC 6749 §5.1',
    },
    ({ members, expiresIn }) =>
      members.expires_in !== undefined && members.expires_in !== null && expiresIn === null
        ? {
            seen: `expires_in: ${written(members.expires_in)}.`,
            nextStep: 'Report it to the server’s maker.',
          }
        : null,
  ),
  tokenRule(
    {
      id: 'token-lifetime-short',
      severity: 'info',
      title: 'The token lives only for moments',
      why: 'It may be over before the API has it: the network and the clocks take their share.',
      reference: null,
    },
    ({ expiresIn }) =>
      expiresIn !== null && expiresIn < 10
        ? {
            seen: `expires_in: ${expiresIn}.`,
            nextStep: 'Use it at once; outside of tests choose a minute or more.',
          }
        : null,
  ),
  tokenRule(
    {
      id: 'token-lifetime-long',
      severity: 'warning',
      title: 'The token lives for more than a day',
      why: 'A token that leaks can be used until it expires. With client credentials a new one is one request away.',
      reference: 'RFC 6750 §5.3',
    },
    ({ expiresIn }) =>
      expiresIn !== null && expiresIn > DAY
        ? {
            seen: `expires_in: ${expiresIn}, which is ${duration(expiresIn * 1000)}.`,
            nextStep: 'Choose minutes rather than days at the server.',
          }
        : null,
  ),
  tokenRule(
    {
      id: 'token-jwt-expired',
      severity: 'error',
      title: 'The token was expired when it came',
      why: 'Every API will refuse it. Most often one of the two clocks is wrong.',
      reference: 'RFC 7519 §4.1.4',
    },
    ({ accessToken }, facts) => {
      const expires = claimTime(accessToken, 'exp');
      return expires !== null && expires <= arrival(facts)
        ? {
            seen: `Its claim exp says ${time(expires)}, and it came at ${time(arrival(facts))}, ${duration(arrival(facts) - expires)} later.`,
            nextStep: 'Compare the clock of this machine with the server’s.',
            actions: [{ kind: 'retry' }],
          }
        : null;
    },
  ),
  tokenRule(
    {
      id: 'token-jwt-not-yet-valid',
      severity: 'warning',
      title: 'The token is not valid yet',
      why: 'Until then APIs refuse it. Most often one of the two clocks is wrong.',
      reference: 'RFC 7519 §4.1.5',
    },
    ({ accessToken }, facts) => {
      const start = claimTime(accessToken, 'nbf');
      // The claim has whole seconds, and clocks are never quite the same.
      return start !== null && start > arrival(facts) + 2000
        ? {
            seen: `Its claim nbf says ${time(start)}, ${duration(start - arrival(facts))} after it came.`,
            nextStep: 'Compare the clock of this machine with the server’s, or wait.',
          }
        : null;
    },
  ),
  tokenRule(
    {
      id: 'token-jwt-unsigned',
      severity: 'error',
      title: 'The token is not signed',
      why: 'Anyone could write such a token. No API should take it.',
      reference: 'RFC 8725 §3.2',
    },
    ({ accessToken }) => {
      const algorithm = decodeJwt(accessToken)?.header.alg;
      return typeof algorithm === 'string' && algorithm.toLowerCase() === 'none'
        ? {
            seen: `Its header says alg ${quote(algorithm)}.`,
            nextStep: 'Choose a signature algorithm at the server.',
          }
        : null;
    },
  ),
  tokenRule(
    {
      id: 'token-jwt-times',
      severity: 'warning',
      title: 'A time in the token is not in seconds',
      why: 'The claims exp, nbf and iat are numbers of seconds since 1970. An API refuses the token for another value, or takes it to live for thousands of years.',
      reference: 'RFC 7519 §2',
      supersedes: ['token-lifetime-differs', 'token-jwt-not-yet-valid'],
    },
    ({ accessToken }) => {
      const claims = decodeJwt(accessToken)?.claims ?? {};
      const odd = (['exp', 'nbf', 'iat'] as const).filter((name) => !isNumericDate(claims[name]));
      const milliseconds = odd.some((name) => isLikeMilliseconds(claims[name]));
      return odd.length > 0
        ? {
            seen: `${list(odd.map((name) => `${name}: ${written(claims[name])}`))}.`,
            nextStep: milliseconds
              ? 'It looks like milliseconds: have the server divide by 1000.'
              : 'Have the server write the number of seconds, without quotes.',
          }
        : null;
    },
  ),
  tokenRule(
    {
      id: 'token-lifetime-differs',
      severity: 'warning',
      title: 'The answer and the token differ about the lifetime',
      why: 'The API goes by the token’s own exp, a program by expires_in: one of them will be surprised.',
      reference: 'RFC 6749 §5.1',
    },
    ({ accessToken, expiresIn }, facts) => {
      const expires = claimTime(accessToken, 'exp');
      const issued = claimTime(accessToken, 'iat') ?? arrival(facts);
      if (expires === null || expiresIn === null) return null;
      const lifetime = (expires - issued) / 1000;
      return Math.abs(lifetime - expiresIn) > 5
        ? {
            seen: `expires_in: ${expiresIn}; exp lies ${Math.round(lifetime)} seconds after ${claimTime(accessToken, 'iat') === null ? 'the answer' : 'iat'}.`,
            nextStep: 'Go by the shorter one.',
          }
        : null;
    },
  ),
];

/** Two clocks that do not agree: by the Date header (RFC 9110 §6.6.1), which has whole seconds. */
export const CLOCK_RULES: readonly Rule[] = [
  {
    id: 'clock-skew',
    severity: 'warning',
    title: 'The clocks of this machine and the server differ',
    why: 'Tokens, assertions and certificates are judged by the clock: they seem expired, or not valid yet.',
    reference: 'RFC 9110 §6.6.1',
    check: ({ exchange }) => {
      const skew = clockSkew(exchange);
      return skew && { seen: skew.seen, nextStep: 'Set both clocks by a time server.' };
    },
  },
];

/** Whether a claim is a time as it should be, or not there at all. */
function isNumericDate(value: unknown): boolean {
  return value === undefined || (typeof value === 'number' && value < NO_LONGER_SECONDS);
}

function isLikeMilliseconds(value: unknown): boolean {
  return typeof value === 'number' && isNumericDate(value / 1000);
}

/** 1e400 is a number in JSON, and more than a program’s numbers hold: it would be written as null again. */
function written(value: unknown): string {
  return typeof value === 'number' ? String(value) : quote(JSON.stringify(value) ?? '');
}

function claimTime(token: string, name: 'exp' | 'nbf' | 'iat'): number | null {
  const jwt = decodeJwt(token);
  return jwt && timeClaim(jwt, name);
}

/** When the response was complete. */
function arrival({ exchange }: Evidence): number {
  return exchange.startedAt + exchange.timings.total;
}
