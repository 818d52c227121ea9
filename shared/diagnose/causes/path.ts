import { challengeParameter } from '../../oauth/challenge.ts';
import { says } from '../evidence/answer.ts';
import { membersOf } from '../evidence/body-members.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { header } from '../evidence/response-facts.ts';
import { quote } from '../quote.ts';
import { type Cause, CLIENT_ENDPOINTS, EVERYWHERE, hinted, named, onCode, sign, when } from './cause.ts';
import { isTokenWanted, missingNames, remembered } from './client-facts.ts';
import { endpointHint, namedEndpoint, otherEndpoints } from './endpoint-hints.ts';
import { productSigns } from './product-codes.ts';

const family = 'path' as const;

/** Whether the answer speaks of what only the right endpoint could know: the client, its scopes, a token. */
function speaksAsEndpoint(facts: Evidence): boolean {
  const { answer, exchange } = facts;
  if (exchange.purpose !== 'api' && answer.code !== null) return true;
  if (exchange.purpose === 'api') return false;
  return (
    says(
      answer,
      ['client', 'clientId', 'secret', 'credentials', 'scope', 'grant', 'tenant'],
      'unknown',
      'wrong',
      'missing',
      'expired',
      'disabled',
      'denied',
      'unsupported',
    ) !== null
  );
}

/** A 404 in the API’s own format: of a path, an object, or what this caller may not see. */
function isHiddenPerhaps(facts: Evidence): boolean {
  const { exchange, status, answer } = facts;
  return (
    exchange.purpose === 'api' &&
    status === 404 &&
    (answer.format === 'json' || answer.format === 'xml') &&
    !/\b(route|path|url|uri|endpoint|handler|mapping|cannot (get|post|put|patch|delete))\b/i.test(
      answer.words,
    )
  );
}

