import type {
  AnswerEffect,
  CertificateProblem,
  ConnectionEffect,
  FaultEndpoint,
  TokenDeviation,
} from '../../../../shared/token-server/faults.ts';
import type { FaultValues, ValueName } from './fault-values.ts';

/** A fault that can be chosen: what it is called, what it does, and what it needs to be told. */
export type FaultEffect = {
  readonly key: string;
  readonly label: string;
  readonly note: string;
  /** The values that it asks for; those in `optional` may stay empty. */
  readonly values: readonly ValueName[];
  readonly optional?: readonly ValueName[];
} & (
  | {
      readonly acts: 'answer';
      /** Where it makes sense. */
      readonly endpoints: readonly FaultEndpoint[];
      readonly build: (values: FaultValues) => AnswerEffect;
    }
  | { readonly acts: 'connection'; readonly build: () => ConnectionEffect }
);

export interface FaultEffectGroup {
  readonly name: string;
  readonly effects: readonly FaultEffect[];
}

const EVERYWHERE: readonly FaultEndpoint[] = [
  'token',
  'api',
  'introspection',
  'revocation',
  'jwks',
  'metadata',
  'any',
];
const OF_A_JWT = 'For JWT access tokens only.';
const JSON_ANSWERS: readonly FaultEndpoint[] = ['token', 'introspection', 'jwks', 'metadata', 'any'];

/** Every fault the server knows, as a person looks for them. */
export const FAULT_EFFECTS: readonly FaultEffectGroup[] = [
  {
    name: 'Timing',
    effects: [
      answer('delay', 'Slow response', 'Delays the whole response.', ['milliseconds'], (values) => ({
        kind: 'delay',
        milliseconds: values.milliseconds,
      })),
      answer(
        'drip',
        'Response byte by byte',
        'Sends the header at once, then the body in chunks of this size.',
        ['bytes', 'interval'],
        (values) => ({ kind: 'drip', bytes: values.bytes, milliseconds: values.interval }),
      ),
      answer('hang', 'No response', 'The connection stays open and nothing is sent.', [], () => ({
        kind: 'hang',
      })),
    ],
  },
  {
    name: 'Connection',
    effects: [
      answer(
        'reset-before',
        'Reset before the response',
        'Resets the connection (RST) after the request arrived.',
        [],
        () => ({ kind: 'reset', when: 'before-headers' }),
      ),
      answer(
        'reset-after',
        'Reset within the response',
        'Resets the connection after the header and half of the body.',
        [],
        () => ({ kind: 'reset', when: 'after-headers' }),
      ),
    ],
  },
  {
    name: 'HTTP response',
    effects: [
      status(429, 'Too Many Requests'),
      status(500, 'Internal Server Error'),
      status(502, 'Bad Gateway'),
      status(503, 'Service Unavailable'),
      answer(
        'html',
        'An HTML page',
        'Like gateways and captive portals, also with status 200.',
        ['status'],
        (values) => ({ kind: 'html', status: values.status }),
      ),
      answer(
        'content-type',
        'Wrong Content-Type',
        'The body is correct, its type is not.',
        ['contentType'],
        (values) => ({ kind: 'content-type', value: values.contentType }),
      ),
      answer(
        'clock-skew',
        'Wrong clock',
        'Shifts the Date header by this; negative values put it behind.',
        ['seconds'],
        (values) => ({ kind: 'clock-skew', seconds: values.seconds }),
      ),
    ],
  },
  {
    name: 'Token response and other JSON',
    effects: [
      answer(
        'malformed-json',
        'Malformed JSON',
        'Truncates the JSON.',
        [],
        () => ({ kind: 'malformed-json' }),
        JSON_ANSWERS,
      ),
      answer(
        'omit-member',
        'Remove a member',
        'For example access_token, token_type or expires_in.',
        ['member'],
        (values) => ({ kind: 'omit-member', member: values.member }),
        JSON_ANSWERS,
      ),
      answer(
        'set-member',
        'Change a member',
        'Any JSON: "soon", -1, null, ["a"]. Adds the member if it is missing.',
        ['member', 'value'],
        (values) => ({ kind: 'set-member', member: values.member, value: values.value }),
        JSON_ANSWERS,
      ),
    ],
  },
  {
    name: 'The token itself',
    effects: [
      token('expired', 'Expired token', 'Its exp is before its iat.'),
      token('not-yet-valid', 'Token not valid yet', 'Its nbf is in an hour.'),
      token('wrong-audience', 'Token for another audience', OF_A_JWT),
      token('wrong-issuer', 'Token from another issuer', OF_A_JWT),
      token('wrong-key-id', 'Token with an unknown kid', OF_A_JWT),
      token('wrong-signature', 'Token with a wrong signature', OF_A_JWT),
    ],
  },
  {
    name: 'TLS',
    effects: [
      certificate('expired', 'Expired certificate'),
      certificate('other-host', 'Certificate for another host'),
      certificate('untrusted', 'Certificate from an unknown CA'),
      {
        key: 'tls-1.2-only',
        label: 'TLS 1.2 only',
        note: 'Clients that insist on TLS 1.3 fail.',
        values: [],
        acts: 'connection',
        build: () => ({ kind: 'tls-1.2-only' }),
      },
      {
        key: 'client-certificate',
        label: 'Demand a client certificate',
        note: 'The handshake fails without a client certificate.',
        values: [],
        acts: 'connection',
        build: () => ({ kind: 'client-certificate' }),
      },
    ],
  },
];

const BY_KEY: ReadonlyMap<string, FaultEffect> = new Map(
  FAULT_EFFECTS.flatMap(({ effects }) => effects.map((effect) => [effect.key, effect])),
);

export function findFaultEffect(key: string): FaultEffect {
  const effect = BY_KEY.get(key);
  if (!effect) throw new Error(`There is no fault ${key}`);
  return effect;
}

function answer(
  key: string,
  label: string,
  note: string,
  values: readonly ValueName[],
  build: (values: FaultValues) => AnswerEffect,
  endpoints: readonly FaultEndpoint[] = EVERYWHERE,
): FaultEffect {
  return { key, label, note, values, acts: 'answer', endpoints, build };
}

function status(code: 429 | 500 | 502 | 503, reason: string): FaultEffect {
  return {
    key: `status-${code}`,
    label: `${code} ${reason}`,
    note: 'The endpoint does not handle the request. Retry-After is optional.',
    values: ['retryAfter'],
    optional: ['retryAfter'],
    acts: 'answer',
    endpoints: EVERYWHERE,
    build: ({ retryAfter }) =>
      retryAfter === null ? { kind: 'status', status: code } : { kind: 'status', status: code, retryAfter },
  };
}

function token(deviation: TokenDeviation, label: string, note: string): FaultEffect {
  return answer(deviation, label, note, [], () => ({ kind: 'token', deviation }), ['token']);
}

function certificate(problem: CertificateProblem, label: string): FaultEffect {
  return {
    key: `certificate-${problem}`,
    label,
    note: 'Used for new TLS connections; idle ones are closed.',
    values: [],
    acts: 'connection',
    build: () => ({ kind: 'certificate', problem }),
  };
}
