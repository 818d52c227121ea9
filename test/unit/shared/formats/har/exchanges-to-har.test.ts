import { describe, expect, it } from 'vitest';
import { exchangesToHar } from '../../../../../shared/formats/har/exchanges-to-har.ts';
import { type Exchange, redactExchange } from '../../../../../shared/http/exchange.ts';
import { ALL_SECRET_NAMES, MASK } from '../../../../../shared/text/sensitive-text.ts';
import { aField, anExchange, aResponse, aTokenRequest, aWorkspace } from '../../fixtures.ts';
import { apiExchange, aTlsReport, EXCHANGES, TOKEN } from './exchanges.ts';
import { schemaErrors } from './har-json-schema.ts';
import { HarSpec } from './har-spec.ts';

const OPTIONS = { creatorVersion: '1.2.3' };
const ALL = ALL_SECRET_NAMES;

describe('the exported HAR', () => {
  it.each(EXCHANGES)('is HAR 1.2 to the letter: %s', (_, exchange) => {
    for (const options of [OPTIONS, { ...OPTIONS, reveal: ALL }]) {
      const har = JSON.parse(JSON.stringify(exchangesToHar([exchange, redactExchange(exchange)], options)));
      expect(HarSpec.parse(har)).toEqual(har);
      expect(schemaErrors(har)).toEqual([]);
    }
  });

  it('is judged by a schema that does refuse', () => {
    const har = JSON.parse(JSON.stringify(exchangesToHar([anExchange()], OPTIONS)));
    delete har.log.entries[0].request.method;
    har.log.entries[0].startedDateTime = 'yesterday';
    expect(schemaErrors(har)).toContain('/log/entries/0/startedDateTime must match format "date-time"');
    expect(schemaErrors(har)).toContain("/log/entries/0/request must have required property 'method'");
  });

  it('names its creator and puts the oldest exchange first', () => {
    const { log } = exchangesToHar(
      [
        anExchange({ startedAt: Date.UTC(2026, 0, 2) }),
        anExchange({ startedAt: Date.UTC(2026, 0, 1, 0, 0, 0, 7) }),
      ],
      OPTIONS,
    );
    expect(log.creator).toEqual({ name: 'Credence', version: '1.2.3' });
    expect(log.entries.map(({ startedDateTime }) => startedDateTime)).toEqual([
      '2026-01-01T00:00:00.007Z',
      '2026-01-02T00:00:00.000Z',
    ]);
  });

  it('keeps a DPoP proof’s claims without its signature', () => {
    const request = aTokenRequest(aWorkspace({ request: { headers: [aField('DPoP', 'eyJ.eyJ.sig')] } }));
    const [entry] = exchangesToHar([redactExchange(anExchange({ request }))], OPTIONS).log.entries;
    expect(entry?.request.headers).toContainEqual({ name: 'DPoP', value: `eyJ.eyJ.${MASK}` });
  });

  it('writes the whole of an API call', () => {
    const [entry] = exchangesToHar([apiExchange()], OPTIONS).log.entries;
    expect(entry).toMatchObject({
      serverIPAddress: '::1',
      connection: '50001',
      _purpose: 'api',
      request: {
        method: 'POST',
        url: 'https://localhost:8443/things?q=a+b&q=2',
        httpVersion: 'HTTP/2',
        queryString: [
          { name: 'q', value: 'a b' },
          { name: 'q', value: '2' },
        ],
        cookies: [
          { name: 'a', value: MASK },
          { name: 'b', value: MASK },
        ],
        postData: { mimeType: 'application/json', text: '{"x":"é"}' },
        bodySize: 10,
      },
      response: {
        status: 200,
        httpVersion: 'HTTP/2',
        content: { size: 5, compression: -20, mimeType: 'text/plain; charset=utf-8', text: 'hello' },
        bodySize: 25,
        cookies: [
          {
            name: 'sid',
            value: MASK,
            path: '/',
            domain: 'example.com',
            expires: '2026-10-21T07:28:00.000Z',
            httpOnly: true,
            secure: true,
          },
          { name: 'theme', value: MASK },
        ],
      },
    });
  });

  it('writes a failure as browsers do, with the reason', () => {
    const exchange = EXCHANGES.find(([name]) => name === 'a refused connection')?.[1] as Exchange;
    const [entry] = exchangesToHar([exchange], OPTIONS).log.entries;
    expect(entry).toMatchObject({
      comment: 'message of connection-refused',
      _failure: { code: 'connection-refused', stage: 'connect', platformCode: 'ECONNREFUSED' },
      response: { status: 0, _error: 'message of connection-refused' },
    });
    expect(entry).not.toHaveProperty('serverIPAddress');
  });

  it('writes each hop of a redirect chain as an entry', () => {
    const hop = { ...apiExchange(), id: 'hop', startedAt: 1000 };
    const { log } = exchangesToHar([{ ...apiExchange(), startedAt: 2000, redirects: [hop] }], OPTIONS);
    expect(log.entries.map(({ startedDateTime }) => Date.parse(startedDateTime))).toEqual([1000, 2000]);
    expect(JSON.stringify(log)).not.toContain(TOKEN);
  });

  it('records that a request without a response used HTTP/2', () => {
    const connection = { ...apiExchange().connection, httpVersion: '2' } as Exchange['connection'];
    const [entry] = exchangesToHar([{ ...apiExchange(), connection, response: null }], OPTIONS).log.entries;
    expect(entry?.request.httpVersion).toBe('HTTP/2');
  });

  it('keeps the TLS details', () => {
    const [entry] = exchangesToHar([anExchange({ tls: aTlsReport })], OPTIONS).log.entries;
    expect(entry?._tls).toEqual(aTlsReport);
  });

  it.each([
    ['nothing happened', { dns: null, tcp: null, tls: null }, { dns: -1, connect: -1, ssl: -1, blocked: 3 }],
    ['plain http', { dns: 1, tcp: 2, tls: null }, { dns: 1, connect: 2, ssl: -1, blocked: -1 }],
    [
      'TLS is contained in connect',
      { dns: null, tcp: 1, tls: 1.5 },
      { dns: -1, connect: 2.5, ssl: 1.5, blocked: 0.5 },
    ],
  ] as const)('writes -1 for a stage that did not happen: %s', (_, stages, expected) => {
    const timings = { ...stages, send: null, wait: null, receive: null, total: 3 };
    const [entry] = exchangesToHar([anExchange({ timings })], OPTIONS).log.entries;
    expect(entry?.time).toBe(3);
    expect(entry?.timings).toEqual({ ...expected, send: 0, wait: 0, receive: 0 });
  });
});

