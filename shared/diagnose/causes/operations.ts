import { challengeParameter } from '../../oauth/challenge.ts';
import { parseScope } from '../../oauth/parameters/scope.ts';
import { readRevocation } from '../../oauth/token-operations/revocation.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { waitOf } from '../evidence/response-facts.ts';
import { list, quote } from '../quote.ts';
import { type Cause, hinted, named, onCode, sign, when } from './cause.ts';
import { credentialRefusal, missingNames } from './client-facts.ts';

const purposes = ['introspection', 'revocation'] as const;

/** Why a server does not introspect or revoke (RFC 7662 §2.1, RFC 7009 §2.2.1). */
export const OPERATION_CAUSES = {
  'operation-not-allowed': {
    family: 'operation',
    purposes,
    what: 'the client may not do this',
    why: ({ exchange }) =>
      exchange.purpose === 'introspection'
        ? 'The server lets only some clients introspect, mostly those of APIs.'
        : 'The server lets only the client that got a token revoke it.',
    reference: 'RFC 7662 §2.1',
    check: ({ exchange }) =>
      exchange.purpose === 'introspection'
        ? 'see whether the client may introspect'
        : 'revoke as the client that got the token',
    step: ({ exchange }) => ({
      nextStep:
        exchange.purpose === 'introspection'
          ? 'Allow this client to introspect at the server (Curity: capability “introspection”), or ask as an API’s client.'
          : 'Revoke as the client that got the token, or allow this client to.',
    }),
    weigh: (facts) => [
      ...onCode(facts, 'unauthorized_client', 9),
      ...onCode(facts, 'insufficient_scope', facts.shape.scheme === 'bearer' ? 4 : 9),
      ...onCode(facts, 'access_denied', 6),
      ...when(
        facts.status === 403 && facts.answer.code === null && facts.answer.page === null,
        5,
        'The status is 403.',
      ),
      ...when(facts.status === 403 && facts.answer.code === 'invalid_client', 1, 'The status is 403.'),
      ...(facts.status < 500
        ? [
            ...named(facts, ['role', 'introspection'], 'denied', 'missing'),
            ...hinted(facts, 3, ['access', 'request'], 'denied', 'missing'),
          ]
        : []),
      ...(facts.status < 500 ? hinted(facts, 6, ['client', 'token', 'scope'], 'denied', 'mismatch') : []),
      ...(facts.exchange.purpose === 'revocation'
        ? named(facts, ['token', 'client', 'clientId'], 'mismatch')
        : []),
    ],
  },
  'operation-scope-missing': {
    family: 'operation',
    purposes,
    what: 'the caller’s token lacks a scope',
    why: (facts) =>
      `The endpoint takes a bearer token of the caller, and that one lacks ${list(wantedScopes(facts).map((scope) => quote(scope, 60))) || 'the scope for it'}.`,
    reference: 'RFC 7662 §2.1',
    check: 'compare the scopes of the caller’s token',
    step: (facts) => ({
      nextStep: `Call it with a token that has ${list(wantedScopes(facts).map((scope) => quote(scope, 60))) || 'the scope for it'}, or with client credentials.`,
    }),
    weigh: (facts) => (facts.shape.scheme === 'bearer' ? onCode(facts, 'insufficient_scope', 16) : []),
  },
  'revocation-hint-unknown': {
    family: 'request',
    purposes,
    what: 'the server does not know the hint',
    why: (facts) =>
      `token_type_hint is ${quote(hintOf(facts) ?? '', 40)}; the registered hints are access_token and refresh_token.`,
    reference: 'RFC 7009 §2.1',
    check: 'leave token_type_hint out',
    step: () => ({ nextStep: 'Leave token_type_hint out, or set it to access_token.' }),
    weigh: (facts) =>
      !['access_token', 'refresh_token', null].includes(hintOf(facts)) &&
      facts.status >= 400 &&
      facts.status < 500
        ? [...onCode(facts, ['unsupported_token_type', 'invalid_request'], 24)]
        : [],
  },
  'credentials-behind-403': {
    family: 'credentials',
    purposes,
    what: 'the client ID or secret is wrong',
    why: 'Some servers return 403 when they cannot authenticate the client.',
    reference: 'RFC 6749 §5.2',
    check: 'check the client ID and secret',
    step: () => ({
      nextStep:
        'Check the client ID and secret: they are those of the token endpoint, unless the server says otherwise.',
    }),
    weigh: (facts) => [
      ...when(
        facts.status === 403 &&
          (facts.answer.code === null || facts.answer.code === 'access_denied') &&
          credentialRefusal(facts) === 0 &&
          facts.answer.page === null,
        4,
        'Some servers return 403 for wrong credentials.',
      ),
    ],
  },
  'operation-token-missing': {
    family: 'request',
    purposes,
    what: 'the request has no token parameter',
    why: 'The token to look at goes in the body, in the parameter token.',
    reference: 'RFC 7662 §2.1',
    check: 'look for the parameter token',
    step: () => ({ nextStep: 'Send the token in the form parameter token.' }),
    weigh: (facts) => {
      const has = facts.parameters.some(([name, value]) => name === 'token' && value !== '');
      if (has || facts.shape.body === 'json' || facts.status < 400 || facts.status >= 500) return [];
      return [
        sign(
          facts.answer.code === 'invalid_request' ||
            missingNames(facts).includes('token') ||
            facts.status === 400
            ? 30
            : credentialRefusal(facts) > 0
              ? 1
              : 6,
          'The request has no token.',
        ),
      ];
    },
  },
  'revocation-unsupported-type': {
    family: 'operation',
    purposes,
    what: 'the endpoint does not take this token',
    why: ({ exchange }) =>
      exchange.purpose === 'revocation'
        ? 'The server revokes other kinds of token only. The access token lives until it expires.'
        : 'The server introspects other kinds of token only.',
    reference: 'RFC 7009 §2.2.1',
    check: 'see which tokens the server takes',
    step: ({ exchange }) => ({
      nextStep:
        exchange.purpose === 'revocation'
          ? 'Enable access token revocation at the server, or shorten the token lifetime.'
          : 'Check the server’s documentation for the tokens it introspects.',
    }),
    weigh: (facts) => [
      ...onCode(facts, 'unsupported_token_type', 16),
      ...named(facts, 'token', 'unsupported'),
    ],
  },
  'revocation-kept': {
    family: 'fault',
    purposes: ['revocation'],
    what: 'the token still exists',
    why: 'The server returned 503 and did not revoke the token. Anyone who has it can still use it.',
    reference: 'RFC 7009 §2.2.1',
    check: 'revoke it again later',
    step: (facts) => ({
      nextStep: `Wait ${waitOf(facts)}, then revoke it again.`,
      actions: [{ kind: 'retry' }],
    }),
    weigh: (facts) => when(readRevocation(facts.exchange).kind === 'kept', 34, 'The status is 503.'),
  },
  'operation-invalid-request': {
    family: 'request',
    purposes,
    what: 'the server rejects a parameter',
    why: 'It may not like token_type_hint, or wants another parameter.',
    reference: 'RFC 7009 §2.2.1',
    check: 'try without token_type_hint',
    step: () => ({
      nextStep:
        'Read the server’s message; try without token_type_hint, or as the client that got the token.',
    }),
    weigh: (facts) => onCode(facts, 'invalid_request', credentialRefusal(facts) > 0 ? 1 : 5.5),
  },
} as const satisfies Record<string, Cause>;

function wantedScopes({ challenges }: Evidence): string[] {
  return challenges.flatMap((challenge) => parseScope(challengeParameter(challenge, 'scope') ?? ''));
}

function hintOf({ parameters }: Evidence): string | null {
  return parameters.find(([name]) => name === 'token_type_hint')?.[1] || null;
}
