import { describe, expect, it } from 'vitest';
import { exchangesToHar } from '../../../../../shared/formats/har/exchanges-to-har.ts';
import { type HarImport, harToExchanges } from '../../../../../shared/formats/har/har-to-exchanges.ts';
import type { Exchange } from '../../../../../shared/http/exchange.ts';
import { ALL_SECRET_NAMES, maskText, revealText } from '../../../../../shared/text/sensitive-text.ts';
import { anExchange, aTokenRequest, aWorkspace } from '../../fixtures.ts';
import { EXCHANGES } from './exchanges.ts';

const ALL = ALL_SECRET_NAMES;

describe('a file of our own', () => {
  it.each(EXCHANGES)('comes back as it was when nothing was masked: %s', (_, exchange) => {
    const { exchanges, notes } = roundTrip(exchange, ALL);
    expect(notes).toEqual([]);
    expect(exchanges.map(comparable)).toEqual([comparable({ ...exchange, id: 'imported-0' })]);
  });

  it.each([
    ['in the body', aTokenRequest()],
    ['in Basic credentials', aTokenRequest(aWorkspace({ client: { authMethod: 'client_secret_basic' } }))],
  ])('knows that a masked secret is missing: %s', (_, request) => {
    const [imported] = roundTrip(anExchange({ request }), []).exchanges;
    const spans = [
      ...(imported?.request.body ?? []),
      ...(imported?.request.headers.flatMap(({ value }) => value) ?? []),
    ].filter((span) => typeof span !== 'string');
    expect(spans).toEqual([expect.objectContaining({ name: 'CLIENT_SECRET', value: null })]);
  });
});

describe('a file that bends the specification', () => {
  it('accepts null for a list, and a string for a status', () => {
    const request = { method: 'GET', url: 'https://example.com/', headers: null };
    const { exchanges, notes } = read([entryOf({ request, response: { status: '204', headers: null } })]);
    expect(notes).toEqual([]);
    expect(exchanges[0]?.response).toMatchObject({ status: 204, headers: [] });
  });

  it.each(['two hundred', '', '200 OK', 1.5])('the status %j is none, and is said', (status) => {
    const { exchanges, notes } = read([entryOf({ response: { status } })]);
    expect(exchanges).toEqual([]);
    expect(notes).toEqual([expect.objectContaining({ entry: 0, leftOut: true })]);
  });
});

describe('a file of a browser', () => {
  const browser = entryOf({
    request: {
      method: 'POST',
      url: 'https://example.com/oauth/token#fragment',
      httpVersion: 'h2',
      headers: [
        { name: ':authority', value: 'example.com' },
        { name: ':method', value: 'POST' },
        { name: 'authorization', value: 'Basic c2VydmVyOlNlY3IzdCE=' },
      ],
      postData: {
        mimeType: 'application/x-www-form-urlencoded',
        params: [
          { name: 'grant_type', value: 'client_credentials' },
          { name: 'scope', value: 'a b' },
          { name: 'file', fileName: 'x.png' },
        ],
      },
    },
    response: {
      status: 200,
      statusText: '',
      httpVersion: 'h2',
      headers: [
        { name: ':status', value: '200' },
        { name: 'Content-Type', value: 'application/json' },
      ],
      content: { size: 2, mimeType: 'application/json', text: 'e30=', encoding: 'base64' },
      bodySize: -1,
    },
    timings: { blocked: 2, dns: -1, connect: 3, ssl: 2, send: 0, wait: 5, receive: 1 },
    time: 11,
  });

  it('is read with what HTTP/2 and params say in their own way', () => {
    const { exchanges, notes, creator } = read([browser]);
    const [exchange] = exchanges;
    expect(creator).toBe('WebInspector');
    expect(exchange).toMatchObject({
      id: 'imported-0',
      purpose: 'token',
      startedAt: Date.UTC(2026, 4, 1, 10, 0, 0),
      failure: null,
      request: { method: 'POST', url: 'https://example.com/oauth/token' },
      response: {
        httpVersion: '2',
        status: 200,
        headers: [['Content-Type', 'application/json']],
        body: { text: '{}' },
      },
      timings: { dns: null, tcp: 1, tls: 2, send: 0, wait: 5, receive: 1, total: 11 },
    });
    expect(exchange?.request.headers.map(({ name, value }) => [name, maskText(value)])).toEqual([
      ['host', 'example.com'],
      ['authorization', 'Basic ••••••••'],
    ]);
    expect(exchange?.request.body && revealText(exchange.request.body)).toBe(
      'grant_type=client_credentials&scope=a+b',
    );
    expect(notes).toEqual([
      { entry: 0, leftOut: false, message: 'request.postData: a file is not in the HAR and left out.' },
    ]);
  });

  it.each([
    ['GET', 'https://a/.well-known/openid-configuration', undefined, 'metadata'],
    ['GET', 'https://a/jwks', undefined, 'jwks'],
    ['POST', 'https://a/introspect', 'token=abc', 'introspection'],
    ['POST', 'https://a/oauth-revoke', 'token=abc', 'revocation'],
    ['POST', 'https://a/x', '{"grant_type":1}', 'api'],
    ['GET', 'https://a/x', undefined, 'api'],
  ] as const)('%s %s was for: %s → %s', (method, url, text, purpose) => {
    const postData = text === undefined ? null : { mimeType: '', text };
    const { exchanges } = read([entryOf({ request: { method, url, headers: [], postData } })]);
    expect(exchanges[0]?.purpose).toBe(purpose);
  });

  it.each([
    [{ status: 0, _error: 'net::ERR_CERT_AUTHORITY_INVALID' }, 'net::ERR_CERT_AUTHORITY_INVALID'],
    [null, 'The HAR file has no response to this request.'],
  ])('no response is a failure: %j', (response, message) => {
    const { exchanges } = read([entryOf({ response })]);
    expect(exchanges[0]).toMatchObject({ response: null, failure: { code: 'unknown', message } });
  });

  it('reports a body that is not in the file', () => {
    const response = { status: 200, headers: [], content: { size: 9000, mimeType: 'image/png' } };
    const { exchanges, notes } = read([entryOf({ response })]);
    expect(exchanges[0]?.response?.body).toMatchObject({ text: '', size: 9000, truncated: true });
    expect(notes).toMatchObject([{ message: 'response.content: the body is not in the file.' }]);
  });

  it('shows bytes that are no text as binary', () => {
    const content = { size: 3, mimeType: 'image/png', text: '/wD+', encoding: 'base64' };
    const { exchanges } = read([entryOf({ response: { status: 200, headers: [], content } })]);
    expect(exchanges[0]?.response?.body).toMatchObject({ binary: true, size: 3 });
  });
});

