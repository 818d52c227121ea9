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
    why: 'A 401 must say in WWW-Authenticate how to authenticate.',
    reference: 'RFC 9110 §15.5.2',
    check: (facts) =>
      facts.status === 401 && header(facts, 'www-authenticate') === null
        ? { seen: 'WWW-Authenticate: none.', nextStep: 'No action needed on your side.' }
        : null,
  },
  {
    id: 'api-challenge-unreadable',
    severity: 'info',
    title: 'The challenge does not follow the grammar',
    why: 'It must begin with a scheme, for example Bearer. Strict clients cannot parse it.',
    reference: 'RFC 9110 §11.6.1',
    check: (facts) => {
      const value = header(facts, 'www-authenticate');
      const broken = facts.challenges.length === 0 || facts.challenges.some(({ scheme }) => scheme === '');
      return facts.status >= 400 && value !== null && broken
        ? { seen: `WWW-Authenticate: ${quote(value)}.`, nextStep: 'Report it to the API’s developers.' }
        : null;
    },
  },
  {
    id: 'api-challenge-status',
    severity: 'info',
    title: 'The status and the error of the challenge do not match',
    why: 'A rejected token gets 401, a missing scope 403, a malformed call 400. Clients rely on the status.',
    reference: 'RFC 6750 §3.1',
    check: (facts) => {
      const error = parameterOf(facts, 'error') ?? '';
      const expected = STATUS_OF_ERROR[error];
      return expected !== undefined && facts.status >= 400 && facts.status !== expected
        ? {
            seen: `Status ${facts.status} with ${error}.`,
            nextStep: 'No action needed: rely on the error code.',
          }
        : null;
    },
  },
  {
    id: 'api-error-without-token',
    severity: 'info',
    title: 'The API names an error although no token was sent',
    why: 'Without a token, the challenge should not name an error.',
    reference: 'RFC 6750 §3.1',
    check: (facts) =>
      !sentAuthorization(facts) && facts.status === 401 && parameterOf(facts, 'error') !== null
        ? { seen: seenRefusal(facts), nextStep: 'No action needed on your side.' }
        : null,
  },
];

/** What is worth a finding of its own beside the cause. All that fit. */
export const API_WARNINGS: readonly Rule[] = [
  {
    id: 'api-resource-metadata',
    severity: 'info',
    title: 'The API publishes metadata',
    why: 'Its metadata names the authorization servers it trusts and its scopes.',
    reference: 'RFC 9728 §5.1',
    check: (facts) => {
      const url = parameterOf(facts, 'resource_metadata');
      return url === null
        ? null
        : {
            seen: `resource_metadata: ${quote(url)}.`,
            nextStep: 'Open it to see which server and scopes the API expects.',
          };
    },
  },
  {
    id: 'api-takes-revoked',
    severity: 'warning',
    title: 'The API accepts a revoked token',
    why: 'An API that only checks signatures, or caches introspection, does not notice a revocation. The token works there until it expires.',
    reference: 'RFC 7009 §3',
    check: (facts) => {
      const over = revokedFor(facts);
      return over !== null && facts.status >= 200 && facts.status < 300
        ? {
            seen: `Status ${facts.status}, ${duration(over)} after the token was revoked.`,
            nextStep: 'Use short-lived tokens, or have the API introspect them.',
          }
        : null;
    },
  },
  {
    id: 'api-token-in-url',
    severity: 'warning',
    title: 'The URL carries an access token',
    why: 'URLs end up in logs and histories. Send the token in the Authorization header only.',
    reference: 'RFC 6750 §2.3',
    check: ({ url }) =>
      /[?&]access_token=/.test(url.search)
        ? { seen: 'The query string contains access_token.', nextStep: 'Remove it from the URL.' }
        : null,
  },
];

const STATUS_OF_ERROR: Readonly<Record<string, number>> = {
  invalid_request: 400,
  invalid_token: 401,
  insufficient_scope: 403,
};
