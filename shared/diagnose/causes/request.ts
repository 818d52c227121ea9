import { readAuthorizationDetails } from '../../oauth/request/authorization-details.ts';
import { withScheme } from '../connection/transport.ts';
import { says } from '../evidence/answer.ts';
import { type Evidence, valuesOf } from '../evidence/evidence.ts';
import type { Change } from '../evidence/memory.ts';
import { header } from '../evidence/response-facts.ts';
import type { FindingAction } from '../finding.ts';
import { list, quote } from '../quote.ts';
import {
  type Cause,
  CLIENT_ENDPOINTS,
  EVERYWHERE,
  hinted,
  onCode,
  proof,
  type Sign,
  sign,
  when,
} from './cause.ts';
import { credentialRefusal, hasParameter, missingNames, sendsCredentialsElsewhere } from './client-facts.ts';
import { productSigns } from './product-codes.ts';

const family = 'request' as const;

/** Whether the body is a form, and labelled as one (RFC 6749 §4.4.2). */
export function sentAsForm({ shape }: Evidence): boolean {
  return (
    shape.label === 'application/x-www-form-urlencoded' && (shape.body === 'form' || shape.body === 'none')
  );
}

/** A refusal that a request of a wrong shape explains: one that does not speak of something that the server must have read. */
function couldBeShape(facts: Evidence): boolean {
  const { answer, status, sent } = facts;
  if (status < 400 || status === 429 || (status > 500 && status !== 501)) return false;
  if (['invalid_scope', 'invalid_target', 'access_denied', 'insufficient_scope'].includes(answer.code ?? ''))
    return false;
  // Credentials in the header were read whatever the body is.
  if (sent.basic && answer.code === 'invalid_client') return false;
  if (sent.basic && status === 401 && credentialRefusal(facts) > 0) return false;
  return true;
}

const OUR_PARAMETERS = [
  'grant_type',
  'client_id',
  'client_secret',
  'client_assertion',
  'scope',
  'token',
  'audience',
  'resource',
  'username',
  'password',
];

