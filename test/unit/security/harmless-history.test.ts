import { describe, expect, it } from 'vitest';
import { exchangesToHar } from '../../../shared/formats/har/exchanges-to-har.ts';
import { withholdTokens } from '../../../shared/history/withhold-tokens.ts';
import type { Exchange, ExchangePurpose, HttpResponse } from '../../../shared/http/exchange.ts';
import { buildApiRequest } from '../../../shared/oauth/request/api-request.ts';
import { aField, anAccessToken, anExchange, aResponse, aWorkspace } from '../shared/fixtures.ts';
import { ENCODINGS } from './encodings.ts';

/** Opaque, and with every character that one encoding or another changes. */
const TOKEN = 'kanarie+tok/3n~4711-XyZ';
const JWT = `${part({ alg: 'RS256' })}.${part({ sub: 'kanarie', iat: 4711 })}.c2lnbmF0dXJl`;

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

const JSON_TYPE = { 'Content-Type': 'application/json' };

/** What it is, the body, the headers. */
type Shape = readonly [string, string, Readonly<Record<string, string>>];

/** The shapes in which servers have been seen to send tokens. */
const SHAPES: readonly Shape[] = [
  ['RFC 6749', json({ access_token: TOKEN, token_type: 'bearer', expires_in: 299 }), JSON_TYPE],
  ['an object', json({ access_token: { value: TOKEN, expires: 1 } }), JSON_TYPE],
  ['an array', json({ access_token: [TOKEN, { x: TOKEN }] }), JSON_TYPE],
  ['bearer', json({ bearer: TOKEN }), JSON_TYPE],
  ['token_value', json({ token_value: TOKEN }), JSON_TYPE],
  ['a name with a space', json({ 'access token': TOKEN }), JSON_TYPE],
  ['a name with an escape', `{"access\\u005ftoken":"${TOKEN}"}`, JSON_TYPE],
  ['camel case', json({ accessToken: TOKEN, refreshToken: TOKEN }), JSON_TYPE],
  ['further within', json({ data: { result: [{ id_token: TOKEN }] } }), JSON_TYPE],
  ['JSON that was cut off', `{"access_token":"${TOKEN}`, JSON_TYPE],
  ['twice the same name', `{"access_token":"x","access_token":"${TOKEN}"}`, JSON_TYPE],
  ['a cookie', '{}', { 'Set-Cookie': `session=${TOKEN}; Path=/; HttpOnly` }],
  ['a header of its own', '{}', { 'X-Subject-Token': TOKEN }],
  ['an Authorization header', '{}', { Authorization: `Bearer ${TOKEN}` }],
  ['bare text', TOKEN, { 'Content-Type': 'text/plain' }],
  ['a JSON string', json(TOKEN), JSON_TYPE],
  ['a form', `access_token=${encodeURIComponent(TOKEN)}&token_type=bearer`, {}],
  ['XML', `<r><access_token>${TOKEN}</access_token></r>`, {}],
  ['an attribute', `<r token="${TOKEN}"/>`, {}],
  [
    'the address of a redirect',
    '',
    { Location: `https://a/cb#access_token=${encodeURIComponent(TOKEN)}&state=1` },
  ],
  ['a JWT under any name', json({ result: JWT }), JSON_TYPE],
  ['a JWT in a sentence', `Your token: ${JWT}.`, {}],
  ['a JWT in a header', '{}', { 'X-Anything': JWT }],
];

/** Names that only a list of what is allowed can know. */
const UNHEARD_OF: readonly Shape[] = [
  ['a member nobody has heard of', json({ value: TOKEN, geheim: [TOKEN], x: { y: TOKEN } }), JSON_TYPE],
  ['a header nobody has heard of', '{}', { 'X-Handle': TOKEN }],
  ['a page', `<html><title>Login</title><p>${TOKEN}</p><input value='${TOKEN}'></html>`, {}],
  ['a word among others', `here it is: ${TOKEN}`, {}],
  ['a form with other names', `handle=${encodeURIComponent(TOKEN)}`, {}],
];

function json(value: unknown): string {
  return JSON.stringify(value);
}

function received(purpose: ExchangePurpose, body: string, headers: Shape[2]): Exchange {
  const response = aResponse(body, { headers });
  return anExchange({ purpose, response });
}

describe.each(['token', 'introspection', 'revocation', 'api'] as const)(
  'without a keychain, of %s',
  (purpose) => {
    it.each(SHAPES)('no token in the shape of %s is kept or exported', (_, body, headers) => {
      expectNoTrace(received(purpose, body, headers));
    });
  },
);

describe.each(['token', 'introspection', 'revocation'] as const)(
  'of a successful response of %s',
  (purpose) => {
    it.each(UNHEARD_OF)('%s is not kept', (_, body, headers) => {
      expectNoTrace(received(purpose, body, headers));
    });
  },
);

