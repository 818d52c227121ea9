import { describe, expect, it } from 'vitest';
import { compareExchanges, type SectionId } from '../../../../shared/history/compare.ts';
import type { Exchange } from '../../../../shared/http/exchange.ts';
import { secretSpan } from '../../../../shared/text/sensitive-text.ts';

function jwt(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'ES256', typ: 'at+jwt' })}.${part(claims)}.c2ln`;
}

interface Sent {
  readonly body?: string;
  readonly answer?: string;
  readonly type?: string;
  readonly status?: number;
  readonly change?: Partial<Exchange>;
}

function exchange({
  body = 'scope=read',
  answer = '',
  type,
  status = 200,
  change = {},
}: Sent = {}): Exchange {
  return {
    id: 'e',
    purpose: 'token',
    request: {
      method: 'POST',
      url: 'https://localhost:8443/oauth/v2/oauth-token?x=1',
      headers: [
        { name: 'Content-Type', value: ['application/x-www-form-urlencoded'] },
        { name: 'Authorization', value: ['Basic ', secretSpan('CLIENT_SECRET', 'canary', 'basic-form')] },
      ],
      body: [`grant_type=client_credentials&${body}`],
    },
    response: {
      httpVersion: '1.1',
      status,
      statusText: status === 200 ? 'OK' : 'Unauthorized',
      headers: [['Content-Type', type ?? 'application/json']],
      body: {
        text: answer,
        size: answer.length,
        wireSize: answer.length,
        charset: 'utf-8',
        contentEncoding: null,
        truncated: false,
        binary: false,
      },
    },
    failure: null,
    timings: { dns: null, tcp: 1, tls: 2, send: 0, wait: 3, receive: 1, total: 7 },
    connection: null,
    tls: null,
    startedAt: 0,
    ...change,
  };
}

function differing(left: Exchange, right: Exchange): SectionId[] {
  return compareExchanges(left, right)
    .sections.filter(({ differences }) => differences > 0)
    .map(({ id }) => id);
}

function fieldsOf(left: Exchange, right: Exchange, id: SectionId) {
  return compareExchanges(left, right).sections.find((section) => section.id === id)?.fields;
}

describe('compareExchanges', () => {
  it('marks nothing if nothing differs, and never shows a secret', () => {
    const one = exchange({ answer: '{"access_token":"a"}' });
    const comparison = compareExchanges(one, one);
    expect(differing(one, one)).toEqual([]);
    expect(JSON.stringify(comparison)).not.toContain('canary');
  });

  it.each<[string, Exchange, SectionId[]]>([
    ['a form parameter', exchange({ body: 'scope=write' }), ['request-body']],
    ['the status', exchange({ status: 401 }), ['response']],
    ['a member of the answer', exchange({ answer: '{"error":"invalid_client"}' }), ['response-body']],
    [
      'the target',
      exchange({
        change: { request: { ...exchange().request, url: 'https://localhost:8443/oauth/v2/other?x=1' } },
      }),
      ['request'],
    ],
    [
      'no response at all',
      exchange({
        change: {
          response: null,
          failure: { code: 'connection-refused', stage: 'connect', message: 'refused', platformCode: null },
        },
      }),
      ['response', 'response-headers'],
    ],
  ])('finds %s', (_what, other, expected) => {
    expect(differing(exchange(), other)).toEqual(expected);
  });

  it('compares forms by parameter, decoded', () => {
    expect(fieldsOf(exchange(), exchange({ body: 'scope=read+write' }), 'request-body')).toContainEqual({
      name: 'scope',
      left: 'read',
      right: 'read write',
      difference: 'changed',
    });
  });

  it('compares the claims of two JWTs', () => {
    const answer = (claims: object) => JSON.stringify({ access_token: jwt(claims) });
    const [left, right] = [
      exchange({ answer: answer({ sub: 'server', scope: 'read' }) }),
      exchange({ answer: answer({ sub: 'server', scope: 'read write', aud: ['api'] }) }),
    ];
    expect(fieldsOf(left, right, 'token-claims')).toEqual([
      { name: 'sub', left: 'server', right: 'server', difference: 'same' },
      { name: 'scope', left: 'read', right: 'read write', difference: 'changed' },
      { name: 'aud', left: null, right: '["api"]', difference: 'only-right' },
    ]);
    expect(fieldsOf(left, right, 'token-header')?.map(({ difference }) => difference)).toEqual([
      'same',
      'same',
    ]);
  });

  it('finds a single deep difference in a JSON response', () => {
    const answer = (id: number) => JSON.stringify({ items: [{ id, tags: ['a'] }], page: { next: null } });
    expect(
      fieldsOf(exchange({ answer: answer(1) }), exchange({ answer: answer(2) }), 'response-body'),
    ).toEqual([
      { name: 'items[0].id', left: '1', right: '2', difference: 'changed' },
      { name: 'items[0].tags', left: '["a"]', right: '["a"]', difference: 'same' },
      { name: 'page.next', left: 'null', right: 'null', difference: 'same' },
    ]);
  });

  it('compares an HTML page with a JSON response line by line', () => {
    const page = exchange({ answer: '<h1>Login</h1>', type: 'text/html' });
    const section = compareExchanges(exchange({ answer: '{"a":1}' }), page).sections.find(
      ({ id }) => id === 'response-body',
    );
    expect(section?.lines).toEqual([
      { left: 'a: 1', right: null, difference: 'only-left' },
      { left: null, right: '<h1>Login</h1>', difference: 'only-right' },
    ]);
  });

  it('puts the times of every stage side by side', () => {
    const reused = exchange({
      change: { timings: { ...exchange().timings, tcp: null, tls: null, total: 4 } },
    });
    expect(compareExchanges(exchange(), reused).timings).toContainEqual({
      stage: 'tls',
      left: 2,
      right: null,
    });
  });
});