describe('what is broken', () => {
  it('keeps nothing else out', () => {
    const { exchanges, notes } = read([
      null,
      entryOf({ startedDateTime: 'yesterday' }),
      entryOf({ request: { method: 'GET', url: 'chrome-extension://x', headers: [] } }),
      entryOf({ request: { method: 'GET', headers: [] } }),
      entryOf({ _tls: { protocol: 7 }, _failure: 'x', _purpose: 'x', timings: 'x' }),
    ]);
    expect(exchanges).toHaveLength(1);
    expect(notes.filter(({ leftOut }) => leftOut).map(({ entry }) => entry)).toEqual([0, 1, 2, 3]);
    expect(notes.filter(({ leftOut }) => !leftOut)).toMatchObject([
      { entry: 4, message: expect.stringContaining('_tls') },
      { entry: 4, message: expect.stringContaining('_failure') },
    ]);
  });

  it.each([
    ['not JSON', '<html>', 'The file is not JSON.'],
    ['another JSON', '{"log":{}}', 'The file is JSON, but not a HAR file: it has no log with entries.'],
    ['null', 'null', 'The file is JSON, but not a HAR file: it has no log with entries.'],
  ])('%s is refused', (_, text, message) => {
    const result = harToExchanges(text, { idFor: String });
    expect(result).toMatchObject({ ok: false, error: { code: 'config.invalid', message } });
  });

  it('reads another version, with a note', () => {
    const text = JSON.stringify({ log: { version: '2.0', entries: [] } });
    const result = harToExchanges(`\ufeff${text}`, { idFor: String });
    expect(result.ok && result.value.notes).toMatchObject([
      { entry: null, message: expect.stringContaining('“2.0”') },
    ]);
  });
});

function entryOf(overrides: object): object {
  return {
    startedDateTime: '2026-05-01T12:00:00.000+02:00',
    time: 1,
    request: { method: 'GET', url: 'https://example.com/', headers: [] },
    response: { status: 204, statusText: '', httpVersion: 'HTTP/1.1', headers: [] },
    ...overrides,
  };
}

function read(entries: readonly unknown[]): HarImport {
  const text = JSON.stringify({ log: { version: '1.2', creator: { name: 'WebInspector' }, entries } });
  const result = harToExchanges(text, { idFor: (entry) => `imported-${entry}` });
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

function roundTrip(
  exchange: Exchange,
  reveal: Parameters<typeof exchangesToHar>[1]['reveal'] & object,
): HarImport {
  const text = JSON.stringify(exchangesToHar([exchange], { creatorVersion: '1', reveal }));
  const result = harToExchanges(text, { idFor: (entry) => `imported-${entry}` });
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

/** Spans are compared as the text they are: how a secret was encoded is not in a HAR. */
function comparable({ request, ...exchange }: Exchange): object {
  return {
    ...exchange,
    request: {
      ...request,
      headers: request.headers.map(({ name, value }) => [name, revealText(value), maskText(value)]),
      body: request.body && [revealText(request.body), maskText(request.body)],
    },
  };
}