describe('a token that was sent', () => {
  it.each(ENCODINGS)('is found in an API’s response: %s', (_, encode) => {
    const headers = [aField('X-Subject-Token', TOKEN)];
    const built = buildApiRequest({ ...aWorkspace().api, headers }, anAccessToken({ value: TOKEN }));
    if (!built.ok) throw new Error(built.error.message);
    const response = aResponse(`you sent ${encode(TOKEN)}.`, {
      headers: { 'X-Seen': encode(TOKEN).replace(/[\r\n]/g, '') },
    });
    const exchange = anExchange({ purpose: 'api', request: built.value, response });
    expectNoTrace(exchange);
    expect(JSON.stringify(withholdTokens(exchange))).not.toContain(
      JSON.stringify(encode(TOKEN)).slice(1, -1),
    );
  });
});

describe('explanatory parts of a response stay', () => {
  const kept: readonly (readonly [ExchangePurpose, number, string])[] = [
    [
      'token',
      400,
      json({ error: 'invalid_client', error_description: 'Client authentication failed', code: 4711 }),
    ],
    [
      'token',
      401,
      json({
        error: 'invalid_client',
        error_description:
          'AADSTS7000215: Invalid client secret provided. Trace ID: 0470b16b-7bf8-4fa3-9ae1-6a10e0f0b699',
        error_codes: [7000215],
      }),
    ],
    ['token', 502, '<html><h1>Bad Gateway</h1></html>'],
    [
      'introspection',
      200,
      json({
        active: true,
        scope: 'read write',
        client_id: 'server',
        sub: 'ada',
        exp: 1750000000,
        cnf: { 'x5t#S256': 'bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2' },
      }),
    ],
    ['introspection', 200, json({ active: false })],
    [
      'metadata',
      200,
      json({
        issuer: 'https://a',
        token_endpoint: 'https://a/token',
        token_endpoint_auth_methods_supported: ['client_secret_basic'],
      }),
    ],
    [
      'jwks',
      200,
      json({
        keys: [
          {
            kty: 'EC',
            crv: 'P-256',
            kid: '-38074812',
            x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
            y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
          },
        ],
      }),
    ],
    ['api', 200, json({ id: 4711, name: 'Ada', tokens_left: 3, next: 'https://api.example/things?page=2' })],
    ['api', 401, json({ error: 'invalid_token', error_description: 'The token is expired' })],
  ];

  it.each(kept)('%s %i: %s', (purpose, status, text) => {
    const { response } = withholdTokens(anExchange({ purpose, response: aResponse(text, { status }) }));
    expect(response?.body.text).toBe(text);
  });

  it('names and types of masked values stay', () => {
    const text = json({
      access_token: TOKEN,
      token_type: 'bearer',
      expires_in: 299,
      handle: TOKEN,
      ok: true,
    });
    const { response } = withholdTokens(anExchange({ response: aResponse(text) }));
    expect(JSON.parse(response?.body.text ?? '')).toEqual({
      access_token: '••••••••',
      token_type: 'bearer',
      expires_in: 299,
      handle: '••••••••',
      ok: true,
    });
    expect(response?.body.size).toBe(text.length);
  });

  it('a private key in a key set does not', () => {
    const text = json({
      keys: [
        { kty: 'RSA', n: 'AQAB', d: 'kanarie-private' },
        { kty: 'oct', k: 'kanarie-shared' },
      ],
    });
    expectNoTrace(anExchange({ purpose: 'jwks', response: aResponse(text) }));
  });

  it('what a DPoP proof says, without its signature', () => {
    const request = { ...anExchange().request, headers: [{ name: 'DPoP', value: [JWT] }] };
    const [proof] = withholdTokens(anExchange({ request })).request.headers;
    expect(proof?.value).toEqual([`${JWT.split('.').slice(0, 2).join('.')}.••••••••`]);
  });
});

describe('takes linear time on hostile responses', () => {
  const pieces = [
    'eyJ',
    'eyJ-',
    '"token',
    '<token',
    '&a.token',
    '"\\',
    'a.a.',
    '{"a":',
    '[',
    'bearer ',
    '<a x=',
    '"access_token":"abcdefgh",',
  ];

  it.each(pieces)('%s', (piece) => {
    for (const purpose of ['token', 'api'] as const) {
      for (const start of ['', '{', '<']) {
        const response: HttpResponse = aResponse(start + piece.repeat(300_000 / piece.length));
        withholdTokens(anExchange({ purpose, response }));
      }
    }
  });
});

function expectNoTrace(exchange: Exchange): void {
  const har = JSON.stringify(exchangesToHar([exchange], { creatorVersion: '1' }));
  for (const text of [JSON.stringify(withholdTokens(exchange)), har]) {
    for (const trace of [TOKEN, encodeURIComponent(TOKEN), 'kanarie', JWT, JWT.split('.')[2] ?? '']) {
      expect(text).not.toContain(trace);
    }
  }
}
