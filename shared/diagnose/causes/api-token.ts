import { challengeOf, challengeParameter } from '../../oauth/challenge.ts';
import { decodeJwt } from '../../oauth/jwt/jwt.ts';
import { parseScope } from '../../oauth/parameters/scope.ts';
import { says } from '../evidence/answer.ts';
import { clockSkew } from '../evidence/clock-skew.ts';
import { carriedToken } from '../evidence/dpop-facts.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { State, Subject } from '../evidence/mentions.ts';
import { oncePerExchange } from '../evidence/once.ts';
import { parameterOf, revokedFor } from '../evidence/refusal-facts.ts';
import { duration, list, quote } from '../quote.ts';
import { type Cause, hinted, named, onCode, proof, type Sign, sign, when } from './cause.ts';
import { remembered } from './client-facts.ts';
import { isAboutNetwork, isBareRefusal } from './policy.ts';
import { productSigns } from './product-codes.ts';

const purposes = ['api'] as const;
const again = [{ kind: 'new-token-and-retry' }] as const;

/** Whether the refusal is about who calls: by its status, its challenge, its code or its words. */
export const isAboutAccess = oncePerExchange((facts): boolean => {
  const { status, challenges, answer } = facts;
  // 498, 499 and 440 are what ArcGIS and IIS say of tokens and sessions.
  if ([401, 403, 440, 498].includes(status) || answer.failsInside) return true;
  if (status < 400 || status >= 500) return false;
  if (status === 404 || status === 405 || status === 415 || status === 429) return false;
  if (challenges.some((challenge) => /^(bearer|dpop)$/i.test(challenge.scheme))) return true;
  if (['invalid_token', 'insufficient_scope'].includes(answer.code ?? '')) return true;
  return (
    says(answer, 'authHeader', 'unknown') !== null ||
    says(
      answer,
      ['token', 'authHeader', 'signature', 'session'],
      'missing',
      'expired',
      'revoked',
      'wrong',
      'malformed',
      'notYet',
    ) !== null
  );
});

/** Whether the API says that it looked at the token: `invalid_token` proves that it got one. */
function sawToken(facts: Evidence): boolean {
  return facts.answer.code === 'invalid_token' || facts.answer.code === 'insufficient_scope';
}

function sentToken({ shape, exchange, url, answer }: Evidence): boolean {
  return (
    ((shape.scheme === 'bearer' || shape.scheme === 'dpop') && !shape.schemeAlone) ||
    exchange.request.headers.some(({ name }) =>
      /^x-([\w-]+-)?(subject|auth|access|vault)-token$|^x-amzn-oidc/i.test(name),
    ) ||
    // An API that judges the token has read it from the URL.
    (/[?&]access_token=/.test(url.search) &&
      says(answer, 'token', 'expired', 'revoked', 'wrong', 'malformed') === 'stated')
  );
}

/** Words about the token, at an API that is asked with one. */
function tokenWords(
  facts: Evidence,
  subjects: Subject | readonly Subject[],
  ...states: readonly State[]
): Sign[] {
  return isAboutAccess(facts) ? named(facts, subjects, ...states) : [];
}

function claimsOf(facts: Evidence): Readonly<Record<string, unknown>> | null {
  const value = carriedToken(facts);
  return value === null ? null : (decodeJwt(value)?.claims ?? null);
}

function expiresAt(facts: Evidence): number | null {
  const known = facts.token?.expiresAt;
  if (typeof known === 'number') return known;
  const exp = claimsOf(facts)?.exp;
  return typeof exp === 'number' ? exp * 1000 : null;
}

/** For how long the token had been over when the call began, by our clock; null when it was not, or nobody knows. */
function expiredFor(facts: Evidence): number | null {
  const end = expiresAt(facts);
  return end === null || end > facts.exchange.startedAt ? null : facts.exchange.startedAt - end;
}

/** Weight of each kind of token fault where the API says only that the token is not valid. */
function undecided(facts: Evidence, weight: number): Sign[] {
  if (!isAboutAccess(facts) || !sentToken(facts)) return [];
  if (facts.status === 403 && facts.answer.code !== 'invalid_token') return [];
  const isGeneral =
    facts.answer.code === 'invalid_token' ||
    says(
      facts.answer,
      ['token', 'authentication', 'credentials', 'session', 'signature'],
      'wrong',
      'failed',
      'expired',
      'unknown',
    ) !== null;
  return [sign(isGeneral ? weight : weight * 0.7, 'The API does not accept the token.')];
}

/** Whether the API states another fault of the token than its age. */
function namesOtherFault({ answer }: Evidence): boolean {
  return (
    says(
      answer,
      ['audience', 'issuer', 'signature', 'algorithm'],
      'wrong',
      'mismatch',
      'failed',
      'unknown',
      'missing',
    ) === 'stated'
  );
}

const isAlive = (facts: Evidence) => (expiresAt(facts) ?? 0) > facts.exchange.startedAt + 60_000;

