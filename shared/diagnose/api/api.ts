import { parseScope } from '../../oauth/request/scope.ts';
import { DPOP_NONCE_RULES, DPOP_REFUSED_RULES } from '../dpop/dpop.ts';
import type { Facts } from '../facts/facts.ts';
import {
  explanation,
  parameterOf,
  revokedFor,
  seenRefusal,
  sentAuthorization,
  sentScheme,
} from '../facts/refusal-facts.ts';
import { duration, list, quote, quoteBody } from '../quote.ts';
import type { Rule } from '../rule.ts';
import { API_BINDING_RULES } from './api-binding.ts';
import { API_GATEWAY_RULES, API_TOKEN_FAULT_RULES } from './api-token-faults.ts';

/** Why an API refused a call (RFC 6750 §3.1, RFC 9110 §11). The first that fits. */
export const API_RULES: readonly Rule[] = [
  ...API_GATEWAY_RULES,
  {
    id: 'api-no-token',
    severity: 'error',
    title: 'The call carried no token',
    why: 'The API wants to know who calls. Without a token it need not say more than that.',
    reference: 'RFC 6750 §3.1',
    check: (facts) =>
      facts.status === 401 && !sentAuthorization(facts)
        ? {
            seen: seenRefusal(facts),
            nextStep: 'Get a token and call again.',
            actions: [{ kind: 'new-token-and-retry' }],
          }
        : null,
  },
  ...DPOP_NONCE_RULES,
  ...DPOP_REFUSED_RULES,
  ...API_BINDING_RULES,
  {
    id: 'api-insufficient-scope',
    severity: 'error',
    title: 'The token does not have the scope for this',
    why: 'The token is good, but what was asked for needs a scope that it lacks.',
    reference: 'RFC 6750 §3.1',
    check: (facts) => {
      if (errorOf(facts) !== 'insufficient_scope') return null;
      const needed = parseScope(parameterOf(facts, 'scope') ?? '');
      const had =
        facts.token?.grantedScopes ?? facts.token?.requestedScopes ?? facts.workspace.request.scopes;
      const missing = needed.filter((scope) => !had.includes(scope));
      const asked = list(missing.map((scope) => quote(scope)));
      return {
        seen: seenRefusal(facts),
        ...(needed.length === 0
          ? {
              nextStep:
                'The API does not say which scope it needs: look in its manual, and ask for it with the token.',
            }
          : missing.length === 0
            ? {
                nextStep:
                  'By what is known here the token has the scope already. Get a new token; if it stays so, the API may want a role besides.',
                actions: [{ kind: 'new-token-and-retry' }],
              }
            : {
                nextStep: `Ask for ${asked} too. The client has to be allowed to have it.`,
                actions: [{ kind: 'add-scopes', scopes: missing }],
              }),
      };
    },
  },
  {
    id: 'api-token-revoked-here',
    severity: 'error',
    title: 'You have revoked this token',
    why: 'The server ended it before its time, and the API knows: revocation works.',
    reference: 'RFC 7009 §2',
    check: (facts) => {
      const over = revokedFor(facts);
      return facts.status === 401 && over !== null
        ? {
            seen: `${seenRefusal(facts)} It was revoked ${duration(over)} before the call.`,
            nextStep: 'Get a new token and call again.',
            actions: [{ kind: 'new-token-and-retry' }],
          }
        : null;
    },
  },
  {
    id: 'api-token-expired',
    severity: 'error',
    title: 'The token has expired',
    why: 'A token lives for a short time only, so that a stolen one is soon worth nothing. That is the normal course of things.',
    reference: 'RFC 6750 §3.1',
    check: (facts) => {
      if (facts.status !== 401) return null;
      const over = expiredFor(facts);
      const says = saysExpired(explanation(facts));
      return over !== null || says
        ? {
            seen: `${seenRefusal(facts)}${over === null ? '' : ` By our clock it ended ${duration(over)} before the call.`}`,
            nextStep: 'Get a new token and call again.',
            actions: [{ kind: 'new-token-and-retry' }],
          }
        : null;
    },
  },
  ...API_TOKEN_FAULT_RULES,
  {
    id: 'api-invalid-token',
    severity: 'error',
    title: 'The API does not accept the token',
    why: 'It is expired, revoked, malformed, from another issuer, or made for another API.',
    reference: 'RFC 6750 §3.1',
    check: (facts) =>
      errorOf(facts) === 'invalid_token' || (facts.status === 401 && saysInvalid(explanation(facts)))
        ? {
            seen: seenRefusal(facts),
            nextStep:
              'Get a new token and call again. If it stays so, check that the API trusts this server, and for which audience the token is made.',
            actions: [{ kind: 'new-token-and-retry' }],
          }
        : null,
  },
  {
    id: 'api-invalid-request',
    severity: 'error',
    title: 'The API finds the call malformed',
    why: 'A parameter is missing or repeated, or the token was sent in more than one way.',
    reference: 'RFC 6750 §3.1',
    check: (facts) =>
      errorOf(facts) === 'invalid_request'
        ? {
            seen: seenRefusal(facts),
            nextStep: /[?&]access_token=/.test(facts.url.search)
              ? 'Take access_token out of the URL: the token goes in the Authorization header alone.'
              : 'Compare the call with the manual of the API.',
          }
        : null,
  },
  {
    id: 'api-step-up',
    severity: 'error',
    title: 'The API wants a person to sign in more strongly',
    why: 'A token of the client credentials flow has no person behind it, so it can never do this.',
    reference: 'RFC 9470 §3',
    check: (facts) =>
      errorOf(facts) === 'insufficient_user_authentication'
        ? { seen: seenRefusal(facts), nextStep: 'Use another flow for this API, one with a user.' }
        : null,
  },
  {
    id: 'api-other-scheme',
    severity: 'error',
    title: 'The API wants another kind of authentication',
    why: 'Its challenge names no bearer token, so the token was not even looked at.',
    reference: 'RFC 9110 §11.6.1',
    check: (facts) => {
      const schemes = facts.challenges.map(({ scheme }) => scheme).filter((scheme) => scheme !== '');
      // A challenge for what was sent refuses the token, not the way of sending it.
      const known = ['bearer', sentScheme(facts)];
      return facts.status === 401 &&
        schemes.length > 0 &&
        !schemes.some((scheme) => known.includes(scheme.toLowerCase()))
        ? {
            seen: seenRefusal(facts),
            nextStep: `Check the URL: this one is protected by ${list(schemes, 'or')}.`,
          }
        : null;
    },
  },
  {
    id: 'api-unauthorized',
    severity: 'error',
    title: 'The API refuses the call',
    why: 'It answers 401 although a token was sent, and does not say what is wrong with it.',
    reference: 'RFC 6750 §3',
    check: (facts) =>
      facts.status === 401
        ? {
            seen: seenRefusal(facts),
            nextStep: 'Get a new token and call again; then check that the API trusts this server.',
            actions: [{ kind: 'new-token-and-retry' }],
          }
        : null,
  },
  {
    id: 'api-forbidden',
    severity: 'error',
    title: 'The API does not allow this',
    why: 'It knows who calls, and a rule forbids it. Often a scope or role is missing that it does not name.',
    reference: 'RFC 9110 §15.5.4',
    check: (facts) =>
      facts.status === 403
        ? {
            seen: seenRefusal(facts),
            nextStep: 'Look in the API’s manual for the scope or role that this call needs.',
          }
        : null,
  },
  {
    id: 'api-bad-request',
    severity: 'error',
    title: 'The API does not understand the call',
    why: 'The token was not the matter: the path, a parameter or the body is not what it expects.',
    reference: 'RFC 9110 §15.5.1',
    check: (facts) =>
      facts.status === 400 || facts.status === 422
        ? {
            seen: seenStatus(facts),
            nextStep: 'Read the answer, and compare the call with the manual of the API.',
          }
        : null,
  },
  {
    id: 'api-client-error',
    severity: 'error',
    title: 'The API does not do what was asked',
    why: 'A status from 400 to 499 says that it lies with the request, and this one is not about the token: for example a conflict, or a condition that does not hold.',
    reference: 'RFC 9110 §15.5',
    check: (facts) =>
      facts.status >= 400 && facts.status < 500
        ? {
            seen: seenStatus(facts),
            nextStep: 'Look the status up in the manual of the API, and read the answer.',
          }
        : null,
  },
];

