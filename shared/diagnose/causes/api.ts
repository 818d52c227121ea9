import { challengeOf } from '../../oauth/challenge.ts';
import { says } from '../evidence/answer.ts';
import { header } from '../evidence/response-facts.ts';
import { list, quote } from '../quote.ts';
import { isAboutAccess, wantsRequestSignature } from './api-token.ts';
import { type Cause, CLIENT_ENDPOINTS, EVERYWHERE, hinted, onCode, sign, when } from './cause.ts';
import { isBareRefusal } from './policy.ts';
import { productSigns } from './product-codes.ts';

const purposes = ['api'] as const;

const WRONG_KEY = ['wrong', 'unknown', 'denied', 'expired', 'disabled', 'failed'] as const;

/** Calls that fail for another reason than the token. */
export const API_CAUSES = {
  'api-subscription-key': {
    family: 'no-token',
    purposes: ['api', ...CLIENT_ENDPOINTS],
    what: 'an API key is missing or wrong',
    why: 'A gateway in front asks for a key of its own, beside what OAuth needs.',
    reference: 'RFC 9110 §11.6.1',
    check: 'look for an API key in the manual',
    step: () => ({
      nextStep:
        'Add the header with the key that the manual names, for example Ocp-Apim-Subscription-Key or x-api-key.',
    }),
    weigh: (facts) => [
      ...(facts.status === 401 || facts.status === 403 || facts.status === 400
        ? hinted(
            facts,
            13,
            'apiKey',
            'missing',
            // Elsewhere a wrong “API key” is a wrong client ID.
            ...(facts.exchange.purpose === 'api' ? WRONG_KEY : []),
          )
        : []),
      ...when(
        [401, 403].includes(facts.status) && challengeOf(facts.challenges, 'AzureApiManagementKey') !== null,
        14,
        'Its challenge names a key.',
      ),
      ...when(
        [401, 403].includes(facts.status) &&
          challengeOf(facts.challenges, 'Bearer') === null &&
          facts.challenges.some(({ scheme }) => /^(key|api-?key)$/i.test(scheme)),
        12,
        'Its challenge names a key.',
      ),
    ],
  },
  'api-client-id-headers': {
    family: 'no-token',
    purposes,
    what: 'the gateway wants a client ID and secret',
    why: 'A gateway in front checks a client ID, mostly in headers such as client_id and client_secret, beside or instead of the token.',
    reference: null,
    check: 'look for client ID headers in the manual',
    step: () => ({
      nextStep: 'Add the headers with the client ID and secret that the API’s manual names.',
    }),
    weigh: (facts) =>
      facts.status === 401 || facts.status === 403 || facts.status === 400
        ? hinted(facts, 10, ['clientId', 'secret'], 'missing', 'wrong', 'unknown', 'mismatch')
        : [],
  },
  'api-csrf': {
    family: 'request',
    purposes,
    what: 'the API wants a CSRF token',
    why: 'It treats the call as one of a browser session: this path may not be set up for access tokens, or the API did not see the token.',
    reference: null,
    check: 'see whether this path takes access tokens',
    step: () => ({
      nextStep:
        'Check that this path takes bearer tokens and not sessions; the API’s CSRF protection must exclude it.',
    }),
    weigh: (facts) =>
      when(
        [400, 401, 403, 419, 422].includes(facts.status) &&
          (facts.status === 419 ||
            /\b[cx]srf\b/i.test([facts.answer.words, ...facts.answer.codes].join(' '))),
        14,
        'The API speaks of CSRF.',
      ),
  },
  'api-not-enabled': {
    family: 'permission',
    purposes,
    what: 'the API is not enabled for this account',
    why: 'The caller is known; the API or this part of it is switched off for its account, project or organization.',
    reference: null,
    check: 'see whether the API is enabled',
    step: () => ({
      nextStep: 'Enable the API for the account or project, as its message says, then call again.',
      actions: [{ kind: 'retry' }],
    }),
    weigh: (facts) =>
      when(
        (facts.status === 403 || facts.status === 401 || facts.status === 400) &&
          /\b(api|service|product|feature|edition)\b[^.]{0,80}\b(not (been |currently )?(enabled|activated|used in)|disabled|deactivated)\b|\b(SERVICE|API)_(DISABLED|NOT_ENABLED)/i.test(
            [facts.answer.words, ...facts.answer.codes].join('. '),
          ),
        13,
        'The API says that it is not enabled.',
      ),
  },
  'api-request-signature': {
    family: 'no-token',
    purposes,
    what: 'the API wants a signed request',
    why: 'It asks for a signature over the request itself, beside or instead of the token.',
    reference: 'RFC 9421',
    check: 'see how the API’s requests are signed',
    step: () => ({
      nextStep: 'Sign the request as the API’s manual says, and add the header with the signature.',
    }),
    weigh: (facts) =>
      when(
        [400, 401, 403].includes(facts.status) && wantsRequestSignature(facts),
        13,
        'The API speaks of a signature of the request.',
      ),
  },
  'api-header-missing': {
    family: 'request',
    purposes,
    what: 'a header is missing',
    why: (facts) => `The API asks for the header ${quote(missingHeader(facts.answer.words) ?? '', 60)}.`,
    reference: null,
    check: 'compare the headers with the manual',
    step: (facts) => ({
      nextStep: `Add the header ${quote(missingHeader(facts.answer.words) ?? '', 60)} with the value that the API’s manual names.`,
    }),
    weigh: (facts) => {
      const name = missingHeader(facts.answer.words);
      const isSent = facts.exchange.request.headers.some(
        (field) => field.name.toLowerCase() === name?.toLowerCase(),
      );
      return when(
        name !== null && !isSent && facts.status >= 400 && facts.status < 500,
        15,
        'The API names a header that was not sent.',
      );
    },
  },
  'api-consent-missing': {
    family: 'permission',
    purposes,
    what: 'the API misses a person’s consent',
    why: 'The call needs a consent that a person gave, and the one it names is missing, unknown or over. The token is another matter.',
    reference: null,
    check: 'look for a valid consent',
    step: () => ({
      nextStep: 'Create a consent or have it renewed, as the API’s manual says, and name it in the call.',
    }),
    weigh: (facts) =>
      when(
        [400, 401, 403, 404].includes(facts.status) &&
          /\bconsent\b[^.]{0,60}\b(missing|required|expired|invalid|unknown|revoked|not|has)\b|\bCONSENT_(INVALID|EXPIRED|UNKNOWN|REQUIRED|MISSING)\b|\b(missing|invalid|expired|no) consent\b/i.test(
            [facts.answer.words, ...facts.answer.codes].join('. '),
          ),
        13,
        'The API speaks of consent.',
      ),
  },
  'api-other-owner': {
    family: 'permission',
    purposes,
    what: 'it belongs to another account',
    why: 'The API knows the caller; what the URL names belongs to someone else.',
    reference: null,
    check: 'compare the account of the token and of the URL',
    step: () => ({
      nextStep: 'Compare the IDs in the URL with the account or organization that the client belongs to.',
    }),
    weigh: (facts) =>
      when(
        [401, 403, 404].includes(facts.status) &&
          /\b(belongs to|owned by|member of|part of) (an?other|a different) (account|tenant|organi[sz]ation|customer|user|merchant|workspace|company|project)\b|\b(not|n't) (belong to|own)\b/i.test(
            facts.answer.words,
          ),
        13,
        'The API names another owner.',
      ),
  },
  'api-gateway-route': {
    family: 'path',
    purposes: EVERYWHERE,
    what: 'the gateway has no such route',
    why: 'Amazon’s API Gateway says this for any path or method without a route, or for one that wants Amazon’s own signature. The token does not matter.',
    reference: 'RFC 9110 §15.5.5',
    check: 'check path, stage and method',
    step: ({ url }) => ({
      nextStep: `Check the path ${quote(url.pathname, 80)}, the stage name before it, and the method. If all are right, the route is protected by IAM.`,
    }),
    weigh: (facts) =>
      facts.status === 403
        ? [
            ...productSigns(facts, 'api-gateway-route'),
            ...when(
              /^(MissingAuthenticationToken|IncompleteSignature|InvalidSignature|SignatureDoesNotMatch)/.test(
                header(facts, 'x-amzn-errortype') ?? '',
              ),
              8,
              'Amazon’s header says so.',
            ),
          ]
        : [],
  },
  'api-other-scheme': {
    family: 'no-token',
    purposes,
    what: 'the API wants another authentication scheme',
    why: ({ challenges }) =>
      challenges.length === 0
        ? 'It asks for the cookie of a session, not for a bearer token.'
        : `Its challenge asks for ${list(
            challenges.map(({ scheme }) => quote(scheme, 40)),
            'or',
          )}, not for a bearer token.`,
    reference: 'RFC 9110 §11.6.1',
    check: 'see which scheme the API takes',
    step: () => ({
      nextStep:
        'Check the URL: another address may accept bearer tokens. Otherwise, check the documentation for how to authenticate.',
    }),
    weigh: ({ status, challenges, shape, answer }) => {
      const schemes = challenges.map(({ scheme }) => scheme.toLowerCase()).filter((scheme) => scheme !== '');
      const known = [
        'bearer',
        'dpop',
        'token',
        'oauth',
        'jwt',
        'session',
        'azureapimanagementkey',
        'key',
        'apikey',
        shape.scheme ?? '',
      ];
      if (schemes.length === 0 && (status === 401 || status === 403))
        return when(
          /\bcookies?\b[^.]{0,30}\b(missing|required|not|expired|invalid)\b|\b(missing|no|invalid) (\w+ )?cookie\b/i.test(
            answer.words,
          ),
          12,
          'The API speaks of a cookie.',
        );
      if (
        status !== 401 ||
        schemes.length === 0 ||
        schemes.some((scheme) => known.includes(scheme)) ||
        answer.code === 'invalid_token'
      )
        return [];
      return [sign(shape.scheme === null ? 9 : 12, 'Its challenge names another scheme.')];
    },
  },
  'api-forbidden': {
    general: true,
    family: 'permission',
    purposes,
    what: 'the API denies access',
    why: 'It answers 403 without saying why: a scope, a role, or a rule about the caller’s network may be missing.',
    reference: 'RFC 9110 §15.5.4',
    check: 'look at the API’s log',
    step: () => ({
      nextStep:
        'Check the API’s documentation for the scope or role this call needs, and compare it with the token.',
    }),
    weigh: (facts) => [
      ...when(facts.status === 403 && facts.answer.page === null, 2.6, 'The status is 403.'),
      ...when(
        facts.status === 403 &&
          facts.answer.page === null &&
          facts.shape.scheme !== null &&
          isBareRefusal(facts),
        4,
        'It gives no reason.',
      ),
    ],
  },
  'api-invalid-request': {
    family: 'request',
    purposes,
    what: 'the API finds the call malformed',
    why: 'A parameter is missing or repeated, or the token was not sent as the API expects.',
    reference: 'RFC 6750 §3.1',
    check: 'compare the call with the manual',
    step: ({ url }) => ({
      nextStep: /[?&]access_token=/.test(url.search)
        ? 'Take access_token out of the URL: the token goes in the Authorization header alone.'
        : 'Look at the Authorization header, then compare the call with the API’s manual.',
    }),
    weigh: (facts) => (facts.challenges.length > 0 ? onCode(facts, 'invalid_request', 11) : []),
  },
  'api-bad-request': {
    family: 'request',
    purposes,
    what: 'the API does not understand the call',
    why: 'The path, a parameter or the body is not what it expects. Its answer does not speak of the token.',
    reference: 'RFC 9110 §15.5.1',
    check: 'compare the call with the manual',
    step: () => ({
      nextStep: 'Read the API’s message, and compare the parameters and body with its manual.',
    }),
    weigh: (facts) => [
      ...when(
        (facts.status === 400 || facts.status === 422) && !isAboutAccess(facts),
        12,
        `The status is ${facts.status}.`,
      ),
      ...when(
        facts.status === 400 && isAboutAccess(facts) && facts.challenges.length === 0,
        1,
        'The status is 400.',
      ),
    ],
  },
  'api-client-error': {
    family: 'request',
    purposes,
    what: 'the API cannot do what was asked',
    why: ({ status }) =>
      `Status ${status} concerns what was asked, not the token: for example a conflict, or a condition that does not hold.`,
    reference: 'RFC 9110 §15.5',
    check: 'look the status up in the manual',
    step: () => ({ nextStep: 'Read the API’s message, and look the status up in its manual.' }),
    weigh: ({ status }) =>
      when(
        status >= 400 &&
          status < 500 &&
          ![400, 401, 403, 404, 405, 406, 410, 415, 422, 429, 440, 498].includes(status),
        5,
        `The status is ${status}.`,
      ),
  },
  'api-not-modified': {
    family: 'answer',
    purposes,
    severity: 'info',
    what: 'the API sent no new content',
    why: 'Status 304 answers a conditional request: what you have is still current.',
    reference: 'RFC 9110 §15.4.5',
    check: 'look at If-None-Match',
    step: () => ({
      nextStep: 'To get the content, remove If-None-Match and If-Modified-Since from the request.',
    }),
    weigh: ({ status }) => when(status === 304, 32, 'The status is 304.'),
  },
  'api-dpop-unsupported': {
    family: 'binding',
    purposes,
    what: 'the API does not support DPoP',
    why: 'Its challenge names bearer tokens alone and no error, as if it had seen no token.',
    reference: 'RFC 9449 §7.1',
    check: 'see whether the API supports DPoP',
    step: () => ({
      nextStep: 'Check the API’s documentation for DPoP support, and enable it there if possible.',
    }),
    weigh: (facts) => {
      const onlyBearer =
        challengeOf(facts.challenges, 'Bearer') !== null && challengeOf(facts.challenges, 'DPoP') === null;
      if (facts.status !== 401 || facts.shape.scheme !== 'dpop' || !onlyBearer) return [];
      // `invalid_token` proves that it looked at the token, not that it knows the scheme.
      if (facts.answer.code === 'invalid_token')
        return [sign(2.4, 'DPoP was sent; the challenge names only Bearer.')];
      if (facts.answer.code !== null) return [];
      return [
        sign(7, 'DPoP was sent; the challenge names only Bearer.'),
        ...when(
          says(facts.answer, ['proof', 'authMethod'], 'unsupported', 'unknown') !== null,
          6,
          'The server says so.',
        ),
      ];
    },
  },
} as const satisfies Record<string, Cause>;

