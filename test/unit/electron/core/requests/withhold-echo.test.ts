import { describe, expect, it } from 'vitest';
import { withholdEcho } from '../../../../../electron/core/requests/withhold-echo.ts';
import type { Exchange } from '../../../../../shared/http/exchange.ts';
import { MASK, secretSpan } from '../../../../../shared/text/sensitive-text.ts';

const SECRET = 'Secr3t!&';
const BASIC = 'c2VydmVyOlNlY3IzdCE=';

function exchangeAnswering(text: string, headers: [string, string][] = []): Exchange {
  return {
    id: 'x',
    purpose: 'token',
    request: {
      method: 'POST',
      url: 'https://localhost/token',
      headers: [
        { name: 'Authorization', value: ['Basic ', secretSpan('CLIENT_SECRET', BASIC, 'basic-form')] },
      ],
      body: null,
    },
    response: {
      httpVersion: '1.1',
      status: 200,
      statusText: 'OK',
      headers,
      body: {
        text,
        size: text.length,
        wireSize: text.length,
        charset: 'utf-8',
        contentEncoding: null,
        truncated: false,
        binary: false,
      },
    },
    failure: null,
    timings: { dns: null, tcp: null, tls: null, send: null, wait: null, receive: null, total: 1 },
    connection: null,
    tls: null,
    startedAt: 0,
  };
}

const echoed = (text: string, ...secrets: readonly string[]) =>
  withholdEcho(exchangeAnswering(text), secrets.length > 0 ? secrets : [SECRET]).response?.body.text;

describe('withholdEcho', () => {
  it.each([
    ['as it is', `got ${SECRET}.`, `got ${MASK}.`],
    ['form encoded', 'client_secret=Secr3t%21%26&scope=read', `client_secret=${MASK}&scope=read`],
    [
      'as it was sent in the Basic header',
      `{"Authorization":"Basic ${BASIC}"}`,
      `{"Authorization":"Basic ${MASK}"}`,
    ],
    ['more than once', `${SECRET} ${SECRET}`, `${MASK} ${MASK}`],
  ])('masks the secret that a server sends back %s', (_name, body, masked) => {
    expect(echoed(body)).toBe(masked);
  });

  it('masks it in what a redirect said on the way, too', () => {
    const hop = exchangeAnswering(`moved, ${SECRET}`, [['X-Debug', SECRET]]);
    const { redirects } = withholdEcho({ ...exchangeAnswering('done'), redirects: [hop] }, [SECRET]);
    expect(redirects?.[0]?.response).toMatchObject({
      headers: [['X-Debug', MASK]],
      body: { text: `moved, ${MASK}` },
    });
  });

  it('masks it in headers too', () => {
    const exchange = withholdEcho(exchangeAnswering('', [['X-Echo', SECRET]]), [SECRET]);
    expect(exchange.response?.headers).toEqual([['X-Echo', MASK]]);
  });

  it('masks a secret with quotes in JSON', () => {
    expect(echoed('{"s":"pass\\"word"}', 'pass"word')).toBe(`{"s":"${MASK}"}`);
  });

  it('masks each of several, as a secret and the assertion that it signed', () => {
    expect(echoed('Secr3t!& and eyJh.eyJi.c2ln', 'Secr3t!&', 'eyJh.eyJi.c2ln')).toBe(`${MASK} and ${MASK}`);
  });

  it('masks a long one within a word, too: it is not there by chance', () => {
    expect(echoed('p=acanary-0f-a-testb', 'canary-0f-a-test')).toBe(`p=a${MASK}b`);
  });

  it('leaves a token that happens to contain it, and common short words', () => {
    expect(echoed('{"access_token":"abcsecretabc"}', 'secret')).toBe('{"access_token":"abcsecretabc"}');
    expect(echoed('{"scope":"read"}', 'read')).toBe('{"scope":"read"}');
  });

  it('leaves an answer as it is when no secret was sent', () => {
    const exchange = exchangeAnswering(SECRET);
    expect(withholdEcho(exchange, [])).toBe(exchange);
  });
});
