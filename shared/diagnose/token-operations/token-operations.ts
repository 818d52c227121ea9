import { readError } from '../../oauth/token/token-response.ts';
import { readRevocation } from '../../oauth/token-operations/revocation.ts';
import { membersOf } from '../facts/body-members.ts';
import type { Facts } from '../facts/facts.ts';
import { parameterOf, seenError } from '../facts/refusal-facts.ts';
import { header, isHtml, waitOf } from '../facts/response-facts.ts';
import { quoteBody } from '../quote.ts';
import type { Rule } from '../rule.ts';
import { invalidClientNext } from '../token-endpoint/invalid-client.ts';
import { OAUTH_ERROR_RULES } from '../token-endpoint/oauth-errors.ts';

const SHARED_ERRORS = ['oauth-invalid-client', 'oauth-server-error', 'oauth-temporarily-unavailable'];

/** Why a server refused to introspect or to revoke a token. The first that fits. */
export const TOKEN_OPERATION_RULES: readonly Rule[] = [
  {
    id: 'revocation-unsupported-type',
    severity: 'error',
    title: 'The server does not revoke access tokens',
    why: 'It has a revocation endpoint, but for other kinds of token. The access token lives until it expires.',
    reference: 'RFC 7009 §2.2.1',
    check: (facts) =>
      facts.exchange.purpose === 'revocation' && errorOf(facts) === 'unsupported_token_type'
        ? {
            seen: seenError(facts),
            nextStep: 'Have revocation of access tokens enabled at the server, or give tokens a short life.',
          }
        : null,
  },
  {
    id: 'revocation-kept',
    severity: 'error',
    title: 'The token still exists',
    why: 'The server could not revoke it now, and says so by 503. Whoever has the token can still use it.',
    reference: 'RFC 7009 §2.2.1',
    check: (facts) =>
      facts.exchange.purpose === 'revocation' && readRevocation(facts.exchange).kind === 'kept'
        ? {
            seen: `Status 503; Retry-After: ${header(facts, 'retry-after') ?? 'none'}.`,
            nextStep: `Wait ${waitOf(facts)}, then revoke it again.`,
            actions: [{ kind: 'retry' }],
          }
        : null,
  },
  ...OAUTH_ERROR_RULES.filter(({ id }) => SHARED_ERRORS.includes(id)),
  {
    id: 'operation-client-refused',
    severity: 'error',
    title: 'The server does not accept the client that asks',
    why: 'Introspection and revocation are for clients that say who they are, in the same way as at the token endpoint. By its status the server does not know this one, or not in this way.',
    reference: 'RFC 7662 §2.3',
    check: (facts) => {
      const says = facts.outcome?.kind === 'error' ? (facts.outcome.description ?? '') : '';
      const applies =
        facts.status === 401 &&
        // With an error in it the challenge is about a right that is missing (RFC 6750 §3.1).
        parameterOf(facts, 'error') === null &&
        (errorOf(facts) === null || /authentication (has )?failed/i.test(says));
      return isOperation(facts) && applies ? { seen: seenError(facts), ...invalidClientNext(facts) } : null;
    },
  },
  {
    id: 'operation-not-allowed',
    severity: 'error',
    title: 'The client may not do this with the token',
    why: 'Servers let only some clients introspect, mostly those of APIs, and only the client that got a token revoke it.',
    reference: 'RFC 7662 §2.1',
    check: (facts) =>
      isOperation(facts) &&
      (facts.status === 401 ||
        facts.status === 403 ||
        ['unauthorized_client', 'access_denied', 'insufficient_scope', 'invalid_token'].includes(
          errorOf(facts) ?? '',
        ))
        ? {
            seen: seenError(facts),
            nextStep:
              'Ask as another client, or have this one allowed to (on Curity: the client’s introspection capability, then commit).',
          }
        : null,
  },
  {
    id: 'operation-invalid-request',
    severity: 'error',
    title: 'The server finds the request about the token malformed',
    why: 'It misses a parameter, does not like token_type_hint, or reads another kind of body.',
    reference: 'RFC 7009 §2.2.1',
    check: (facts) =>
      isOperation(facts) && errorOf(facts) === 'invalid_request'
        ? {
            seen: seenError(facts),
            nextStep:
              'Read the description; try without token_type_hint, or as the client that got the token.',
          }
        : null,
  },
];

/** What is off about a revocation that succeeded by its status. */
export const REVOCATION_RULES: readonly Rule[] = [
  {
    id: 'revocation-doubtful',
    severity: 'warning',
    title: 'It is not certain that the token was revoked',
    why: 'The status says that it was, and the rest of the answer does not look like it. By the standard the status alone counts.',
    reference: 'RFC 7009 §2.2',
    check: (facts) => {
      if (facts.exchange.purpose !== 'revocation' || facts.status < 200 || facts.status >= 300) return null;
      const isError = readError(membersOf(facts)) !== null;
      return isError || isHtml(facts)
        ? {
            seen: `Status ${facts.status}, and ${isError ? 'an error' : 'a web page'} in the body: ${quoteBody(facts.text)}`,
            nextStep: 'Introspect the token to see, and check that the address is the revocation endpoint.',
          }
        : null;
    },
  },
];

function isOperation({ exchange: { purpose } }: Facts): boolean {
  return purpose === 'introspection' || purpose === 'revocation';
}

function errorOf({ outcome }: Facts): string | null {
  return outcome?.kind === 'error' ? outcome.error : null;
}