/** Requests that have the wrong shape, seen by us, and complaints of servers about parameters (RFC 6749 §3.2, §5.2). */
export const REQUEST_CAUSES = {
  'request-not-post': {
    family,
    purposes: CLIENT_ENDPOINTS,
    what: 'the request must be a POST',
    why: ({ shape }) => `It was sent as ${shape.method}. These endpoints take POST with a form in the body.`,
    reference: 'RFC 6749 §3.2',
    check: 'send it as POST',
    step: ({ shape }) => ({
      nextStep: `Send it as POST with the parameters in the body.${shape.urlParameters.some(([name]) => name === 'client_secret') ? ' The secret was in the URL, which logs record: reset it.' : ''}`,
    }),
    weigh: (facts) => {
      const { shape, status } = facts;
      const isPage = status >= 200 && status < 300;
      // It was read, and is refused for something else.
      if (isPage && facts.answer.failsInside) return [];
      if (shape.method === 'POST' || (status < 400 && !isPage) || status === 429) return [];
      if (isPage) return [proof(`The request was a ${shape.method}.`)];
      if (
        status === 405 ||
        status === 404 ||
        status === 501 ||
        says(facts.answer, 'method', 'unsupported', 'denied', 'wrong') !== null
      )
        return [proof(`The request was a ${shape.method}.`)];
      return [
        sign(
          status >= 500 ? 6 : facts.answer.code === 'invalid_client' && facts.sent.basic ? 3 : 30,
          `The request was a ${shape.method}.`,
        ),
      ];
    },
  },
  'parameters-in-url': {
    family,
    purposes: CLIENT_ENDPOINTS,
    what: 'the parameters are in the URL',
    why: 'The server reads them from the body only. URLs also end up in logs.',
    reference: 'RFC 6749 §3.2',
    check: 'move the parameters into the body',
    step: ({ shape }) => ({
      nextStep: `Move the parameters from the URL into the body.${shape.urlParameters.some(([name]) => name === 'client_secret') ? ' Reset the secret: it was in the URL, which logs record.' : ''}`,
    }),
    weigh: (facts) => {
      const { shape, parameters } = facts;
      const inUrl = shape.urlParameters.filter(
        ([name]) => OUR_PARAMETERS.includes(name) && !parameters.some(([key]) => key === name),
      );
      if (inUrl.length === 0 || shape.method !== 'POST' || !couldBeShape(facts)) return [];
      const needed = inUrl.some(([name]) =>
        ['grant_type', 'token', 'client_secret', 'client_id'].includes(name),
      );
      return [sign(needed ? 30 : 8, `${list(inUrl.map(([name]) => name))} stand in the URL.`)];
    },
  },
  'body-not-form': {
    family,
    purposes: CLIENT_ENDPOINTS,
    what: 'the body must be a form',
    why: ({ shape }) =>
      shape.body === 'json' || shape.body === 'xml'
        ? `The body is ${shape.body === 'json' ? 'JSON' : 'XML'}; this endpoint reads application/x-www-form-urlencoded.`
        : `The body is a form, but labelled ${shape.label === null ? 'with no Content-Type' : quote(shape.label, 60)}, so the server does not read it.`,
    reference: 'RFC 6749 §4.4.2',
    check: 'send a form as application/x-www-form-urlencoded',
    step: ({ shape }) => ({
      nextStep:
        shape.body === 'form'
          ? 'Set Content-Type to application/x-www-form-urlencoded, or remove your own header.'
          : 'Send the parameters form-encoded, as application/x-www-form-urlencoded.',
    }),
    weigh: (facts) => {
      const { shape, status } = facts;
      if (shape.body === 'none' || sentAsForm(facts) || shape.method !== 'POST') return [];
      if (
        status === 415 ||
        says(facts.answer, ['contentType', 'body'], 'unsupported', 'wrong', 'missing', 'malformed') !== null
      )
        return [proof('The body is not the form that the endpoint reads.')];
      if (!couldBeShape(facts))
        return status >= 500 && status < 502
          ? [sign(7, 'The body is not the form that the endpoint reads.')]
          : [];
      return [proof('The body is not the form that the endpoint reads.')];
    },
  },
  'body-wants-json': {
    family,
    purposes: CLIENT_ENDPOINTS,
    what: 'this endpoint reads JSON',
    why: 'The request was a form, as OAuth requires; the server tried to read JSON. It may not be an OAuth endpoint.',
    reference: 'RFC 6749 §4.4.2',
    check: 'look for the server’s OAuth endpoint',
    step: () => ({
      nextStep:
        'Look for the server’s OAuth token endpoint; if this is the one, send the parameters as JSON in a body of your own.',
    }),
    weigh: (facts) =>
      when(
        sentAsForm(facts) &&
          facts.shape.body === 'form' &&
          facts.status >= 400 &&
          facts.answer.code !== 'invalid_client' &&
          /\b(valid|parse|parsing|malformed|invalid|expected|expecting|must be|deserialize)\b[^.]{0,40}\bjson\b|\bjson\b[^.]{0,40}(parse|invalid|expected|required|body|decode)|unexpected (token|character).{0,30}json/i.test(
            facts.answer.words,
          ),
        12,
        'The server tried to read JSON.',
      ),
  },
  'body-empty': {
    family,
    purposes: CLIENT_ENDPOINTS,
    what: 'the request has no body',
    why: 'The parameters belong in the body as a form; it is empty.',
    reference: 'RFC 6749 §4.4.2',
    check: 'look at the body',
    step: ({ exchange }) => ({
      nextStep:
        exchange.purpose === 'token'
          ? 'Put grant_type=client_credentials into the body.'
          : 'Put the parameter token into the body.',
    }),
    weigh: (facts) =>
      facts.shape.method === 'POST' &&
      facts.shape.body === 'none' &&
      !facts.shape.urlParameters.some(([name]) => OUR_PARAMETERS.includes(name)) &&
      couldBeShape(facts)
        ? [proof('The body is empty.')]
        : [],
  },
  'body-bad-escape': {
    family,
    purposes: CLIENT_ENDPOINTS,
    what: 'the body is not form-encoded',
    why: 'It contains a % without two hexadecimal digits after it. A form encodes % as %25.',
    reference: 'RFC 6749 Appendix B',
    check: 'look for a % in the body',
    step: () => ({ nextStep: 'Encode the value with the % (as %25), or let Credence build the body.' }),
    weigh: (facts) =>
      facts.shape.badEscape && couldBeShape(facts)
        ? [
            sign(9, 'The body contains a % that does not begin an escape.'),
            ...when(
              /uri|url|encod|decod|escape|malformed|percent|parse/i.test(facts.answer.words),
              10,
              'The server could not read it.',
            ),
          ]
        : [],
  },
  'headers-changed': {
    family,
    purposes: EVERYWHERE,
    what: 'the changed headers are the cause',
    why: 'The same request passed without this change.',
    reference: null,
    check: 'undo the change of the headers',
    step: () => ({ nextStep: 'Remove the header that you added or changed since, and run again.' }),
    weigh: (facts) => changedAlone(facts, 'headers', 'the headers'),
  },
  'parameters-changed': {
    family,
    purposes: EVERYWHERE,
    what: 'the changed parameters are the cause',
    why: 'The same request passed without this change.',
    reference: null,
    check: 'undo the change of the parameters',
    step: () => ({ nextStep: 'Undo your change to the parameters, and run again.' }),
    weigh: (facts) => changedAlone(facts, 'parameters', 'the parameters'),
  },
  'body-changed': {
    family,
    purposes: EVERYWHERE,
    what: 'the changed body is the cause',
    why: 'The same request passed with the earlier body.',
    reference: null,
    check: 'undo the change of the body',
    step: () => ({ nextStep: 'Compare the body with that of the earlier request in the history.' }),
    weigh: (facts) => changedAlone(facts, 'body', 'the body'),
  },
  'parameter-repeated': {
    family,
    purposes: CLIENT_ENDPOINTS,
    what: 'a parameter is sent more than once',
    why: ({ shape }) =>
      `${list(shape.repeated.map((name) => quote(name, 60)))} ${shape.repeated.length > 1 ? 'stand' : 'stands'} in the body more than once, which is not allowed.`,
    reference: 'RFC 6749 §3.2',
    check: 'send each parameter once',
    step: ({ shape }) => ({ nextStep: `Send ${list(shape.repeated.map((name) => quote(name, 60)))} once.` }),
    weigh: (facts) => {
      const { shape, answer } = facts;
      const isSaid = says(
        answer,
        ['parameter', 'grant', 'scope', 'clientId', 'request', 'audience'],
        'repeated',
      );
      if (shape.repeated.length === 0) return [];
      if (isSaid !== null && answer.code !== 'invalid_scope') return [proof('A parameter appears twice.')];
      if (answer.code === 'invalid_request' || (answer.code === null && facts.status === 400))
        return [proof('A parameter appears twice.')];
      const concerns =
        (answer.code === 'unsupported_grant_type' && shape.repeated.includes('grant_type')) ||
        (answer.code === 'invalid_scope' && shape.repeated.includes('scope')) ||
        (answer.code === 'invalid_client' && shape.repeated.some((name) => name.startsWith('client_')));
      return concerns
        ? [sign(13, 'A parameter appears twice.')]
        : when(
            facts.status >= 400 && facts.status < 500 && credentialRefusal(facts) === 0,
            3,
            'A parameter appears twice.',
          );
    },
  },
  'oauth-parameter-missing': {
    family,
    purposes: CLIENT_ENDPOINTS,
    what: 'a required parameter is missing',
    why: (facts) =>
      `The server asks for ${list(absent(facts).map((name) => quote(name, 40))) || 'a parameter'}, which the request does not have.`,
    reference: 'RFC 6749 §5.2',
    check: 'compare the parameters with the server’s manual',
    step: (facts) => {
      const names = absent(facts);
      return {
        nextStep: names.some((name) => name === 'client_secret' || name === 'client_assertion')
          ? 'Choose an authentication method and enter the client secret.'
          : names.length > 0
            ? `Add ${list(names.map((name) => quote(name, 40)))} to the request.`
            : 'Compare the parameters with the server’s manual.',
      };
    },
    weigh: (facts) => {
      const names = absent(facts).filter(
        (name) =>
          ![
            'scope',
            'audience',
            'resource',
            'username',
            'password',
            'code',
            'refresh_token',
            'redirect_uri',
          ].includes(name) && !(facts.sent.hasSecret && name.startsWith('client_')),
      );
      return [
        ...when(names.length > 0 && sentAsForm(facts), 11, 'The server names a parameter that was not sent.'),
        ...(missingNames(facts).length === 0 && [null, 'invalid_request'].includes(facts.answer.code)
          ? hinted(facts, 6, 'parameter', 'missing')
          : []),
        ...productSigns(facts, 'oauth-parameter-missing'),
        ...onCode(facts, 'invalid_request', 2),
        // What a grant needs beside its name, each server in its own way.
        ...onCode(facts, 'invalid_grant', 2.2),
      ];
    },
  },
  'parameters-not-read': {
    family,
    purposes: CLIENT_ENDPOINTS,
    what: 'the server did not read the body',
    why: (facts) =>
      `It says the request lacks ${list(present(facts).map((name) => quote(name, 40)))}, although the request contains it.`,
    reference: 'RFC 6749 §4.4.2',
    check: 'look for a gateway that drops the body',
    step: () => ({
      nextStep: 'Check the Content-Type, and whether a gateway or redirect in between drops the body.',
    }),
    weigh: (facts) => {
      const names = present(facts).filter((name) => !name.startsWith('client_') || facts.sent.post);
      return when(
        names.length > 0 && sentAsForm(facts),
        names.some((name) => name === 'grant_type' || name === 'token') &&
          says(facts.answer, ['grant', 'parameter'], 'wrong') !== 'raised'
          ? 9
          : 6,
        'The server reports as missing what was sent.',
      );
    },
  },
  'oauth-parameter-invalid': {
    family,
    purposes: CLIENT_ENDPOINTS,
    what: 'a parameter is invalid or unexpected',
    why: (facts) =>
      blamed(facts).length > 0
        ? `The server does not accept ${list(blamed(facts).map((name) => quote(name, 40)))} as it was sent.`
        : 'The server read the request and does not accept one of its parameters or values.',
    reference: 'RFC 6749 §5.2',
    check: 'compare the values with the server’s manual',
    step: (facts) => ({
      nextStep:
        blamed(facts).length > 0
          ? `Leave out ${list(blamed(facts).map((name) => quote(name, 40)))}, or correct it as the server’s manual says.`
          : 'Read the server’s message, and compare that parameter with its manual.',
    }),
    weigh: (facts) => [
      ...onCode(facts, 'invalid_request', 2.5),
      ...([null, 'invalid_request'].includes(facts.answer.code)
        ? hinted(facts, 7, 'parameter', 'wrong', 'unknown', 'unsupported', 'malformed', 'denied')
        : []),
      ...when(blamed(facts).length > 0, 9, 'The server names a parameter that was sent.'),
      ...productSigns(facts, 'oauth-parameter-invalid'),
    ],
  },
  'oauth-invalid-request': {
    general: true,
    family,
    purposes: CLIENT_ENDPOINTS,
    what: 'the server finds the request malformed',
    why: 'A parameter is missing, repeated or not understood. The request itself looks right.',
    reference: 'RFC 6749 §5.2',
    check: 'compare the request with the server’s manual',
    step: () => ({ nextStep: 'Read the server’s message; then compare the parameters with its manual.' }),
    weigh: (facts) => [
      ...onCode(facts, 'invalid_request', credentialRefusal(facts) > 0 ? 1 : 4),
      ...when(
        facts.answer.code === null &&
          facts.status === 400 &&
          facts.answer.page === null &&
          facts.challenges.length === 0,
        credentialRefusal(facts) > 0 ? 1 : facts.answer.codes.includes('unknown_error') ? 0 : 4,
        'The status is 400.',
      ),
      ...when(facts.answer.code === null && facts.status === 422, 6, 'The status is 422.'),
      ...hinted(facts, 3, ['body', 'request'], 'wrong', 'malformed', 'missing'),
    ],
  },
  'oauth-invalid-authorization-details': {
    family,
    purposes: ['token'],
    what: 'the server rejects authorization_details',
    why: 'It must be a JSON array of objects, each with a type that the server knows.',
    reference: 'RFC 9396 §5',
    check: 'check each type in authorization_details',
    step: authorizationDetailsStep,
    weigh: (facts) => [
      ...onCode(facts, 'invalid_authorization_details', 14),
      ...when(
        /authorization_details/.test(facts.answer.words) &&
          valuesOf(facts.parameters, 'authorization_details').length > 0,
        9,
        'The server names it.',
      ),
    ],
  },
  'oauth-https-required': {
    family,
    purposes: EVERYWHERE,
    what: 'the server requires HTTPS',
    why: ({ url }) =>
      url.protocol === 'http:'
        ? 'It answers over secure connections only.'
        : 'It believes that this connection is plain HTTP: a proxy in front ends TLS.',
    reference: 'RFC 6749 §3.2',
    check: 'use https',
    step: ({ url }) =>
      url.protocol === 'http:'
        ? {
            nextStep: 'Use the https:// URL.',
            actions: [{ kind: 'use-url', url: withScheme(url, 'https:') }],
          }
        : { nextStep: 'Have the proxy in front send X-Forwarded-Proto: https, and the server trust it.' },
    weigh: (facts) =>
      when(
        /https (is )?required|(only|must)[^.]{0,40}\bhttps\b|\bhttps\b[^.]{0,20}(only|required)|require[sd]? (an? )?(https|ssl|tls|secure connection)|only accepts https|(?<!m)(ssl|tls) (is )?required/i.test(
          facts.answer.words,
        ),
        13,
        'The server says so.',
      ),
  },
  'http-unsupported-media-type': {
    family,
    purposes: EVERYWHERE,
    what: 'the server cannot read this content type',
    why: (facts) =>
      `The body was sent as ${facts.shape.label === null ? 'nothing in particular' : quote(facts.shape.label, 60)}${acceptedType(facts) === null ? '' : `; the server reads ${quote(acceptedType(facts) ?? '', 60)}`}.`,
    reference: 'RFC 9110 §15.5.16',
    check: 'compare the Content-Type with the manual',
    step: (facts) => ({
      nextStep:
        acceptedType(facts) === null
          ? 'Set the Content-Type header to a type that the server accepts.'
          : `Send the body as ${quote(acceptedType(facts) ?? '', 60)}, in that format.`,
    }),
    weigh: (facts) => [
      ...when(facts.status === 415, 12, 'The status is 415.'),
      ...(facts.exchange.purpose === 'api'
        ? []
        : hinted(facts, 8, 'contentType', 'unsupported', 'wrong', 'missing', 'malformed')),
    ],
  },
  'http-not-acceptable': {
    family,
    purposes: EVERYWHERE,
    what: 'the server has no acceptable format',
    why: 'The server cannot produce the media type in the Accept header.',
    reference: 'RFC 9110 §15.5.7',
    check: 'send Accept: */*',
    step: () => ({ nextStep: 'Add the header Accept: */* and run again.' }),
    weigh: ({ status, answer }) =>
      when(status === 406 && answer.page?.kind !== 'block', 12, 'The status is 406.'),
  },
} as const satisfies Record<string, Cause>;

