import { parseMetadata } from '../../discovery/server-metadata.ts';
import { isJsonObject } from '../../json/json-object.ts';
import { decodeJwt } from '../../oauth/jwt/jwt.ts';
import { readKeySet } from '../../oauth/jwt/key-set.ts';
import { readIntrospection } from '../../oauth/token-operations/introspection.ts';
import { jsonOf, membersOf } from '../evidence/body-members.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { contentType, isHtml } from '../evidence/response-facts.ts';
import { list, quote } from '../quote.ts';
import { type Cause, sign, when } from './cause.ts';
import { credentialRefusal } from './client-facts.ts';
import { endpointHint, otherEndpoints } from './endpoint-hints.ts';

const family = 'answer' as const;
const token = ['token'] as const;

const isOk = ({ status }: Evidence) => status >= 200 && status < 300;

/** A success by its status that brings no token, and is no error either. */
function isUnreadable({ outcome, exchange }: Evidence): boolean {
  return exchange.purpose === 'token' && outcome?.kind === 'unreadable';
}

function reason({ outcome }: Evidence): string | null {
  return outcome?.kind === 'unreadable' ? outcome.reason : null;
}

const toEndpoint = (facts: Evidence) => ({
  nextStep: `Check that the URL is the token endpoint.${endpointHint(facts)}`,
  actions: otherEndpoints(facts).filter(() => facts.metadata !== null),
});

