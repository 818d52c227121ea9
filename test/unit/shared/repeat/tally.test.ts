import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../../../shared/http/exchange.ts';
import { failureKind, type Repeated, RepeatTally } from '../../../../shared/repeat/tally.ts';
import { findings } from '../diagnose/findings.ts';
import { aFailure, anExchange, aResponse } from '../fixtures.ts';

const plan = { target: 'token', planned: 100, atOnce: 4 } as const;

function repeated(id: string, change: Partial<Repeated> = {}, exchange: Partial<Exchange> = {}): Repeated {
  return {
    exchange: anExchange({ id, response: aResponse({ access_token: 'a' }), ...exchange }),
    token: null,
    failure: null,
    repeatedForNonce: false,
    ...change,
  };
}

const refused = { id: 'oauth-invalid-client', title: 'The server does not accept the client' };

describe('the tally of a repeated request', () => {
  it('counts tokens, and how many differ', () => {
    const tally = new RepeatTally(plan);
    for (const [index, token] of ['a', 'a', 'b'].entries()) tally.add(repeated(`${index}`, { token }));
    expect(tally.report('done', 10)).toMatchObject({
      completed: 3,
      succeeded: 3,
      tokens: { received: 3, distinct: 2 },
      exampleId: '0',
    });
  });

  it('has no tokens to speak of for API calls', () => {
    expect(new RepeatTally({ ...plan, target: 'api' }).report('done', 0).tokens).toBeNull();
  });

  it('keeps the first success and the first failures of each kind, not more', () => {
    const tally = new RepeatTally(plan);
    const kept = (id: string, failure: Repeated['failure']) => tally.add(repeated(id, { failure }));
    expect([kept('s1', null), kept('s2', null)]).toEqual([true, false]);
    expect(['f1', 'f2', 'f3', 'f4'].map((id) => kept(id, refused))).toEqual([true, true, true, false]);
    expect(kept('o1', { id: 'transport-timeout', title: 'Too late' })).toBe(true);
    expect(tally.report('done', 0).failures).toEqual([
      { ...refused, count: 4, exchangeIds: ['f1', 'f2', 'f3'] },
      { id: 'transport-timeout', title: 'Too late', count: 1, exchangeIds: ['o1'] },
    ]);
  });

  it('keeps a dozen failures at most, whatever their kinds', () => {
    const tally = new RepeatTally(plan);
    const kept = Array.from({ length: 40 }, (_, index) =>
      tally.add(repeated(`${index}`, { failure: { id: `kind-${index % 8}`, title: 'x' } })),
    );
    expect(kept.filter(Boolean)).toHaveLength(12);
  });

  it('measures every response, whatever its status; not failures', () => {
    const tally = new RepeatTally(plan);
    const timings = { dns: null, tcp: null, tls: null, send: 0, wait: 1, receive: 0 };
    tally.add(repeated('1', {}, { timings: { ...timings, total: 5 } }));
    tally.add(repeated('2', { failure: refused }, { timings: { ...timings, total: 7 } }));
    tally.add(
      repeated(
        '3',
        { failure: { id: 'x', title: 'x' } },
        { response: null, failure: aFailure('timeout'), timings: { ...timings, total: 30_000 } },
      ),
    );
    expect(tally.report('done', 0).latency).toMatchObject({ count: 2, max: 7 });
  });

  it('reports when the server began to limit, and its Retry-After', () => {
    const tally = new RepeatTally(plan);
    tally.add(repeated('1'));
    for (const id of ['2', '3']) {
      const response = aResponse('', { status: 429, headers: { 'Retry-After': id } });
      tally.add(repeated(id, { failure: { id: 'http-rate-limited', title: 'x' } }, { response }));
    }
    expect(tally.report('done', 0).rateLimited).toEqual({ count: 2, after: 1, retryAfter: '2' });
  });

  it('counts connections that were opened, and requests that a nonce cost twice', () => {
    const tally = new RepeatTally(plan);
    const connection = { remoteAddress: '::1', remotePort: 1, localPort: 2, reused: true };
    tally.add(repeated('1', { repeatedForNonce: true }));
    tally.add(repeated('2', {}, { connection }));
    expect(tally.report('done', 0)).toMatchObject({ connections: 1, repeatedForNonce: 1 });
  });
});

describe('failures have the names of the diagnosis', () => {
  const kindOf = (exchange: Exchange) => failureKind(exchange, findings(exchange));

  it.each<[string, Exchange]>([
    [
      'oauth-invalid-client',
      anExchange({ response: aResponse({ error: 'invalid_client' }, { status: 401 }) }),
    ],
    ['http-rate-limited', anExchange({ response: aResponse('', { status: 429 }) })],
    ['transport-connection-refused', anExchange({ failure: aFailure('connection-refused') })],
  ])('%s', (id, exchange) => {
    expect(kindOf(exchange)).toMatchObject({ id, title: expect.stringMatching(/^[A-Z]/) });
  });

  it('falls back to the status or the failure if there is no diagnosis', () => {
    expect(failureKind(anExchange({ response: aResponse('', { status: 418 }) }), [])).toEqual({
      id: 'status-418',
      title: 'Status 418',
    });
    expect(failureKind(anExchange({ failure: aFailure('unknown') }), []).id).toBe('failure-unknown');
    expect(failureKind(anExchange(), []).id).toBe('no-answer');
  });
});