/** Parameters of the request that the server names as unexpected or invalid, other than those with causes of their own. */
function blamed(facts: Evidence): string[] {
  const text = facts.answer.english.join('. ').slice(0, 2_000);
  if (
    !/unexpected|unknown|unrecogni[sz]ed|not (allowed|permitted|supported|expected|accepted|valid)|invalid|unsupported|additional|extra|should not|must not/i.test(
      text,
    )
  )
    return [];
  if (facts.answer.code !== null && facts.answer.code !== 'invalid_request') return [];
  // An audience or resource that is refused has causes of its own, unless the parameter itself is.
  const isUnexpected =
    /unexpected|unrecogni[sz]ed|unknown (parameter|property|field)|(parameter|property|field)s?\b.{0,30}not (allowed|supported|expected)|additional|extra/i.test(
      text,
    );
  return [...new Set(facts.parameters.map(([name]) => name))].filter(
    (name) =>
      (isUnexpected || !['audience', 'resource', 'authorization_details'].includes(name)) &&
      !['grant_type', 'client_id', 'client_secret', 'scope', 'client_assertion'].includes(name) &&
      name.length > 2 &&
      new RegExp(
        `(^|[\\s'"\`“‘(\\[,:=.])${name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}($|[\\s'"\`”’)\\],.;:=])`,
      ).test(text),
  );
}