/** The header that a refusal says is missing: “X-Tenant-Id header is required”, “missing header: X-Tenant”. */
function missingHeader(words: string): string | null {
  const text = words.slice(0, 2_000);
  const name =
    /(?<![\w-])['"]?([a-z]+(?:[-_][a-z0-9]+)*|[A-Z]\w+)['"]? (?:request )?header(?: field)? (?:is |was |value is )?(?:missing|required|mandatory|absent|empty|not (?:present|provided|set|found|specified|supplied))/i.exec(
      text,
    )?.[1] ??
    /\b(?:missing|required|provide|include|no) (?:the |a |required |mandatory )*(?:header|http header|request header)s?:? ['"]?([\w-]+)/i.exec(
      text,
    )?.[1] ??
    /\b(?:missing|required|provide|include|no) (?:the |a |required |mandatory )*['"]?([a-z]+(?:-[a-z0-9]+)+|[A-Z]\w+)['"]? header\b/i.exec(
      text,
    )?.[1] ??
    null;
  // These have causes of their own, and a bare adjective is no name.
  return name === null ||
    /authori[sz]ation|^auth$|api-?key|subscription|client[-_]?(id|secret)|cookie|signature|content-type|accept|^(the|this|a|required|request|http|missing|valid|mandatory|token|bearer|in|is|custom|security)$/i.test(
      name,
    )
    ? null
    : name;
}
