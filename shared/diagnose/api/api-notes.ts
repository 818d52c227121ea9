import { parameterOf, revokedFor, seenRefusal, sentAuthorization } from '../evidence/refusal-facts.ts';
import { header } from '../evidence/response-facts.ts';
import { duration, quote } from '../quote.ts';
import type { Rule } from '../rule.ts';

/** What is unusual about a refusal, and harmless: shown under “More”. All that fit. */
export const API_NOTES: readonly Rule[] = [
  {
    id: 'api-no-challenge',
    severity: 'info',
    title: 'The refusal has no challenge',
    why: 'A 401 must say in WWW-Authenticate how to authenticate; without it a program can only guess.',
    reference: 'RFC 9110 §15.5.2',
    check: (facts) =>
      facts.status === 401 && header(facts, 'www-authenticate') === null
        ? { seen: 'WWW-Authenticate: none.', nextStep: 'Nothing to do on this side.' }
        : null,
  },
  {
    id: 'api-challenge-unreadable',
    severity: 'info',
    title: 'The challenge does not follow the grammar',
    why: 'It has to begin with the name of a scheme, for example Bearer. Programs that read it strictly find nothing in it.',
    reference: 'RFC 9110 §11.6.1',
    check: (facts) => {
      const value = header(facts, 'www-authenticate');
      const broken = facts.challenges.length === 0 || facts.challenges.some(({ scheme }) => scheme === '');
      return facts.status >= 400 && value !== null && broken
        ? { seen: `WWW-Authenticate: ${quote(value)}.`, nextStep: 'Report it to the maker of the API.' }
        : null;
    },
  },
  {
    id: 'api-challenge-status',
    severity: 'info',
    title: 'The status and the error of the challenge do not match',
    why: 'A token that is not accepted gives 401, a missing scope 403, a malformed call 400. Programs decide by the status what to do next.',
    reference: 'RFC 6750 §3.1',
    check: (facts) => {
      const error = parameterOf(facts, 'error') ?? '';
      const expected = STATUS_OF_ERROR[error];
      return expected !== undefined && facts.status >= 400 && facts.status !== expected
        ? {
            seen: `Status ${facts.status} with ${error}.`,
            nextStep: 'Nothing to do: go by the error code.',
          }
        : null;
    },
  },
  {
    id: 'api-error-without-token',
    severity: 'info',
    title: 'The API names an error although no token was sent',
    why: 'Without a token there is nothing wrong with it: then the challenge should name no error.',
    reference: 'RFC 6750 §3.1',
    check: (facts) =>
      !sentAuthorization(facts) && facts.status === 401 && parameterOf(facts, 'error') !== null
        ? { seen: seenRefusal(facts), nextStep: 'Nothing to do on this side.' }
        : null,
  },
];

/** What is worth a finding of its own beside the cause. All that fit. */
export const API_WARNINGS: readonly Rule[] = [
  {
    id: 'api-resource-metadata',
    severity: 'info',
    title: 'The API says where it describes itself',
    why: 'Its metadata names the authorization servers that it trusts and the scopes that it knows.',
    reference: 'RFC 9728 §5.1',
    check: (facts) => {
      const url = parameterOf(facts, 'resource_metadata');
      return url === null
        ? null
        : {
            seen: `resource_metadata: ${quote(url)}.`,
            nextStep: 'Open it to see which server and scopes the API wants.',
          };
    },
  },
  {
    id: 'api-takes-revoked',
    severity: 'warning',
    title: 'The API takes a token that was revoked',
    why: 'An API that checks a JWT by its signature alone, or keeps what introspection said, hears nothing of a revocation: the token works until it expires there.',
    reference: 'RFC 7009 §3',
    check: (facts) => {
      const over = revokedFor(facts);
      return over !== null && facts.status >= 200 && facts.status < 300
        ? {
            seen: `Status ${facts.status}, ${duration(over)} after the token was revoked.`,
            nextStep:
              'Give tokens a short life, or have the API introspect them, if an end before their time matters.',
          }
        : null;
    },
  },
  {
    id: 'api-token-in-url',
    severity: 'warning',
    title: 'The URL carries an access token',
    why: 'URLs end up in logs and histories. A token is sent in one way only, and that is the Authorization header.',
    reference: 'RFC 6750 §2.3',
    check: ({ url }) =>
      /[?&]access_token=/.test(url.search)
        ? { seen: 'The query has the parameter access_token.', nextStep: 'Take it out of the URL.' }
        : null,
  },
];

const STATUS_OF_ERROR: Readonly<Record<string, number>> = {
  invalid_request: 400,
  invalid_token: 401,
  insufficient_scope: 403,
};