/** Names that the server misses and that the request does not have. */
function absent(facts: Evidence): string[] {
  const [needed] = [missingNames(facts)];
  return needed.filter(
    (name) => !hasParameter(facts, name) && !(sendsCredentialsElsewhere(facts) && name.startsWith('client_')),
  );
}

/** The media type that the server says it reads, where it is not the one that was sent. */
function acceptedType(facts: Evidence): string | null {
  const text = [
    header(facts, 'accept-post') ?? '',
    header(facts, 'accept') ?? '',
    ...facts.answer.sentences,
  ].join(' ');
  // “'text/plain' not supported” names what it does not read.
  const refused =
    /(application|text|multipart)\/[\w.+-]+['"”]? (is )?(not supported|unsupported|not (allowed|accepted))/gi;
  const types = [
    ...text
      .slice(0, 2_000)
      .replace(refused, ' ')
      .matchAll(/\b(application|text|multipart)\/[\w.+-]+/gi),
  ].map(([type]) => type.toLowerCase());
  return types.find((type) => type !== facts.shape.label) ?? null;
}

/** What changed since it worked, where the refusal does not speak of something else. */
function changedAlone(facts: Evidence, change: Change, what: string): Sign[] {
  const { memory, status, answer } = facts;
  if (!memory?.changed.includes(change) || status < 400 || status === 429 || status >= 502) return [];
  const isGeneral =
    answer.code === null || answer.code === 'invalid_request' || answer.code === 'server_error';
  if (!isGeneral) return [];
  return [sign(memory.changed.length === 1 ? 9 : 4, `It worked before; since then you changed ${what}.`)];
}

/** Names that the server misses although they were sent. */
function present(facts: Evidence): string[] {
  return missingNames(facts).filter((name) =>
    facts.parameters.some(([key, value]) => key === name && value !== ''),
  );
}

/** First what is seen here, then what the server may know. */
function authorizationDetailsStep({ parameters, metadata, workspace }: Evidence): {
  nextStep: string;
  actions?: FindingAction[];
} {
  const [text] = valuesOf(parameters, 'authorization_details');
  if (text === undefined) return { nextStep: 'Add the authorization_details that the server expects.' };
  const { problems, types } = readAuthorizationDetails(text);
  const [problem] = problems;
  const offered = metadata?.authorization_details_types_supported;
  const unknown = offered ? types.filter((type) => !offered.includes(type)) : [];
  const actions: FindingAction[] =
    workspace.request.rawBody === null ? [{ kind: 'drop-authorization-details' }] : [];
  if (problem) return { nextStep: `Line ${problem.line}: ${problem.message}`, actions };
  if (unknown.length > 0 && offered) {
    return {
      nextStep: `The server lists ${list(offered.slice(0, 5).map((type) => quote(type, 60)))}; the request has ${list(unknown.map((type) => quote(type, 60)))}.`,
      actions,
    };
  }
  return { nextStep: 'Check each type and its members against the server’s manual.', actions };
}