/** Requests sent to a URL that is not the endpoint. */
export const PATH_CAUSES = {
  'http-not-found': {
    family,
    purposes: EVERYWHERE,
    what: 'nothing is at this URL',
    why: ({ url, status }) =>
      status === 410
        ? `The server says that ${quote(url.pathname, 80)} existed and has been removed for good.`
        : `The server was reached and does not know the path ${quote(url.pathname, 80)}.`,
    reference: 'RFC 9110 §15.5.5',
    check: 'check the path',
    step: (facts) => ({
      nextStep: `Check the path, including a trailing slash.${endpointHint(facts)}`,
      actions: otherEndpoints(facts),
    }),
    weigh: (facts) => {
      const { status, answer } = facts;
      const isRoute = says(answer, 'route', 'unknown');
      return [
        ...when(
          (status === 404 || status === 410) && !speaksAsEndpoint(facts) && answer.page?.kind !== 'filter',
          isHiddenPerhaps(facts) ? 6.5 : 13,
          `The status is ${status}.`,
        ),
        ...when(status === 404 && speaksAsEndpoint(facts), 2, 'The status is 404.'),
        ...(status !== 404 &&
        status >= 400 &&
        status < 500 &&
        answer.code === null &&
        isRoute !== null &&
        facts.exchange.purpose !== 'api' &&
        answer.page?.kind !== 'filter'
          ? named(facts, 'route', 'unknown')
          : []),
        ...((status === 404 || status === 405) && facts.memory
          ? remembered(facts, 'url', 'the URL', { same: -10, changed: 6 })
          : []),
      ];
    },
  },
  'authorization-endpoint': {
    family,
    purposes: ['token'],
    what: 'the URL is the authorization endpoint',
    why: 'That endpoint is for browsers and people who sign in. Client credentials go to the token endpoint.',
    reference: 'RFC 6749 §3.1',
    check: 'compare the path with the token endpoint',
    step: (facts) => ({
      nextStep: `Use the token endpoint; its path often ends with /token.${endpointHint(facts)}`,
      actions: otherEndpoints(facts).filter(() => facts.metadata !== null),
    }),
    weigh: (facts) =>
      facts.status < 400 && facts.answer.page === null
        ? []
        : [
            ...when(/\bresponse_type\b/.test(facts.answer.words), 14, 'The server asks for response_type.'),
            ...when(
              /\/(authorize|authorization|auth)\/?$/i.test(facts.url.pathname) &&
                !['invalid_client', 'invalid_scope', 'unauthorized_client'].includes(facts.answer.code ?? ''),
              9,
              'The path is that of an authorization endpoint.',
            ),
          ],
  },
  'http-route-gone': {
    family,
    purposes: EVERYWHERE,
    what: 'the endpoint is gone for now',
    why: 'This URL worked before. A deployment, a route or the server behind it may be missing now.',
    reference: 'RFC 9110 §15.5.5',
    check: 'see whether the server is being deployed',
    step: () => ({
      nextStep: 'Try again in a moment; then look at the server’s deployment or the gateway’s routes.',
      actions: [{ kind: 'retry' }],
    }),
    weigh: (facts) =>
      when(
        facts.status === 404 &&
          facts.memory !== null &&
          !facts.memory.changed.includes('url') &&
          !speaksAsEndpoint(facts) &&
          facts.exchange.purpose !== 'api',
        12,
        'The same URL worked before.',
      ),
  },
  'http-target-gone': {
    family,
    purposes: EVERYWHERE,
    what: 'the gateway knows no such host',
    why: (facts) =>
      `The gateway or tunnel was reached; nothing is connected to it under ${quote(facts.url.host, 80)} at the moment.`,
    reference: 'RFC 9110 §15.5.5',
    check: 'see whether the app or tunnel runs',
    step: (facts) => ({
      nextStep: `Start the app or tunnel behind ${quote(facts.url.host, 80)}, or correct the host name.`,
      actions: [{ kind: 'retry' }],
    }),
    weigh: (facts) => [
      ...when(
        header(facts, 'ngrok-error-code') !== null && facts.status >= 400,
        32,
        'The tunnel says so in a header.',
      ),
      ...when(
        header(facts, 'x-cf-routererror') === 'unknown_route' ||
          ([403, 404].includes(facts.status) &&
            /default backend|no such app\b|\btunnel\b.{0,40}(not found|offline|inactive)|is offline\b|requested route \('|deployment_not_found|deployment could not be found|web ?app (you have attempted to reach )?is (currently )?stopped|there is nothing here|no application (is )?(registered|found)|unknown domain/i.test(
              [...facts.answer.sentences, ...facts.answer.codes, facts.answer.page?.words ?? ''].join(' '),
            )),
        facts.memory !== null && !facts.memory.changed.includes('url') ? 9 : 19,
        'The gateway says so.',
      ),
    ],
  },
  'api-object-missing': {
    family,
    purposes: ['api'],
    what: 'the requested object does not exist',
    why: 'The response is the API’s own: the URL may be right and the object missing.',
    reference: 'RFC 9110 §15.5.5',
    check: 'compare the ID in the URL',
    step: () => ({ nextStep: 'Compare the IDs and names in the URL with what exists at the API.' }),
    weigh: (facts) => [
      ...when(isHiddenPerhaps(facts), 6, 'The API answers 404 in its own format.'),
      ...when(
        isHiddenPerhaps(facts) &&
          facts.answer.sentences.some((sentence) =>
            /^(?!.{0,40}\b(resource|requested|page|file|that|it)\b).*\b[a-z]{3,}\b.{0,60}\b(was |is |could )?(not (be )?found|does ?n[o']t exist)/i.test(
              sentence,
            ),
          ),
        3.5,
        'It names what is missing.',
      ),
    ],
  },
  'api-object-hidden': {
    family: 'permission',
    purposes: ['api'],
    what: 'the token may not see it',
    why: 'Many APIs answer 404 instead of 403 for what a caller may not see.',
    reference: 'RFC 9110 §15.5.4',
    check: 'compare the token’s rights',
    step: () => ({ nextStep: 'Check whether the client may see what the URL names.' }),
    weigh: (facts) => when(isHiddenPerhaps(facts) && facts.shape.scheme !== null, 5.5, 'A token was sent.'),
  },
  'oauth-tenant-required': {
    family,
    purposes: CLIENT_ENDPOINTS,
    what: 'the URL must name a tenant',
    why: 'common, organizations and consumers are for people who sign in. An app has a token only of one tenant.',
    reference: 'RFC 6749 §3.2',
    check: 'put the tenant into the URL',
    step: () => ({
      nextStep: 'Put the tenant’s ID or domain into the URL in place of common, organizations or consumers.',
    }),
    weigh: (facts) =>
      when(
        /^login\.(microsoftonline|windows|partner\.microsoftonline)\./i.test(facts.url.hostname) &&
          /^\/(common|organizations|consumers)\//i.test(facts.url.pathname) &&
          facts.status >= 400,
        40,
        'The path names no tenant.',
      ),
  },
  'document-not-get': {
    family: 'request',
    purposes: ['metadata', 'jwks'],
    what: 'the document is read by GET',
    why: ({ shape }) => `The request was a ${shape.method}; metadata and key sets are read by GET.`,
    reference: 'RFC 8414 §3.1',
    check: 'send it as GET',
    step: () => ({ nextStep: 'Send the request as GET, without a body.' }),
    weigh: ({ shape, status }) =>
      when(shape.method !== 'GET' && status >= 400 && status < 500, 34, 'The request was not a GET.'),
  },
  'http-method-not-allowed': {
    family,
    purposes: EVERYWHERE,
    what: 'the URL does not accept this method',
    why: (facts) =>
      `The path exists for other methods${header(facts, 'allow') ? `: ${quote(header(facts, 'allow') ?? '', 60)}` : ''}; ${facts.shape.method} was sent.${facts.exchange.purpose === 'api' ? '' : ' It is most likely another endpoint.'}`,
    reference: 'RFC 9110 §15.5.6',
    check: 'check the path and the method',
    step: (facts) => ({
      nextStep: `Check the path and the method.${endpointHint(facts)}`,
      actions: otherEndpoints(facts),
    }),
    weigh: (facts) => [
      ...when(
        facts.status === 405,
        facts.shape.method === 'POST' && facts.exchange.purpose !== 'api' ? 9 : 13,
        'The status is 405.',
      ),
      ...(facts.status !== 405 && facts.answer.code === null && facts.status >= 400 && facts.status < 500
        ? named(facts, 'method', 'unsupported', 'denied', 'wrong')
        : []),
    ],
  },
  'oauth-tenant-unknown': {
    family,
    purposes: EVERYWHERE,
    what: 'the tenant or realm does not exist',
    why: 'One host serves several authorization servers; the URL chooses among them, and this one is unknown.',
    reference: 'RFC 6749 §3.2',
    check: 'check the tenant or realm in the URL',
    step: ({ url }) => ({
      nextStep: `Check the tenant or realm in ${quote(url.host + url.pathname, 100)}; capitals count.`,
    }),
    weigh: (facts) =>
      facts.exchange.purpose === 'api'
        ? []
        : [
            ...named(facts, 'tenant', 'unknown'),
            ...hinted(facts, 9, 'tenant', 'wrong'),
            ...productSigns(facts, 'oauth-tenant-unknown'),
          ],
  },
  'oauth-tenant-disabled': {
    family,
    purposes: CLIENT_ENDPOINTS,
    what: 'the tenant or realm is disabled',
    why: 'The server knows the tenant in the URL, but it is switched off, suspended or has ended.',
    reference: null,
    check: 'see whether the tenant is active',
    step: () => ({
      nextStep: 'Ask the server’s administrator to enable the tenant or realm.',
      actions: [{ kind: 'retry' }],
    }),
    weigh: (facts) => named(facts, 'tenant', 'disabled', 'expired', 'revoked'),
  },
  'oauth-wrong-domain': {
    family,
    purposes: ['token'],
    what: 'this domain does not serve this grant',
    why: 'Salesforce takes client credentials only at the organisation’s own domain.',
    reference: 'RFC 6749 §3.2',
    check: 'use the organisation’s own domain',
    step: ({ url }) => ({
      nextStep: `Use https://….my.salesforce.com${url.pathname}; the setup shows the name under “My Domain”.`,
    }),
    weigh: (facts) => productSigns(facts, 'oauth-wrong-domain'),
  },
  'answer-metadata': {
    family,
    purposes: CLIENT_ENDPOINTS,
    what: 'the URL is that of the metadata',
    why: (facts) =>
      `The document describes the server and names its endpoint: ${quote(namedEndpoint(facts) ?? '', 120)}.`,
    reference: 'RFC 8414 §3',
    check: 'use the endpoint that the document names',
    step: (facts) => {
      const endpoint = namedEndpoint(facts);
      return {
        nextStep: 'Use the endpoint that the document names.',
        actions: endpoint === null ? [] : [{ kind: 'use-url', url: endpoint }],
      };
    },
    weigh: (facts) =>
      when(describesServer(facts) && isUnreadable(facts), 32, 'The response is a metadata document.'),
  },
  'answer-other-endpoint': {
    family,
    purposes: CLIENT_ENDPOINTS,
    what: 'the URL is that of another endpoint',
    why: (facts) =>
      facts.exchange.purpose !== 'token'
        ? 'It asks for grant_type, as a token endpoint does.'
        : Array.isArray(membersOf(facts).keys)
          ? 'The response is a key set (RFC 7517).'
          : 'The response is that of token introspection (RFC 7662).',
    reference: 'RFC 6749 §3.2',
    check: 'use the right endpoint',
    step: (facts) => ({
      nextStep: `Enter the URL of the ${facts.exchange.purpose} endpoint.${endpointHint(facts)}`,
      actions: otherEndpoints(facts),
    }),
    weigh: (facts) => {
      if (facts.exchange.purpose !== 'token') {
        const isToken = facts.metadata?.token_endpoint === facts.url.href;
        return [
          ...onCode(facts, 'unsupported_grant_type', isToken ? 32 : 9),
          ...when(
            missingNames(facts).includes('grant_type') || says(facts.answer, 'grant', 'missing') === 'stated',
            isToken ? 32 : 9,
            'It asks for grant_type.',
          ),
        ];
      }
      const { active, keys } = isUnreadable(facts)
        ? membersOf(facts)
        : { active: undefined, keys: undefined };
      return when(
        typeof active === 'boolean' || Array.isArray(keys),
        31,
        'The answer has the members of another endpoint.',
      );
    },
  },
  'oauth-error-of-an-api': {
    family,
    purposes: CLIENT_ENDPOINTS,
    what: 'this URL wants an access token',
    why: (facts) =>
      facts.exchange.purpose === 'token'
        ? 'It answers like an API: it asks for a token, and a token endpoint hands those out.'
        : 'It asks for a bearer token instead of client credentials.',
    reference: 'RFC 6750 §3.1',
    check: 'check that the URL is the endpoint',
    step: (facts) =>
      facts.exchange.purpose === 'token'
        ? {
            nextStep: `Check that the URL is the token endpoint.${endpointHint(facts)}`,
            actions: otherEndpoints(facts),
          }
        : { nextStep: 'Check the URL, and in the server’s manual how this endpoint authenticates callers.' },
    weigh: (facts) => [
      ...(facts.exchange.purpose === 'token'
        ? onCode(facts, ['invalid_token', 'insufficient_scope'], 12)
        : onCode(facts, 'invalid_token', 9)),
      ...when(
        facts.status === 401 &&
          isTokenWanted(facts) &&
          (facts.answer.code === null || facts.answer.code === 'invalid_token'),
        facts.challenges.some((challenge) => challengeParameter(challenge, 'error') !== null) ? 12 : 9,
        'Its challenge asks for a bearer token.',
      ),
      ...(facts.exchange.purpose === 'token' && facts.answer.code === null
        ? hinted(facts, 8, 'token', 'missing')
        : []),
    ],
  },
  'oauth-error-of-another-flow': {
    family,
    purposes: ['token'],
    what: 'the error belongs to another flow',
    why: (facts) =>
      `The code is one of ${FOREIGN[foreignCode(facts) ?? ''] ?? 'another flow'}: the request went to another endpoint, or was read as another grant.`,
    reference: 'RFC 6749 §11.4',
    check: 'check the URL and grant_type',
    step: (facts) => ({
      nextStep: `Check the URL, and that the body says grant_type=client_credentials.${endpointHint(facts)}`,
      actions: otherEndpoints(facts),
    }),
    weigh: (facts) =>
      when(
        foreignCode(facts) !== null && !/\bresponse_type\b/.test(facts.answer.words),
        11,
        'The code belongs to another flow.',
      ),
  },
  'endpoint-guarded': {
    family,
    purposes: CLIENT_ENDPOINTS,
    what: 'the URL is not this endpoint',
    why: 'Something that is not OAuth guards this path: the answer has no OAuth error.',
    reference: 'RFC 6749 §5.2',
    check: 'check the path',
    step: (facts) => ({
      nextStep: `Check the path.${endpointHint(facts)}`,
      actions: otherEndpoints(facts).filter(() => facts.metadata !== null),
    }),
    weigh: (facts) => {
      const { answer, status, challenges } = facts;
      const isPlain =
        status === 401 && answer.code === null && answer.format === 'json' && challenges.length === 0;
      return when(
        isPlain &&
          says(
            answer,
            ['credentials', 'secret', 'client', 'clientId', 'authMethod'],
            'wrong',
            'unknown',
            'missing',
          ) === null,
        2.4,
        'The answer has no OAuth error.',
      ).concat(
        when(
          status === 401 &&
            answer.code === null &&
            challenges.length === 0 &&
            answer.format === 'text' &&
            says(answer, 'role', 'denied') !== null,
          6,
          'It speaks of permissions and not of the client.',
        ),
        when(
          status === 401 &&
            answer.code === null &&
            challenges.length > 0 &&
            !challenges.some(({ scheme }) => /^(basic|bearer|dpop|negotiate|ntlm)?$/i.test(scheme)),
          8,
          'Its challenge is not one of OAuth.',
        ),
      );
    },
  },
  'url-changed': {
    family,
    purposes: EVERYWHERE,
    what: 'the changed URL is wrong',
    why: 'The earlier URL was the right one.',
    reference: null,
    check: 'set the earlier URL again',
    step: (facts) => ({
      nextStep: `Compare the URL with the earlier one in the history.${endpointHint(facts)}`,
    }),
    weigh: (facts) => {
      const { memory, status, answer, exchange } = facts;
      if (!memory?.changed.includes('url') || status < 400) return [];
      if (answer.code !== null && answer.code !== 'invalid_client') return [];
      return [
        sign(
          answer.code !== null || (exchange.purpose === 'api' && (status === 401 || status === 403))
            ? 2
            : memory.changed.length === 1
              ? 8
              : 4,
          'Only the URL changed since it worked.',
        ),
        ...when(status >= 500, -4, 'The server failed.'),
      ];
    },
  },
} as const satisfies Record<string, Cause>;

/** Whether the answer is a metadata document (RFC 8414 §2). */
function describesServer(facts: Evidence): boolean {
  const { issuer, token_endpoint: endpoint } = membersOf(facts);
  return typeof endpoint === 'string' && (typeof issuer === 'string' || URL.canParse(endpoint));
}

/** Codes of other flows and endpoints, with what each belongs to. */
const FOREIGN: Readonly<Record<string, string>> = {
  authorization_pending: 'the device flow (RFC 8628)',
  expired_token: 'the device flow (RFC 8628)',
  unsupported_response_type: 'the authorization endpoint (RFC 6749 §4.1)',
  login_required: 'the authorization endpoint (OpenID Connect)',
  account_selection_required: 'the authorization endpoint (OpenID Connect)',
  interaction_required: 'the authorization endpoint (OpenID Connect)',
  consent_required: 'the authorization endpoint (OpenID Connect)',
  invalid_request_uri: 'the authorization endpoint (RFC 9101)',
  invalid_request_object: 'the authorization endpoint (RFC 9101)',
  request_not_supported: 'the authorization endpoint (OpenID Connect)',
  request_uri_not_supported: 'the authorization endpoint (OpenID Connect)',
  invalid_redirect_uri: 'the registration endpoint (RFC 7591)',
  invalid_client_metadata: 'the registration endpoint (RFC 7591)',
  invalid_software_statement: 'the registration endpoint (RFC 7591)',
  unapproved_software_statement: 'the registration endpoint (RFC 7591)',
  unsupported_token_type: 'the revocation endpoint (RFC 7009)',
};

function foreignCode({ answer, outcome }: Evidence): string | null {
  const codes = [outcome?.kind === 'error' ? outcome.error : '', ...answer.codes];
  return codes.find((code) => Object.hasOwn(FOREIGN, code)) ?? null;
}

function isUnreadable({ outcome, exchange, status }: Evidence): boolean {
  return exchange.purpose === 'token' ? outcome?.kind === 'unreadable' : status >= 200 && status < 300;
}