/** Why an API rejects a token, or reports none (RFC 6750 §3.1). */
export const API_TOKEN_CAUSES = {
  'api-no-token': {
    family: 'no-token',
    purposes,
    what: 'the call carried no token',
    why: ({ shape, url }) =>
      shape.tokenHeader !== null
        ? `The header ${quote(shape.tokenHeader, 40)} is there; APIs read the token from Authorization.`
        : /[?&]access_token=/.test(url.search)
          ? 'The token is only in the URL; this API reads the Authorization header.'
          : shape.schemeAlone
            ? 'The Authorization header names a scheme, and nothing follows it.'
            : shape.scheme === 'basic'
              ? 'Basic credentials were sent; the API asks for a bearer token.'
              : 'The API requires authentication, and the request has no Authorization header.',
    reference: 'RFC 6750 §2.1',
    check: 'send a token',
    step: ({ shape, url }) =>
      shape.tokenHeader !== null || /[?&]access_token=/.test(url.search)
        ? { nextStep: 'Send the token as Authorization: Bearer, a space, and the token.' }
        : { nextStep: 'Get a token and call again.', actions: again },
    weigh: (facts) => {
      if (sentToken(facts)) return [];
      const { shape, challenges } = facts;
      if (shape.scheme === 'basic' && !shape.schemeAlone)
        return when(
          facts.status === 401 &&
            challengeOf(challenges, 'Basic') === null &&
            (challengeOf(challenges, 'Bearer') ?? challengeOf(challenges, 'DPoP')) !== null,
          34,
          'Basic was sent; its challenge asks for a bearer token.',
        );
      if (shape.scheme !== null && !shape.schemeAlone) return [];
      if (
        facts.status === 403 &&
        facts.answer.page === null &&
        (shape.schemeAlone || shape.tokenHeader !== null)
      )
        return [proof('The request carries no token.')];
      if (facts.status === 401) return [proof('The request has no Authorization header.')];
      if (isAboutAccess(facts) && facts.status !== 403)
        return [proof('The request has no Authorization header.')];
      return facts.status === 403
        ? [sign(facts.answer.page === null ? 16 : 1, 'The request has no Authorization header.')]
        : [];
    },
  },
  'api-token-not-seen': {
    family: 'no-token',
    purposes,
    what: 'the API did not see the token',
    why: 'A token was sent, and the API says that it got none: a proxy may remove Authorization, or the API reads another header or scheme.',
    reference: 'RFC 6750 §2.1',
    check: 'look for a proxy that removes Authorization',
    step: ({ shape }) => ({
      nextStep: `Check whether a proxy or redirect removes the Authorization header, and which header and scheme the API expects${shape.scheme === 'dpop' ? ' (DPoP was sent)' : ''}.`,
    }),
    weigh: (facts) => {
      if (!sentToken(facts) || sawToken(facts) || !isAboutAccess(facts)) return [];
      const isBare =
        facts.status === 401 &&
        (challengeOf(facts.challenges, 'Bearer') ?? challengeOf(facts.challenges, 'DPoP')) !== null &&
        parameterOf(facts, 'error') === null &&
        facts.answer.mentions.length === 0;
      const isSilent =
        facts.status === 401 && facts.challenges.length === 0 && undecided(facts, 1)[0]?.weight !== 1;
      return [
        ...productSigns(facts, 'api-token-not-seen'),
        // “Must have three segments” speaks of a token that was seen.
        ...(says(facts.answer, 'token', 'malformed') === null && claimNamed(facts) === null
          ? named(facts, ['token', 'authHeader', 'credentials'], 'missing')
          : []),
        ...when(
          /system:anonymous|\banonymous (user|caller)|\bas anonymous\b|anonymoususer/i.test(
            facts.answer.words,
          ),
          13,
          'The API treated the caller as anonymous.',
        ),
        ...hinted(facts, 8, 'authHeader', 'unknown'),
        ...hinted(facts, 8, 'authentication', 'missing'),
        // RFC 6750 §3.1: no error code means that no authentication information was in the request.
        ...when(isSilent, 2.6, 'The answer says nothing about the token.'),
        ...when(isBare, 3.5, 'Its challenge names no error, as where no token was seen.'),
        ...remembered(facts, 'headers', 'the headers', { same: 0, changed: 3 }),
        ...remembered(facts, 'proxy', 'the proxy', { same: 0, changed: 4 }),
      ];
    },
  },
  'api-authorization-malformed': {
    family: 'no-token',
    purposes,
    what: 'the Authorization header is malformed',
    why: ({ shape }) =>
      shape.authorizations > 1
        ? 'There are several Authorization headers.'
        : shape.tokenOdd
          ? 'The scheme stands twice, or quotes, brackets or spaces are around the token.'
          : shape.scheme?.includes('•')
            ? 'It must be “Bearer” followed by the token; the scheme is missing.'
            : `It must be “Bearer” followed by the token, but it begins with ${quote(shape.scheme ?? '', 30)}.`,
    reference: 'RFC 6750 §2.1',
    check: 'look at the Authorization header',
    step: () => ({ nextStep: 'Send exactly one header: Authorization: Bearer, a space, and the token.' }),
    weigh: (facts) => {
      const { shape } = facts;
      if (shape.scheme === null || facts.status < 400 || facts.status >= 500) return [];
      const known = [
        'bearer',
        'dpop',
        'basic',
        'token',
        'digest',
        'negotiate',
        'aws4-hmac-sha256',
        'apikey',
        'hmac',
        'signature',
      ];
      const odd = !known.includes(shape.scheme) && !shape.schemeAlone && isAboutAccess(facts);
      return [
        ...when(shape.tokenOdd && isAboutAccess(facts), 16, 'What follows the scheme is no bare token.'),
        ...when(odd, 14, 'The header has no known scheme.'),
        ...when(shape.authorizations > 1 && facts.status !== 404, 30, 'There are several.'),
        ...hinted(facts, sawToken(facts) ? 0.1 : 6, 'authHeader', 'malformed', 'wrong'),
      ];
    },
  },
  'api-token-in-two-places': {
    family: 'request',
    purposes,
    what: 'the token is sent in two places',
    why: 'It is in the Authorization header and in the URL; a call may carry it in one way only.',
    reference: 'RFC 6750 §2',
    check: 'send the token once',
    step: () => ({
      nextStep: 'Take access_token out of the URL: the token goes in the Authorization header alone.',
    }),
    weigh: (facts) =>
      when(
        facts.status >= 400 &&
          facts.status < 500 &&
          /[?&]access_token=/.test(facts.url.search) &&
          sentToken(facts),
        facts.answer.code === 'invalid_request' || facts.status === 400 ? 30 : 4,
        'The token appears twice.',
      ),
  },
  'api-token-revoked-here': {
    family: 'token',
    purposes,
    what: 'you have revoked this token',
    why: (facts) =>
      `It was revoked ${duration(revokedFor(facts) ?? 0)} before the call, and the API knows: revocation works.`,
    reference: 'RFC 7009 §2',
    check: 'get a new token',
    step: () => ({ nextStep: 'Get a new token and call again.', actions: again }),
    weigh: (facts) => {
      if (revokedFor(facts) === null || !isAboutAccess(facts)) return [];
      return [
        sign(
          facts.status === 401 || facts.answer.code === 'invalid_token'
            ? 36
            : facts.answer.code === 'insufficient_scope'
              ? 2
              : 9.5,
          'The token was revoked in Credence.',
        ),
      ];
    },
  },
  'api-token-expired': {
    family: 'token',
    purposes,
    what: 'the token has expired',
    why: (facts) => {
      const over = expiredFor(facts);
      if (over === null && isAlive(facts))
        return `The API says so; by this computer’s clock it is valid for ${duration((expiresAt(facts) ?? 0) - facts.exchange.startedAt)} more. The clocks may differ, or the API accepts only recent tokens.`;
      return over === null
        ? 'The API says that the token’s lifetime has ended, which is normal.'
        : `By this computer’s clock it ended ${duration(over)} before the call.`;
    },
    reference: 'RFC 6750 §3.1',
    check: 'see when the token expires',
    step: (facts) => ({
      nextStep:
        expiredFor(facts) === null && isAlive(facts)
          ? 'Get a new token and call again. If that fails, compare the clocks of this machine and the API.'
          : 'Get a new token and call again.',
      actions: again,
    }),
    weigh: (facts) => {
      const over = expiredFor(facts);
      const fits = isAboutAccess(facts) && sentToken(facts);
      const isExpired = tokenWords(facts, ['token', 'session', 'credentials', 'authentication'], 'expired');
      return [
        ...when(
          fits && over !== null,
          namesOtherFault(facts)
            ? 10
            : facts.status === 401 || facts.answer.code === 'invalid_token'
              ? 32
              : facts.answer.code === 'insufficient_scope'
                ? 2
                : 9.5,
          'It has expired by our clock.',
        ),
        ...isExpired,
        ...when(
          isAlive(facts) &&
            isExpired.length > 0 &&
            (says(facts.answer, ['token', 'session', 'credentials', 'authentication'], 'expired') ===
              'raised' ||
              clockSkew(facts.exchange) !== null),
          -7,
          'By this computer’s clock it has not expired.',
        ),
        ...when(
          isAboutAccess(facts) && says(facts.answer, 'claim', 'expired') !== null,
          10,
          'The server names the claim.',
        ),
        ...undecided(facts, 2.2),
        ...when(
          fits && isAlive(facts) && isExpired.length === 0,
          -2,
          'By this computer’s clock it has not expired.',
        ),
      ];
    },
  },
  'api-clock-differs': {
    family: 'token',
    purposes,
    what: 'the clocks differ',
    why: (facts) => {
      const end = expiresAt(facts);
      const rest =
        end === null
          ? ''
          : `By this computer’s clock the token is valid for ${duration(end - facts.exchange.startedAt)} more.`;
      return `${rest} ${clockSkew(facts.exchange)?.seen ?? ''}`.trim();
    },
    reference: 'RFC 7519 §4.1.4',
    check: 'compare the clocks of this machine and the API',
    step: () => ({
      nextStep:
        'Compare the clocks of this machine, the API and the authorization server; then get a new token.',
      actions: again,
    }),
    weigh: (facts) =>
      isAlive(facts) && isAboutAccess(facts) && sentToken(facts)
        ? [
            ...hinted(facts, 6, ['token', 'session'], 'expired').filter(({ weight }) => weight > 4),
            ...when(
              says(facts.answer, ['token', 'session'], 'expired') !== null &&
                clockSkew(facts.exchange) !== null,
              8,
              'The Date header shows another time.',
            ),
          ]
        : [],
  },
  'api-token-not-yet-valid': {
    family: 'token',
    purposes,
    what: 'the token is not valid yet',
    why: 'The token is not valid yet by the API’s clock. The clocks of the API and the authorization server differ.',
    reference: 'RFC 7519 §4.1.5',
    check: 'compare the clocks',
    step: () => ({
      nextStep: 'Wait a few seconds and try again; then compare the clocks.',
      actions: [{ kind: 'retry' }],
    }),
    weigh: (facts) => tokenWords(facts, ['token', 'claim', 'session', 'credentials'], 'notYet'),
  },
  'api-token-revoked': {
    family: 'token',
    purposes,
    what: 'the token is no longer active',
    why: 'The server revoked it early, or lost it, for example in a restart.',
    reference: 'RFC 6750 §3.1',
    check: 'introspect the token',
    step: () => ({ nextStep: 'Get a new token and call again.', actions: again }),
    weigh: (facts) => [
      ...tokenWords(facts, ['token', 'session'], 'revoked', 'disabled'),
      ...(isAboutAccess(facts) ? hinted(facts, 6, ['token', 'session'], 'unknown') : []),
      ...undecided(facts, 1.8),
      ...when(
        facts.memory !== null && !facts.memory.changed.includes('token') && sawToken(facts),
        4,
        'The same token passed before.',
      ),
    ],
  },
  'api-wrong-audience': {
    family: 'token',
    purposes,
    what: 'the token is for another API',
    why: (facts) => {
      const aud = claimsOf(facts)?.aud;
      const said =
        typeof aud === 'string'
          ? [aud]
          : Array.isArray(aud)
            ? aud.filter((item) => typeof item === 'string')
            : [];
      return said.length > 0
        ? `Its audience is ${list(said.slice(0, 3).map((item) => quote(String(item), 80)))}, which this API does not accept.`
        : claimsOf(facts) !== null
          ? 'The token names no audience (aud).'
          : 'The token’s audience does not include this API.';
    },
    reference: 'RFC 7519 §4.1.3',
    check: 'compare the token’s aud',
    step: (facts) => {
      const expected = expectedValue(facts, 'audience|aud');
      return {
        nextStep:
          expected === null
            ? 'Request a token for this API, with the parameter resource or audience, or with the API’s scope. Its manual names the value.'
            : `Request a token for ${quote(expected, 80)}, with the parameter resource or audience, or with a scope of that API.`,
      };
    },
    weigh: (facts) => [
      ...tokenWords(
        facts,
        'audience',
        'wrong',
        'mismatch',
        'missing',
        'denied',
        'unknown',
        'failed',
        'unsupported',
      ),
      ...when(
        isAboutAccess(facts) &&
          expectedValue(facts, 'audience|aud') !== null &&
          says(facts.answer, 'audience', 'wrong', 'mismatch', 'missing', 'denied', 'unknown', 'failed') !==
            'stated',
        12,
        'The server names the audience that it expects.',
      ),
      ...undecided(facts, 2),
      ...(isAboutAccess(facts) && facts.answer.code === 'invalid_token'
        ? remembered(facts, 'audience', 'the audience', { same: 0 })
        : []),
    ],
  },
  'api-untrusted-issuer': {
    family: 'token',
    purposes,
    what: 'the API does not trust the issuer',
    why: (facts) => {
      const iss = claimsOf(facts)?.iss;
      return typeof iss === 'string'
        ? `The token is from ${quote(iss, 100)}; the API is configured for another server.`
        : says(facts.answer, 'issuer', 'missing') !== null
          ? 'The API looks for the claim iss, and finds none in the token.'
          : 'The token is from another server than the API is configured for.';
    },
    reference: 'RFC 9068 §4',
    check: 'compare the issuer with the API’s configuration',
    step: () => ({
      nextStep: 'Compare the token’s iss with the issuer in the API’s configuration, letter by letter.',
    }),
    weigh: (facts) => [
      ...tokenWords(
        facts,
        'issuer',
        'wrong',
        'mismatch',
        'unknown',
        'missing',
        'failed',
        'denied',
        'unsupported',
      ),
      ...when(
        isAboutAccess(facts) &&
          /(different|another|other|wrong) (provider|issuer|authori[sz]ation server|identity provider)/i.test(
            facts.answer.words,
          ),
        14,
        'The server names another issuer.',
      ),
      ...(isAboutAccess(facts) ? hinted(facts, 5.5, 'token', 'unknown') : []),
      ...undecided(facts, 1.9),
    ],
  },
  'api-wrong-environment': {
    family: 'token',
    purposes,
    what: 'the token is for another environment',
    why: 'The API names environments: the token is from one and the call went to another.',
    reference: null,
    check: 'compare the environments of token and API',
    step: () => ({
      nextStep: 'Get the token from the authorization server of the same environment as the API.',
    }),
    weigh: (facts) =>
      when(
        isAboutAccess(facts) &&
          /\b(issued|valid|token|key|credentials?)\b[^.]{0,60}\b(sandbox|production|staging|test (mode|environment)|live (mode|environment)|(another|different|wrong|other) (environment|region|stage))\b/i.test(
            facts.answer.words,
          ),
        13,
        'The server names environments.',
      ),
  },
  'api-token-signature': {
    family: 'token',
    purposes,
    what: 'the API cannot verify the signature',
    why: 'It does not have the key that signed the token, or the token was changed on the way.',
    reference: 'RFC 7515 §5.2',
    check: 'verify the token against the server’s JWKS',
    step: () => ({
      nextStep:
        'Compare the token’s kid with the server’s JWKS, and the JWKS URL in the API’s configuration; after a key change the API may need a restart.',
    }),
    weigh: (facts) => [
      ...productSigns(facts, 'api-token-signature'),
      ...(wantsRequestSignature(facts)
        ? []
        : tokenWords(facts, 'signature', 'wrong', 'failed', 'mismatch', 'missing', 'unknown', 'malformed')),
      ...tokenWords(facts, 'key', 'unknown', 'wrong', 'missing', 'mismatch'),
      ...(isAboutAccess(facts) ? hinted(facts, 8, 'bareKey', 'unknown', 'mismatch') : []),
      ...tokenWords(facts, 'algorithm', 'wrong', 'unsupported', 'denied', 'mismatch'),
      ...(facts.status < 500 && isAboutAccess(facts)
        ? hinted(facts, 8, 'keySet', 'unknown', 'mismatch')
        : []),
      ...undecided(facts, 1.7),
    ],
  },
  'api-token-malformed': {
    family: 'token',
    purposes,
    what: 'the API cannot read the token',
    why: (facts) =>
      carriedToken(facts) !== null && decodeJwt(carriedToken(facts) ?? '') === null
        ? 'The token is opaque, or not whole; this API expects a JWT.'
        : 'The API expects another kind of token.',
    reference: 'RFC 6750 §3.1',
    check: 'see whether the API expects a JWT',
    step: () => ({
      nextStep: 'Check that the whole token was sent, and whether this API takes opaque tokens or JWTs.',
    }),
    weigh: (facts) => [
      ...productSigns(facts, 'api-token-malformed'),
      ...tokenWords(facts, 'token', 'malformed'),
      ...(isAboutAccess(facts) ? hinted(facts, 7, ['claim', 'encoding'], 'malformed') : []),
    ],
  },
  'api-claim-missing': {
    family: 'token',
    purposes,
    what: 'the token lacks a claim',
    why: (facts) =>
      `The API looks for ${claimNamed(facts) === null ? 'a claim' : `the claim ${quote(claimNamed(facts) ?? '', 40)}`}, and does not find it as it expects it.`,
    reference: 'RFC 9068 §2.2',
    check: 'compare the token’s claims with the manual',
    step: () => ({
      nextStep:
        'Have the authorization server add the claim to the client’s tokens (a mapper or claims policy), then get a new token.',
      actions: again,
    }),
    weigh: (facts) =>
      isAboutAccess(facts) && !/^(aud|iss|exp|nbf|iat|scope|scp|token_use|typ)$/.test(claimNamed(facts) ?? '')
        ? [
            ...when(
              facts.answer.mentions.some(
                ({ subject, beside, state }) =>
                  (subject === 'claim' || (subject === 'token' && beside.includes('claim'))) &&
                  (state === 'missing' || state === 'unknown'),
              ),
              11,
              'The API names a claim that it does not find.',
            ),
            ...(claimNamed(facts) === null ? [] : named(facts, 'claim', 'wrong', 'mismatch')),
            ...when(
              claimNamed(facts) !== null && facts.answer.code === 'invalid_token',
              3,
              'It names the claim.',
            ),
          ]
        : [],
  },
  'api-subject-unknown': {
    family: 'permission',
    purposes,
    what: 'the API does not know the caller',
    why: 'The token was read; the API has no account for its subject or client.',
    reference: null,
    check: 'look for an account of this client at the API',
    step: () => ({
      nextStep: 'Create or map an account for this client at the API; the token’s sub and client_id name it.',
    }),
    weigh: (facts) =>
      isAboutAccess(facts) && sentToken(facts) && facts.answer.page === null
        ? when(
            /\b(user|account|principal|subject|client)\b[^.]{0,20}\b(not (be )?(found|mapped|known|registered)|unknown|does not exist)\b|\b(no|unknown) (such )?(user|account|principal|client)\b/i.test(
              facts.answer.words,
            ),
            says(facts.answer, ['account', 'client', 'token'], 'unknown') === 'raised' ? 4 : 11,
            'The API does not find the caller.',
          )
        : [],
  },
  'api-wrong-token-type': {
    family: 'token',
    purposes,
    what: 'the API wants another kind of token',
    why: 'It says that this kind of token is not the one it takes, for example a user’s token or an access token instead of an ID token.',
    reference: 'RFC 9068 §4',
    check: 'see which tokens the API takes',
    step: () => ({
      nextStep:
        'Check the API’s documentation for the token it accepts. Some require a user’s token, which client credentials cannot give.',
    }),
    weigh: (facts) =>
      isAboutAccess(facts)
        ? [
            ...when(
              !/different provider|issued by/i.test(facts.answer.words) &&
                /\b(id[_ ]token|token[_ ]use|token type|typ)\b[^.]{0,60}(not|wrong|invalid|expected|must|mismatch)|(delegated|user) (token|context|permission)|app[- ]?only|application tokens? (are|is)? ?not|requires a user|user (token|context) (is )?required|\bend[- ]?users?\b/i.test(
                  facts.answer.words,
                ),
              12,
              'The server says so.',
            ),
            ...named(facts, 'token', 'unsupported'),
          ]
        : [],
  },
  'api-unauthorized': {
    family: 'token',
    general: true,
    purposes,
    what: 'the API refuses the call',
    why: 'It answers 401 although a token was sent, and does not say what is wrong with it.',
    reference: 'RFC 6750 §3',
    check: 'get a new token',
    step: () => ({
      nextStep:
        'Get a new token and call again; then compare its issuer and audience with the API’s configuration.',
      actions: again,
    }),
    weigh: (facts) =>
      when(
        facts.status === 401 &&
          sentToken(facts) &&
          facts.answer.code !== 'invalid_token' &&
          undecided(facts, 1)[0]?.weight !== 1,
        4.6,
        'The status is 401.',
      ),
  },
  'api-invalid-token': {
    general: true,
    family: 'token',
    purposes,
    what: 'the API rejects the token',
    why: 'It does not say why: the token may be expired, revoked, from another issuer, or for another API.',
    reference: 'RFC 6750 §3.1',
    check: 'get a new token',
    step: () => ({
      nextStep:
        'Get a new token and call again. If that fails, compare its issuer and audience with the API’s configuration.',
      actions: again,
    }),
    weigh: (facts) => {
      const signs = undecided(facts, 4.6);
      const isEnumerated = isEnumeration(facts);
      return signs.some(({ weight }) => weight === 4.6)
        ? [...signs, ...when(isEnumerated, 4, 'The API names several causes.')]
        : [];
    },
  },
  'api-check-failed': {
    family: 'fault',
    purposes,
    what: 'the API could not check the token',
    why: 'It failed to reach the authorization server’s keys or introspection. The token itself may be good.',
    reference: null,
    check: 'check the API’s connection to the authorization server',
    step: () => ({
      nextStep:
        'Check that the API can reach the authorization server (JWKS, introspection, discovery), and its credentials there.',
      actions: [{ kind: 'retry' }],
    }),
    weigh: (facts) => {
      const text = facts.answer.words;
      const fetching =
        /\bintrospect\w*[^.]{0,20}\bfail|\b(obtain|retrieve|fetch|load) (the )?(openid )?configuration\b|(jwks?|key ?set|signing keys?|public keys?|openid|discovery|metadata|introspect\w*|token (validation|verification) (service|endpoint|server)|authori[sz]ation server|identity provider|issuer)[^.]{0,80}(fetch|retriev|reach|connect|load|download|unavailable|time(d)?[ -]?out|refused|unreachable|(returned|status|got|responded)[^.]{0,12}\b[45]\d\d)|(fetch|retriev|reach|connect|load|download|obtain|unable|could ?n[o']t|cannot|fail(ed|ure)?)[^.]{0,80}(jwks?|key ?set|signing keys?|public keys?|openid|discovery|introspect\w*|authori[sz]ation server|identity provider|token (validation|verification) (service|endpoint|server))|(i\/o error|connection (refused|reset|timed out)|connect timed out|unknown ?host|unreachable)[^"]{0,60}"?https?:\/\/\S{0,160}(jwks|keys|certs|well-known|openid|introspect|oauth|token)|https?:\/\/\S{0,160}(jwks|keys|certs|well-known|openid|introspect)\S{0,60} ?[^.]{0,20}(timed? ?out|refused|unreachable|failed|reset)/i.test(
          text,
        );
      return [
        ...when(
          fetching,
          facts.status >= 500 ? 20 : 14,
          'The API speaks of its own request to the authorization server.',
        ),
        ...hinted(facts, 11, ['keySet', 'introspection'], 'failed'),
        ...when(
          facts.status >= 500 &&
            says(facts.answer, ['token', 'signature', 'key'], 'failed', 'wrong') !== null,
          6,
          'It failed while it looked at the token.',
        ),
      ];
    },
  },
  'api-step-up': {
    family: 'permission',
    purposes,
    what: 'the API wants a signed-in user',
    why: 'It asks for a stronger sign-in of a person. A token of client credentials has no person behind it.',
    reference: 'RFC 9470 §3',
    check: 'use a flow with a user',
    step: () => ({ nextStep: 'Use another flow for this API, one with a user.' }),
    weigh: (facts) =>
      onCode(
        facts,
        ['insufficient_user_authentication', 'unmet_authentication_requirements', 'interaction_required'],
        16,
      ),
  },
  'api-insufficient-scope': {
    family: 'permission',
    purposes,
    what: 'the token lacks the scope',
    why: (facts) => {
      const { missing } = scopesOf(facts);
      return missing.length > 0
        ? `The token was accepted, but this call needs ${list(missing.map((scope) => quote(scope, 60)))}.`
        : 'The token was accepted, but this call needs a scope that it lacks.';
    },
    reference: 'RFC 6750 §3.1',
    check: 'compare the token’s scopes with the manual',
    step: (facts) => {
      const { needed, missing } = scopesOf(facts);
      if (needed.length === 0)
        return {
          nextStep:
            'Check the API’s documentation for the scope this call needs, and request it with the token.',
        };
      if (missing.length === 0)
        return {
          nextStep:
            'The token appears to have the scope. Get a new token. If the API still refuses, it may require a role.',
          actions: again,
        };
      return {
        nextStep: `Request ${list(missing.map((scope) => quote(scope, 60)))} too. The client must be allowed to have it.`,
        actions: [{ kind: 'add-scopes', scopes: missing }],
      };
    },
    weigh: (facts) => [
      ...onCode(facts, 'insufficient_scope', 14),
      ...(isAboutAccess(facts)
        ? named(facts, 'scope', 'missing', 'denied', 'wrong', 'unknown', 'mismatch', 'failed')
        : []),
      ...when(
        parameterOf(facts, 'scope') !== null &&
          scopesOf(facts).missing.length > 0 &&
          !sawToken(facts) &&
          sentToken(facts),
        says(facts.answer, ['role', 'access', 'scope', 'request'], 'denied', 'missing') === null ? 6.5 : 14,
        'Its challenge names a scope that the token does not have.',
      ),
      ...when(
        facts.status === 403 &&
          sentToken(facts) &&
          !sawToken(facts) &&
          facts.answer.page === null &&
          facts.memory?.changed.length !== 0,
        3.2,
        'A 403 is often a missing scope.',
      ),
    ],
  },
  'api-role-missing': {
    family: 'permission',
    purposes,
    what: 'the client lacks a permission or role',
    why: 'The API looked up what this caller may do, and this is not part of it.',
    reference: 'RFC 9110 §15.5.4',
    check: 'see which role or permission the client needs',
    step: () => ({
      nextStep:
        'Grant the client the permission or role that this call needs, at the API or the authorization server; then get a new token.',
    }),
    weigh: (facts) => [
      ...((facts.status === 401 ||
        facts.status === 403 ||
        (facts.status === 404 && facts.answer.codes.length > 0)) &&
      facts.answer.page?.kind !== 'status'
        ? hinted(
            facts,
            isBareRefusal(facts) || isAboutNetwork(facts) ? 1 : 10,
            'role',
            'denied',
            'missing',
            'wrong',
            'unknown',
          )
        : []),
      ...productSigns(facts, 'api-role-missing'),
      ...(facts.status === 401 ? hinted(facts, 8, 'client', 'denied') : []),
      ...when(
        (facts.status === 401 || facts.answer.failsInside) &&
          /\bnot (authori[sz]ed|allowed|permitted) to (access|perform|view|call|use|read|list|create|update|delete|invoke)\b/i.test(
            facts.answer.words,
          ),
        8,
        'It names what this caller may not do.',
      ),
      ...(facts.status === 403 && facts.answer.page?.kind !== 'status'
        ? hinted(
            facts,
            isBareRefusal(facts) ? 0.5 : 7,
            ['access', 'request', 'client', 'account', 'route', 'policy'],
            'denied',
          )
        : []),
      ...when(
        facts.status === 403 && sentToken(facts) && !sawToken(facts) && facts.answer.page === null,
        3,
        'A 403 is often a missing permission.',
      ),
      ...when(
        facts.status === 403 &&
          /^(permission_denied|accessdenied(exception)?|authorization_requestdenied|insufficient_privileges|forbidden_action)$/i.test(
            facts.answer.codes.find((code) => !/^\d+$/.test(code)) ?? '',
          ),
        4,
        'The code says so.',
      ),
      ...when(
        facts.memory?.changed.includes('url') === true && facts.status === 403,
        4,
        'The URL changed: this one may need another right.',
      ),
    ],
  },
  'api-rights-changed': {
    family: 'permission',
    purposes,
    what: 'the client’s rights at the API changed',
    why: 'The same call with the same token passed before, so a right, a rule or the object changed at the API.',
    reference: 'RFC 9110 §15.5.4',
    check: 'see what changed at the API',
    step: () => ({
      nextStep: 'Ask the API’s operator what changed for this client, or for what the URL names.',
      actions: [{ kind: 'retry' }],
    }),
    weigh: ({ status, memory, answer }) =>
      when(
        status === 403 && memory?.changed.length === 0 && answer.page === null,
        9,
        'The same call passed before.',
      ),
  },
  'api-not-subscribed': {
    family: 'permission',
    purposes,
    what: 'the subscription does not cover this call',
    why: 'The caller is known; its subscription, plan or API product does not cover this call.',
    reference: null,
    check: 'see which APIs the client is subscribed to',
    step: () => ({
      nextStep: 'Subscribe the client to this API, or add a product with this path to it, in the API portal.',
    }),
    weigh: (facts) => [
      ...productSigns(facts, 'api-not-subscribed'),
      ...when(
        isAboutAccess(facts) &&
          /\bnot subscribed|\bsubscri(bed|ption)s?\b(?! ?-?key)[^.]{0,50}(fail|not found|missing|required|inactive|invalid|expired|denied|does not)|\bnot (linked|bound|attached|assigned) to (an?|any) (active )?(subscription|application|plan)\b|(no|without|missing|invalid) (active |valid )?subscription\b(?! ?-?key)/i.test(
            facts.answer.words,
          ),
        13,
        'The server mentions a subscription.',
      ),
      ...when(facts.status === 402, 12, 'Status 402 asks for a payment.'),
      ...when(
        [401, 402, 403].includes(facts.status) &&
          /\b(plan|tier|edition|licen[sc]e)\b[^.]{0,60}\b(not|n't|only|upgrade|require[sd]?|insufficient|expired)\b|\bupgrade (your|to)\b/i.test(
            facts.answer.words,
          ),
        11,
        'The server mentions a plan.',
      ),
    ],
  },
  'api-account-blocked': {
    family: 'permission',
    purposes,
    what: 'the account or client is disabled',
    why: 'The caller’s account, subscription or client is disabled.',
    reference: null,
    check: 'see whether the account is active',
    step: () => ({ nextStep: 'Have the account, subscription or client enabled.' }),
    weigh: (facts) =>
      facts.status === 401 || facts.status === 403 || facts.answer.failsInside
        ? named(facts, ['account', 'client', 'clientId', 'tenant'], 'disabled', 'revoked', 'expired')
        : [],
  },
} as const satisfies Record<string, Cause>;

/** The claim that the refusal names: “claim 'tenant_id'”, “sub claim”. */
const claimNamed = oncePerExchange(({ answer }): string | null => {
  return (
    /\bclaims?\s*[:=]?\s*['"“‘[]([\w.:/-]{1,80})['"”’\]]/i.exec(answer.words)?.[1] ??
    /['"“‘]([\w.:/-]{1,80})['"”’] claim\b/i.exec(answer.words)?.[1] ??
    /\b([a-z]+(?:_[a-z]+)*) claim\b/.exec(
      answer.words.replace(/\b(required|the|a|this|token|jwt) claim\b/gi, ''),
    )?.[1] ??
    null
  );
});

/** Whether the API speaks of a signature of the request, and not of the token’s. */
export function wantsRequestSignature({ answer }: Evidence): boolean {
  return /\bhmac\b|\b(request|message|payload|body|http) signature\b|\b(x-)?(jws-)?signature header\b|\bx-[\w-]*signature\b|\bdigest header\b/i.test(
    answer.words,
  );
}

/** “Invalid or expired” says that nobody looked which of the two it is. */
function isEnumeration({ answer }: Evidence): boolean {
  return answer.mentions.some(
    ({ subject, state, hedged }) =>
      hedged &&
      ['token', 'session', 'authentication', 'credentials'].includes(subject) &&
      ['wrong', 'unknown', 'malformed', 'revoked'].includes(state),
  );
}

/** Scopes that a sentence asks for: “Required scope(s): write”, “requires the scope 'orders:read'”. */
function namedScopes(text: string): string[] {
  const found =
    /\b(?:require[sd]?|needs?|missing|lacks?|expected|must have)[^.:'"“[]{0,30}\bscopes?(?:\(s\))?(?: (?:is|are|of))?\s*[:=]?\s*[['"“‘]{0,2}([\w.:/*-]+(?:(?:,\s*|\s+)[\w.:/*-]+)*)/i.exec(
      text.slice(0, 2_000),
    )?.[1] ??
    /\bscopes?\s*[:=]?\s*['"“‘[]{1,2}([\w.:/*-]+(?:[\s,]+[\w.:/*-]+)*)['"”’\]]/i.exec(
      text.slice(0, 2_000),
    )?.[1] ??
    /['"“‘]([\w.:/*-]+)['"”’] scope\b/i.exec(text.slice(0, 2_000))?.[1];
  return (found ?? '')
    .split(/[\s,]+/)
    .map((scope) => scope.replace(/[.,;]$/, ''))
    .filter((scope) => scope !== '' && !SENTENCE_WORDS.has(scope.toLowerCase()))
    .slice(0, 5);
}

/** What may follow the word “scope” in a sentence and is none. */
const SENTENCE_WORDS = new Set(
  'for to in on of the this that is are was not and or a an by with from missing required claim claims please check access resource request token'.split(
    ' ',
  ),
);

/** What the server says it expects: `audience "orders" expected`, `expected 'orders'`. */
function expectedValue({ answer }: Evidence, names: string): string | null {
  const text = answer.english.join('. ').slice(0, 2_000);
  const quoted = `['"“‘\\[]{1,2}([^'"”’\\]]{1,200})['"”’\\]]`;
  return (
    new RegExp(`(?:${names})\\b\\W{0,3}${quoted} (?:is |was )?expected`, 'i').exec(text)?.[1] ??
    new RegExp(
      `(?:${names})\\b[^.]{0,80}(?:expected|required|must (?:be|contain|include))(?: (?:one of|to be|value))*\\s*:?\\s*${quoted}`,
      'i',
    ).exec(text)?.[1] ??
    new RegExp(`expected (?:${names})(?: (?:one of|to be|value))*\\s*:?\\s*${quoted}`, 'i').exec(text)?.[1] ??
    null
  );
}

function scopesOf(facts: Evidence): {
  readonly needed: readonly string[];
  readonly missing: readonly string[];
} {
  const challenge = facts.challenges.find((candidate) => challengeParameter(candidate, 'scope') !== null);
  const fromChallenge = parseScope((challenge && challengeParameter(challenge, 'scope')) ?? '');
  const needed = fromChallenge.length > 0 ? fromChallenge : namedScopes(facts.answer.english.join('. '));
  const had = facts.token?.grantedScopes ?? facts.token?.requestedScopes ?? facts.workspace.request.scopes;
  return { needed, missing: needed.filter((scope) => !had.includes(scope)) };
}