/** Answers with a status of success that are not what was asked for. */
export const ANSWER_CAUSES = {
  'answer-empty': {
    family,
    purposes: ['token', 'metadata', 'jwks'],
    what: 'the response is empty',
    why: ({ status }) => `The server answered ${status} without a body, where JSON belongs.`,
    reference: 'RFC 6749 §5.1',
    check: 'check the URL and the server’s log',
    step: (facts) =>
      facts.exchange.purpose === 'token'
        ? toEndpoint(facts)
        : { nextStep: 'Check the URL, then look at the server’s log.' },
    weigh: (facts) => when(isOk(facts) && facts.answer.format === 'empty', 13, 'The body is empty.'),
  },
  'answer-token-empty': {
    family,
    purposes: token,
    what: 'the access token is empty',
    why: 'The member access_token is there, but holds no token.',
    reference: 'RFC 6749 §5.1',
    check: 'look at the server’s log',
    step: () => ({ nextStep: 'Look at the server’s log: it accepted the request.' }),
    weigh: (facts) => {
      const { access_token: value } = isUnreadable(facts) ? membersOf(facts) : { access_token: undefined };
      return when(value === null || value === '', 32, 'access_token is empty.');
    },
  },
  'answer-token-not-text': {
    family,
    purposes: token,
    what: 'the access token is not a string',
    why: 'access_token must be a JSON string; nothing else can be sent to an API.',
    reference: 'RFC 6749 §5.1',
    check: 'look at access_token',
    step: () => ({
      nextStep: 'Check that the URL is the OAuth token endpoint; if so, report it to the server’s maker.',
    }),
    weigh: (facts) => {
      const { access_token: value } = isUnreadable(facts) ? membersOf(facts) : { access_token: undefined };
      return when(
        value !== undefined && value !== null && typeof value !== 'string',
        32,
        'access_token is no string.',
      );
    },
  },
  'answer-bare-token': {
    family,
    purposes: token,
    what: 'the response is a bare token',
    why: 'The token must be a member of a JSON object, beside its type and lifetime.',
    reference: 'RFC 6749 §5.1',
    check: 'look for the server’s OAuth endpoint',
    step: () => ({
      nextStep: 'Check that the URL is the OAuth token endpoint; some servers keep an older one beside it.',
    }),
    weigh: (facts) =>
      when(
        isUnreadable(facts) &&
          isOk(facts) &&
          decodeJwt(facts.text.slice(0, 100_000).replace(/^"|"$/g, '')) !== null,
        32,
        'The whole body is a JWT.',
      ),
  },
  'answer-token-elsewhere': {
    family,
    purposes: token,
    what: 'the token has another name',
    why: (facts) =>
      `The response has ${list(tokenLike(facts).map((name) => quote(name, 40)))}; OAuth clients look for access_token only.`,
    reference: 'RFC 6749 §5.1',
    check: 'look for the server’s OAuth endpoint',
    step: () => ({ nextStep: 'Use the OAuth token endpoint: this looks like another API for tokens.' }),
    weigh: (facts) =>
      when(
        isOk(facts) && reason(facts) === 'no-access-token' && tokenLike(facts).length > 0,
        20,
        'A member looks like a token.',
      ),
  },
  'answer-token-wrapped': {
    family,
    purposes: token,
    what: 'the token is inside another member',
    why: (facts) =>
      `access_token is in ${quote(wrapperOf(facts) ?? '', 40)}; OAuth clients look for it at the top of the JSON only.`,
    reference: 'RFC 6749 §5.1',
    check: 'look for the server’s OAuth endpoint',
    step: () => ({
      nextStep:
        'Look for the server’s OAuth endpoint without the wrapper, or read the token from there by hand.',
    }),
    weigh: (facts) =>
      when(
        isOk(facts) && isUnreadable(facts) && wrapperOf(facts) !== null,
        34,
        'A member holds access_token.',
      ),
  },
  'answer-text-before-json': {
    family,
    purposes: token,
    what: 'text stands before the JSON',
    why: 'The server wrote something else before its JSON, for example a warning of its own program.',
    reference: 'RFC 8259 §2',
    check: 'look at the beginning of the response',
    step: () => ({ nextStep: 'Fix the server’s program: the response must contain only JSON.' }),
    weigh: (facts) =>
      when(
        isOk(facts) &&
          isUnreadable(facts) &&
          /^(<|\)\]\}'|while ?\(|for ?\(|(PHP )?(warning|notice|deprecated|fatal)\b)[\s\S]{0,20000}?\{\s*"(access_token|token_type|error)"\s*:/i.test(
            facts.text.slice(0, 20_100),
          ),
        34,
        'Other text precedes the JSON with the token.',
      ),
  },
  'answer-error-inside': {
    general: true,
    family,
    purposes: ['token', 'introspection', 'api'],
    what: 'the server reports an error with status 200',
    why: ({ answer }) =>
      `The status says success; the body reports a failure${answer.sentences[0] === undefined ? '' : `: ${quote(answer.sentences[0], 160)}`}.`,
    reference: 'RFC 9110 §15.3',
    check: 'read the message in the body',
    step: () => ({
      nextStep: 'Follow the message in the body, and look up its code in the server’s manual.',
    }),
    weigh: (facts) =>
      when(
        facts.answer.failsInside &&
          (facts.answer.code === null || facts.exchange.purpose === 'introspection'),
        facts.exchange.purpose !== 'api' && credentialRefusal(facts) > 0 ? 1 : 7,
        'The body reports a failure.',
      ),
  },
  'answer-form-encoded': {
    family,
    purposes: token,
    what: 'the response is a form, not JSON',
    why: 'Some older servers answer so unless asked for JSON; standard clients cannot read it.',
    reference: 'RFC 6749 §5.1',
    check: 'ask for JSON',
    step: () => ({ nextStep: 'Add the header Accept: application/json, or change the server’s settings.' }),
    weigh: (facts) =>
      when(
        isOk(facts) &&
          isUnreadable(facts) &&
          facts.answer.format === 'form' &&
          /(^|&)access_token=/.test(facts.text.slice(0, 5_000)),
        20,
        'The token stands in a form.',
      ),
  },
  'answer-xml': {
    family,
    purposes: ['token', 'introspection', 'metadata', 'jwks'],
    what: 'the response is XML, not JSON',
    why: 'XML comes from other protocols such as SAML and SOAP, or from a gateway or storage in front.',
    reference: 'RFC 6749 §5.1',
    check: 'check the URL',
    step: (facts) => ({
      nextStep: `Check the URL, and add the header Accept: application/json.${endpointHint(facts)}`,
    }),
    weigh: (facts) =>
      when(
        facts.answer.format === 'xml' && facts.answer.code === null && !facts.text.startsWith('<br'),
        isOk(facts)
          ? 20
          : facts.status >= 500
            ? 0
            : facts.exchange.purpose === 'token' && /<Error>/.test(facts.text.slice(0, 500))
              ? 9
              : 5.5,
        'The body is XML.',
      ),
  },
  'answer-not-utf-8': {
    family,
    purposes: token,
    what: 'the response is not UTF-8 text',
    why: 'JSON must be UTF-8. This body contains NUL characters, as in UTF-16 or binary data.',
    reference: 'RFC 8259 §8.1',
    check: 'look at the bytes',
    step: () => ({ nextStep: 'Look at the body as bytes, and report it to the server’s maker.' }),
    weigh: (facts) =>
      when(
        isUnreadable(facts) && facts.text.slice(0, 100_000).includes('\0'),
        32,
        'The body has NUL characters.',
      ),
  },
  'answer-cut-off': {
    family,
    purposes: token,
    what: 'the JSON response is cut off',
    why: 'It begins as JSON and has no end, so nothing in it can be relied on.',
    reference: 'RFC 8259 §2',
    check: 'try again',
    step: () => ({
      nextStep: 'Try again; then look for a proxy that cuts responses short.',
      actions: [{ kind: 'retry' }],
    }),
    weigh: (facts) =>
      when(
        reason(facts) === 'not-json' &&
          facts.text.startsWith('{') &&
          !facts.text.slice(0, 1_000).includes('\0') &&
          !facts.text.endsWith('}'),
        20,
        'The JSON has no end.',
      ),
  },
  'answer-not-json': {
    family,
    purposes: token,
    what: 'the response is not JSON',
    why: 'A token endpoint returns a JSON object; this text is not one.',
    reference: 'RFC 6749 §5.1',
    check: 'check the URL',
    step: toEndpoint,
    weigh: (facts) =>
      when(
        isOk(facts) &&
          reason(facts) === 'not-json' &&
          !['xml', 'form'].includes(facts.answer.format) &&
          !facts.text.startsWith('{'),
        11,
        'The body is no JSON.',
      ),
  },
  'answer-not-an-object': {
    family,
    purposes: token,
    what: 'the response is not a JSON object',
    why: 'A token response is a JSON object with access_token.',
    reference: 'RFC 6749 §5.1',
    check: 'check the URL',
    step: toEndpoint,
    weigh: (facts) =>
      when(isOk(facts) && reason(facts) === 'not-an-object', 13, 'The JSON is not an object.'),
  },
  'answer-no-access-token': {
    family,
    purposes: token,
    what: 'the response has no access token',
    why: (facts) => {
      const names = Object.keys(membersOf(facts)).slice(0, 6);
      return `It is JSON with neither access_token nor error${names.length > 0 ? `; it has ${list(names.map((name) => quote(name, 30)))}` : ': the object is empty'}.`;
    },
    reference: 'RFC 6749 §5.1',
    check: 'check the URL',
    step: toEndpoint,
    weigh: (facts) =>
      when(
        isOk(facts) &&
          reason(facts) === 'no-access-token' &&
          !facts.answer.failsInside &&
          tokenLike(facts).length === 0,
        11,
        'access_token is missing.',
      ),
  },
  'introspection-encrypted': {
    family,
    purposes: ['introspection'],
    severity: 'warning',
    what: 'the response is encrypted',
    why: 'The server encrypts its answers for this client; only the holder of the private key can read them.',
    reference: 'RFC 9701 §5',
    check: 'ask for JSON',
    step: () => ({
      nextStep: 'Request JSON, or disable encryption for this client at the server.',
    }),
    weigh: (facts) =>
      when(isOk(facts) && introspectionReason(facts) === 'encrypted', 32, 'The body is a JWE.'),
  },
  'introspection-no-active': {
    family,
    purposes: ['introspection'],
    what: 'the response does not say “active”',
    why: 'Every introspection response must have the member active. Without it, an API must refuse the token.',
    reference: 'RFC 7662 §2.2',
    check: 'check the URL',
    step: (facts) => ({
      nextStep: `Check that the URL is the introspection endpoint, not userinfo or another.${endpointHint(facts)}`,
      actions: otherEndpoints(facts),
    }),
    weigh: (facts) =>
      when(isOk(facts) && introspectionReason(facts) === 'no-active', 12, 'active is missing.'),
  },
  'introspection-unreadable': {
    family,
    purposes: ['introspection'],
    what: 'this is no introspection response',
    why: (facts) =>
      `It should be JSON, or a JWT where one was asked for; it is ${facts.text === '' ? 'empty' : quote(contentType(facts) ?? 'unlabelled', 60)}.`,
    reference: 'RFC 7662 §2.2',
    check: 'check the URL',
    step: (facts) => ({
      nextStep: `Check the introspection endpoint’s URL.${endpointHint(facts)}`,
      actions: otherEndpoints(facts),
    }),
    weigh: (facts) =>
      when(
        isOk(facts) &&
          ['empty', 'not-json', 'html'].includes(introspectionReason(facts) ?? '') &&
          !isHtml(facts) &&
          facts.answer.format !== 'xml',
        12,
        'It cannot be read.',
      ),
  },
  'metadata-none': {
    family,
    purposes: ['metadata'],
    what: 'there is no metadata here',
    why: 'The document that describes a server is optional, and servers publish it at different paths.',
    reference: 'RFC 8414 §3',
    check: 'check the issuer',
    step: () => ({
      nextStep:
        'Check the issuer, have the metadata enabled at the server (Curity: RFC 8414 is off at first), or enter the endpoints by hand.',
    }),
    weigh: (facts) => [
      ...when(
        [400, 404, 405, 406, 410].includes(facts.status) &&
          facts.answer.page?.kind !== 'block' &&
          facts.answer.page?.kind !== 'filter',
        20,
        `The status is ${facts.status}.`,
      ),
      ...when(
        isOk(facts) &&
          parseMetadata(facts.text) === null &&
          facts.answer.page === null &&
          facts.answer.format !== 'xml' &&
          facts.answer.format !== 'empty',
        12,
        'The body is not metadata.',
      ),
    ],
  },
  'document-protected': {
    family: 'path',
    purposes: ['metadata', 'jwks'],
    what: 'the document is protected',
    why: ({ status, exchange }) =>
      `The server answered ${status}. ${exchange.purpose === 'jwks' ? 'Key sets are' : 'Metadata is'} public. A gateway may protect this path, or the URL may belong to an API.`,
    reference: 'RFC 8414 §3',
    check: 'check the URL',
    step: () => ({
      nextStep: 'Check the URL; if it is right, have the gateway allow this path without credentials.',
    }),
    weigh: (facts) => {
      if (facts.status !== 401 && facts.status !== 403) return [];
      return [sign(facts.answer.page === null ? 9 : 5, `The status is ${facts.status}.`)];
    },
  },
  'jwks-none': {
    family,
    purposes: ['jwks'],
    what: 'there is no key set here',
    why: (facts) =>
      /-----BEGIN (CERTIFICATE|PUBLIC KEY)-----/.test(facts.text.slice(0, 10_000))
        ? 'The body contains PEM certificates or keys; a key set is a JSON object with the member keys.'
        : 'A key set is a JSON object with the member keys. Without it no signature can be checked.',
    reference: 'RFC 7517 §5',
    check: 'check the JWKS URL',
    step: (facts) => ({
      nextStep: `${/googleapis\.com$/.test(facts.url.hostname) ? 'Use Google’s /oauth2/v3/certs. ' : ''}Check the JWKS URL, or press Discover to read it from the server’s metadata.${endpointHint(facts)}`,
      actions: otherEndpoints(facts),
    }),
    weigh: (facts) => [
      ...when(
        isOk(facts) && readKeySet(jsonOf(facts)) === null && facts.answer.format !== 'empty',
        facts.answer.page === null ? 13 : 4,
        'The body is not a key set.',
      ),
      ...when(facts.status === 400 || facts.status === 406, 12, `The status is ${facts.status}.`),
    ],
  },
} as const satisfies Record<string, Cause>;

/** The member in which an object with access_token stands; null without one. */
function wrapperOf(facts: Evidence): string | null {
  for (const [name, value] of Object.entries(membersOf(facts)).slice(0, 40)) {
    if (isJsonObject(value) && typeof value.access_token === 'string') return name;
  }
  return null;
}

function tokenLike(facts: Evidence): string[] {
  return Object.entries(membersOf(facts))
    .filter(
      ([name, value]) =>
        /token|jwt/i.test(name) &&
        !/type|expire|ur[il]|endpoint|supported/i.test(name) &&
        typeof value === 'string',
    )
    .map(([name]) => name);
}

function introspectionReason({ exchange }: Evidence): string | null {
  const answer = readIntrospection(exchange);
  return answer.kind === 'unreadable' ? answer.reason : null;
}