function seenStatus({ status, text, exchange }: Facts): string {
  const phrase = exchange.response?.statusText ?? '';
  return `Status ${status}${phrase === '' ? '' : ` ${quote(phrase, 60)}`}.${text === '' ? '' : ` ${quoteBody(text)}`}`;
}

/** The error code of the challenge, or of the body where an API puts it there instead. */
function errorOf(facts: Facts): string | null {
  if (facts.status < 400) return null;
  return (
    parameterOf(facts, 'error') ?? /"error"\s*:\s*"([a-z_]+)"/.exec(facts.text.slice(0, 5_000))?.[1] ?? null
  );
}

/** “Invalid or expired” says that nobody looked which of the two it is. */
function saysExpired(words: string): boolean {
  const either =
    /\b(invalid|revoked|unknown|malformed|missing)\b[\w ,]*\bor\b[\w ]*\bexpired|\bexpired\b[\w ,]*\bor\b/i;
  return /expired|lifetime validation failed/i.test(words) && !either.test(words);
}

/** Whether it is the token that is refused, by words alone. */
function saysInvalid(words: string): boolean {
  return /\b(invalid|expired|malformed|unknown) (or \w+ )?((access|bearer|auth|authentication|security) )?token|\b(token|session)\b[\w ]{0,30}\b(expired|invalid|not valid|malformed)\b/i.test(
    words,
  );
}

/** For how long the token had been over when the call began; null when it was not, or nobody knows. */
function expiredFor({ token, exchange }: Facts): number | null {
  if (!token || token.expiresAt === null || token.expiresAt > exchange.startedAt) return null;
  return exchange.startedAt - token.expiresAt;
}
