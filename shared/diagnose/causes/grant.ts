import { says } from '../evidence/answer.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { list, quote } from '../quote.ts';
import { type Cause, hinted, named, onCode, sign, when } from './cause.ts';
import { credentialRefusal, hasParameter, missingNames, remembered } from './client-facts.ts';
import { isAwaitingApproval } from './policy.ts';
import { productSigns } from './product-codes.ts';
import { sentAsForm } from './request.ts';

const family = 'grant' as const;

/** Parameters that the server asks for and that only grants with a user or a code have. */
function userFields(facts: Evidence): string[] {
  return missingNames(facts).filter(
    (name) =>
      ['username', 'password', 'code', 'refresh_token', 'redirect_uri'].includes(name) &&
      !hasParameter(facts, name),
  );
}

/** `client_credentials` but for white space, quotes or capitals. */
function isNearly(grant: string | undefined): boolean {
  return (
    grant !== undefined &&
    grant !== 'client_credentials' &&
    grant
      .replace(/[\s"'‘’“”]/g, '')
      .replace(/-/g, '_')
      .toLowerCase() === 'client_credentials'
  );
}
const purposes = ['token'] as const;

/** Why a server does not give this grant (RFC 6749 §4.4, §5.2). */
export const GRANT_CAUSES = {
  'grant-differs': {
    family,
    purposes,
    what: 'the request asks for another grant',
    why: ({ shape }) =>
      isNearly(shape.grants[0])
        ? 'The grant_type contains spaces, a line break, quotes or capitals.'
        : `The body says grant_type ${list(shape.grants.map((grant) => quote(grant, 60)))}, which needs a user or other parameters.`,
    reference: 'RFC 6749 §4.4.2',
    check: 'look at grant_type',
    step: ({ shape }) => ({
      nextStep: isNearly(shape.grants[0])
        ? 'Send exactly grant_type=client_credentials.'
        : 'Set grant_type to client_credentials.',
    }),
    weigh: (facts) => {
      const { shape, answer, status } = facts;
      const [grant] = shape.grants;
      if (
        grant === undefined ||
        grant === 'client_credentials' ||
        shape.grants.length > 1 ||
        status < 400 ||
        status >= 500
      )
        return [];
      const speaks =
        ['unsupported_grant_type', 'invalid_grant', 'unauthorized_client', 'invalid_request'].includes(
          answer.code ?? '',
        ) ||
        says(answer, ['grant', 'parameter'], 'unsupported', 'wrong', 'missing', 'denied', 'unknown') !== null;
      return when(
        true,
        speaks ? 30 : credentialRefusal(facts) > 0 ? 2 : isNearly(grant) ? 12 : 4.5,
        'The grant in the request is not client_credentials.',
      );
    },
  },
  'grant-missing': {
    family: 'request',
    purposes,
    what: 'the request has no grant_type',
    why: 'The body has no grant_type, so the server cannot tell which grant this is.',
    reference: 'RFC 6749 §4.4.2',
    check: 'look for grant_type in the body',
    step: () => ({ nextStep: 'Add grant_type=client_credentials to the body.' }),
    weigh: (facts) => {
      const { shape, answer, status } = facts;
      const isAbsent = shape.grants.length === 0 || shape.grants.every((grant) => grant.trim() === '');
      if (!isAbsent || shape.body !== 'form' || !sentAsForm(facts) || status < 400) return [];
      if (status >= 500 && answer.code === null) return [];
      if (shape.urlParameters.some(([name]) => name === 'grant_type')) return [];
      const speaks =
        ['unsupported_grant_type', 'invalid_request', 'invalid_grant'].includes(answer.code ?? '') ||
        says(answer, ['grant', 'parameter'], 'missing', 'unsupported', 'wrong') !== null;
      return when(
        true,
        speaks ? 30 : credentialRefusal(facts) > 0 || status === 404 ? 2 : 10,
        'The request has no grant_type.',
      );
    },
  },
  'oauth-run-as-user-missing': {
    family,
    purposes,
    what: 'the client has no user to run as',
    why: 'The server runs this grant as a user, and none is configured for the client.',
    reference: null,
    check: 'look for the client’s run-as user',
    step: () => ({
      nextStep: 'Set the “Run As” user of the client credentials flow at the server.',
      actions: [{ kind: 'retry' }],
    }),
    weigh: (facts) => productSigns(facts, 'oauth-run-as-user-missing'),
  },
  'oauth-unauthorized-client': {
    family,
    purposes,
    what: 'the client may not use this grant',
    why: 'The server knows the client, but the client credentials grant is not enabled for it.',
    reference: 'RFC 6749 §5.2',
    check: 'see whether the client has this grant',
    step: () => ({
      nextStep:
        'Enable the client credentials grant for this client at the server (Keycloak: service accounts; Curity: capabilities).',
      actions: [{ kind: 'retry' }],
    }),
    weigh: (facts) => {
      const { answer } = facts;
      const ofClient = answer.mentions.filter(
        ({ subject, beside, state }) =>
          subject === 'grant' &&
          ['denied', 'disabled', 'unsupported', 'missing', 'unknown', 'wrong'].includes(state) &&
          (beside.includes('client') || beside.includes('clientId') || beside.includes('account')),
      );
      const isStated = ofClient.some(({ hedged }) => !hedged);
      return [
        ...onCode(facts, 'unauthorized_client', isAwaitingApproval(facts) ? 1 : 5.5),
        ...when(
          answer.code === 'unauthorized_client' &&
            says(answer, 'grant', 'denied', 'disabled', 'unsupported', 'unknown', 'missing') === null &&
            says(
              answer,
              ['credentials', 'secret', 'authMethod', 'clientId', 'authHeader'],
              'wrong',
              'missing',
              'unknown',
              'mismatch',
              'unsupported',
              'expired',
              'malformed',
            ) !== null,
          -5,
          'The server speaks of the credentials.',
        ),
        ...(answer.code === 'invalid_scope' ? [] : named(facts, 'grant', 'denied', 'disabled')),
        ...when(
          isStated && says(answer, 'grant', 'denied', 'disabled') === null,
          10,
          'The server says that this client may not.',
        ),
        ...when(ofClient.length > 0 && !isStated, 4, 'The server names it as one of several.'),
        ...(isAwaitingApproval(facts) ? [] : hinted(facts, 3, 'client', 'denied')),
        ...when(
          answer.code === 'unauthorized_client' &&
            !isAwaitingApproval(facts) &&
            says(answer, ['client', 'authentication', 'token', 'access'], 'denied') === 'stated' &&
            credentialRefusal(facts) === 0,
          4,
          'The server says that the client is not authorized.',
        ),
        ...when(
          facts.memory !== null && answer.code === 'unauthorized_client',
          -6,
          'The client got a token by this grant before.',
        ),
        ...onCode(facts, 'invalid_grant', 1.5),
        ...when(
          answer.code === 'access_denied' &&
            says(answer, ['client', 'account'], 'disabled') === null &&
            answer.mentions.some(
              ({ subject, beside, state, hedged }) =>
                state === 'denied' &&
                !hedged &&
                (subject === 'client' || (subject === 'token' && beside.includes('client'))),
            ),
          5,
          'The server says that the client may not.',
        ),
        ...when(
          says(answer, 'grant', 'denied', 'disabled') === null && /service account/i.test(answer.words),
          5,
          'The server speaks of service accounts.',
        ),
      ];
    },
  },
  'oauth-unsupported-grant-type': {
    family,
    purposes,
    what: 'the server does not offer this grant',
    why: 'The client credentials grant is not enabled on this token endpoint.',
    reference: 'RFC 6749 §5.2',
    check: 'see which grants the server offers',
    step: ({ metadata }) => ({
      nextStep: metadata?.grant_types_supported
        ? `The metadata lists ${list(metadata.grant_types_supported.slice(0, 5).map((grant) => quote(grant, 40)))}. Enable client_credentials on the server.`
        : 'Enable the client credentials grant on the server, and check that the URL is its token endpoint.',
    }),
    weigh: (facts) => {
      const { answer, metadata, shape } = facts;
      if (shape.grants.length > 0 && shape.grants[0] !== 'client_credentials') return [];
      const ofClient = answer.mentions.some(
        ({ subject, beside }) =>
          subject === 'grant' && (beside.includes('client') || beside.includes('clientId')),
      );
      return [
        ...onCode(facts, 'unsupported_grant_type', 9),
        ...(ofClient || answer.code === 'invalid_scope'
          ? []
          : named(facts, 'grant', 'unsupported', 'unknown')),
        ...(ofClient || answer.code === 'invalid_scope' ? [] : hinted(facts, 5, 'grant', 'wrong')),
        ...productSigns(facts, 'oauth-unsupported-grant-type'),
        ...when(
          answer.code === 'unsupported_grant_type' &&
            metadata?.grant_types_supported?.includes('client_credentials') === false,
          4,
          'The metadata does not list it.',
        ),
        ...when(
          metadata?.grant_types_supported?.includes('client_credentials') === true,
          -3,
          'The metadata lists it.',
        ),
        ...when(
          facts.memory !== null && !facts.memory.changed.includes('url'),
          -6,
          'The server gave this grant before.',
        ),
      ];
    },
  },
  'oauth-invalid-grant': {
    general: true,
    family,
    purposes,
    what: 'the server finds the grant invalid',
    why: 'This code belongs to codes and refresh tokens. With client credentials servers use it for a disabled client, a wrong secret, a missing user or an unproved key.',
    reference: 'RFC 6749 §5.2',
    check: 'look at the client’s settings at the server',
    step: ({ proof, metadata }) => ({
      nextStep:
        'At the server, check that the client is enabled, its secret current, and whether it must use DPoP or a certificate.',
      actions: !proof && metadata?.dpop_signing_alg_values_supported?.length ? [{ kind: 'use-dpop' }] : [],
    }),
    weigh: (facts) => [
      ...onCode(facts, 'invalid_grant', 6),
      ...when(
        facts.answer.code === 'invalid_grant' &&
          says(
            facts.answer,
            ['credentials', 'secret', 'client', 'account', 'authentication'],
            'wrong',
            'unknown',
            'disabled',
            'missing',
            'failed',
            'mismatch',
            'denied',
            'expired',
          ) !== null,
        -5,
        'The server’s words say more.',
      ),
    ],
  },
  'grant-of-a-user': {
    family,
    purposes,
    what: 'this endpoint serves another grant',
    why: (facts) =>
      `It asks for ${list(userFields(facts).map((name) => quote(name, 40)))}, which client credentials does not have.`,
    reference: 'RFC 6749 §4.3',
    check: 'see which grants this URL serves',
    step: () => ({
      nextStep: 'Look for the server’s endpoint for client credentials; this one expects a user or a code.',
    }),
    weigh: (facts) =>
      when(
        userFields(facts).length > 0 && facts.status >= 400 && facts.status < 500,
        userFields(facts).length > 1 ? 14 : 9,
        'It asks for parameters of another grant.',
      ),
  },
  'grant-changed': {
    family,
    purposes,
    what: 'the changed grant is refused',
    why: 'The client got a token before; since then the grant changed.',
    reference: 'RFC 6749 §4.4.2',
    check: 'set the earlier grant again',
    step: () => ({ nextStep: 'Set grant_type back to client_credentials.' }),
    weigh: (facts) =>
      facts.memory?.changed.includes('grant') && facts.status >= 400 && facts.status < 500
        ? [...remembered(facts, 'grant', 'the grant'), sign(0, 'The request was refused.')]
        : [],
  },
} as const satisfies Record<string, Cause>;
