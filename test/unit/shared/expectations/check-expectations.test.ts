import { describe, expect, test } from 'vitest';
import { checkExpectations } from '../../../../shared/expectations/check-expectations.ts';
import { describeExpectation } from '../../../../shared/expectations/describe-expectation.ts';
import type { Expectation } from '../../../../shared/model/workspace.ts';
import { aFailure, anExchange, aResponse } from '../fixtures.ts';

const orders = anExchange({
  purpose: 'api',
  response: {
    ...aResponse({
      orders: [
        { id: 7, state: 'open' },
        { id: 8, state: 'done' },
      ],
      total: 2,
    }),
    headers: [
      ['content-type', 'application/json'],
      ['x-trace', 'one'],
      ['x-trace', 'two'],
    ],
  },
});
const refused = anExchange({
  purpose: 'api',
  response: aResponse('', {
    status: 403,
    headers: { 'www-authenticate': 'Bearer error="insufficient_scope", scope="write"' },
  }),
});

const json = (path: string, match: 'exists' | 'equals' | 'matches', value = ''): Expectation => ({
  kind: 'json',
  path,
  match,
  value,
});
const header = (name: string, match: 'exists' | 'equals' | 'matches', value = ''): Expectation => ({
  kind: 'header',
  name,
  match,
  value,
});

describe('an expectation', () => {
  test.each<[Expectation, typeof orders, string]>([
    [{ kind: 'status', status: 200 }, orders, ''],
    [{ kind: 'status', status: 201 }, orders, 'status is 200'],
    [header('Content-Type', 'exists'), orders, ''],
    [header('content-type', 'matches', '^application/json'), orders, ''],
    [header('X-Trace', 'equals', 'two'), orders, ''],
    [header('X-Trace', 'equals', 'three'), orders, 'it is one, two'],
    [header('Location', 'exists'), orders, 'the response has no header Location'],
    [header('X-Trace', 'matches', '('), orders, '“(” is not a regular expression'],
    [json('$.total', 'equals', '2'), orders, ''],
    [json('$.total', 'equals', '"2"'), orders, 'it is 2'],
    [json('$.orders[0].state', 'equals', 'open'), orders, ''],
    [json('$.orders[?@.state == "done"].id', 'equals', '8'), orders, ''],
    [json('$.orders[0]', 'equals', '{"state":"open","id":7}'), orders, ''],
    [json('$.orders[*].state', 'matches', '^d'), orders, ''],
    [json('$.missing', 'exists'), orders, 'nothing is at $.missing'],
    [json('$.total', 'exists'), refused, 'the body is not JSON'],
    [{ kind: 'refused', error: 'insufficient_scope' }, refused, ''],
    [{ kind: 'refused', error: 'invalid_token' }, refused, 'refused with insufficient_scope'],
    [{ kind: 'refused', error: 'invalid_token' }, orders, 'the call was not refused: status is 200'],
    [{ kind: 'time', belowMs: 60_000 }, orders, ''],
  ])('%j', (expectation, exchange, found) => {
    const [result] = checkExpectations([expectation], exchange);
    expect(result).toEqual({ expectation, passed: found === '', found });
  });

  test('reports what is wrong with an invalid path', () => {
    const [result] = checkExpectations([json('$.orders[', 'exists')], orders);
    expect(result?.found).toMatch(/^the path is not JSONPath/);
  });

  test('about the time names how long it took', () => {
    const slow = { ...orders, timings: { ...orders.timings, total: 812.4 } };
    expect(checkExpectations([{ kind: 'time', belowMs: 500 }], slow)[0]?.found).toBe('it took 812 ms');
  });

  test('is not met without a response', () => {
    const failed = anExchange({ response: null, failure: aFailure('timeout') });
    expect(checkExpectations([{ kind: 'status', status: 200 }], failed)[0]?.found).toBe(
      'there is no response',
    );
  });

  test.each<[Expectation, string]>([
    [{ kind: 'status', status: 404 }, 'status is 404'],
    [header('X', 'exists'), 'header X exists'],
    [json('$.a', 'equals', '1'), '$.a equals 1'],
    [{ kind: 'time', belowMs: 5 }, 'response within 5 ms'],
    [{ kind: 'refused', error: 'invalid_token' }, 'refused with invalid_token'],
  ])('reads as a sentence: %j', (expectation, text) => {
    expect(describeExpectation(expectation)).toBe(text);
  });
});