describe('secrets in the exported HAR', () => {
  const secret = 'Secr3t! & more';
  const basic = aWorkspace({ client: { authMethod: 'client_secret_basic' } });
  const exchanges: readonly (readonly [string, Exchange])[] = [
    ['in the body', anExchange({ request: aTokenRequest(aWorkspace(), secret) })],
    ['in Basic credentials', anExchange({ request: aTokenRequest(basic, secret) })],
    [
      'echoed by the server, as typed and as sent',
      anExchange({
        request: aTokenRequest(aWorkspace(), secret),
        response: aResponse(`you sent ${secret} as Secr3t%21+%26+more`, { headers: { 'X-Echo': secret } }),
      }),
    ],
    [
      'a token in an answer',
      anExchange({ response: aResponse({ access_token: TOKEN, token_type: 'bearer' }) }),
    ],
    ['a token in a call', apiExchange()],
    [
      'a token echoed by an API',
      { ...apiExchange(), response: aResponse(`{"authorization":"Bearer ${TOKEN}"}`) },
    ],
    [
      'a token in the URL',
      {
        ...apiExchange(),
        request: { ...apiExchange().request, url: `https://localhost/?access_token=${TOKEN}` },
      },
    ],
  ];
  const traces = [secret, 'Secr3t', TOKEN, btoa('server:Secr3t%21+%26+more')];

  it.each(exchanges)('are masked: %s', (_, exchange) => {
    const text = JSON.stringify(exchangesToHar([exchange], OPTIONS));
    for (const trace of traces) expect(text).not.toContain(trace);
    expect(decodeURIComponent(text)).toContain(MASK);
  });

  it.each(exchanges)('are in plain text if the user chooses so: %s', (_, exchange) => {
    const text = JSON.stringify(exchangesToHar([exchange], { ...OPTIONS, reveal: ALL }));
    expect(traces.some((trace) => text.includes(trace) || text.includes('Secr3t%21'))).toBe(true);
    expect(decodeURIComponent(text.replaceAll('%21+%26', ''))).not.toContain(MASK);
  });

  it('their length is not revealed', () => {
    const [entry] = exchangesToHar([anExchange({ request: aTokenRequest() })], OPTIONS).log.entries;
    expect(entry?.request.bodySize).toBe(-1);
    const [shown] = exchangesToHar([anExchange({ request: aTokenRequest() })], { ...OPTIONS, reveal: ALL })
      .log.entries;
    expect(shown?.request.bodySize).toBe(70);
  });
});
