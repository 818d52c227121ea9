import { describe, expect, test } from 'vitest';
import { alterAnswer, replaceAnswer } from '../../../../electron/token-server/faults/alter-answer.ts';
import { createFaultBoard } from '../../../../electron/token-server/faults/fault-board.ts';
import { faultEndpointOf } from '../../../../electron/token-server/faults/fault-endpoint.ts';
import { takeFaults } from '../../../../electron/token-server/faults/request-faults.ts';
import { oauthJson } from '../../../../electron/token-server/http/answer.ts';
import { PATHS } from '../../../../electron/token-server/paths.ts';
import { describeEffect } from '../../../../shared/token-server/describe-fault.ts';
import {
  type AnswerEffect,
  type Fault,
  type FaultEndpoint,
  type FaultOccurrence,
  FaultSchema,
} from '../../../../shared/token-server/faults.ts';
import { createSeededRandom } from '../../../../shared/token-server/seeded-random.ts';
import { headerOf, NOW } from './fixture.ts';

const HANG = { kind: 'hang' } as const;
const always: FaultOccurrence = { mode: 'always' };

function fault(
  id: string,
  occurrence = always,
  endpoint: FaultEndpoint = 'token',
  effect: AnswerEffect = HANG,
): Fault {
  return { id, endpoint, effect, occurrence };
}

describe('the fault board', () => {
  test('affects no response until something is armed, and none after it is disarmed', () => {
    const board = createFaultBoard(() => undefined);
    const threats = () => [board.threatensAnswers, board.threatensConnections];
    expect(threats()).toEqual([false, false]);
    board.arm(fault('a'));
    expect(threats()).toEqual([true, false]);
    board.arm({ id: 'b', endpoint: 'any', effect: { kind: 'tls-1.2-only' }, occurrence: always });
    expect(threats()).toEqual([true, true]);
    board.disarm('a');
    expect(threats()).toEqual([false, true]);
    board.disarm(null);
    expect(threats()).toEqual([false, false]);
  });

  test('hits the endpoint that was named, or any', () => {
    const board = createFaultBoard(() => undefined);
    board.arm(fault('a', always, 'token'));
    board.arm(fault('b', always, 'any', { kind: 'malformed-json' }));
    expect(board.hitAnswer('token').map(({ kind }) => kind)).toEqual(['hang', 'malformed-json']);
    expect(board.hitAnswer('api').map(({ kind }) => kind)).toEqual(['malformed-json']);
  });

  test('is named beside the decision in the log', () => {
    const board = createFaultBoard(() => undefined);
    board.arm(fault('a', always, 'token', { kind: 'status', status: 503 }));
    const rawSockets = { reset: () => undefined, watch: () => undefined };
    const faults = takeFaults({ board, rawSockets }, PATHS.token);
    const answer = faults?.alter(oauthJson(200, {}, null, 'token issued'), NOW);
    expect(answer).toMatchObject({ decision: 'token issued; fault: status 503', fault: 'status 503' });
  });

  test('affects the next n requests, reports the remaining ones, and then ends', () => {
    let changes = 0;
    const board = createFaultBoard(() => {
      changes += 1;
    });
    board.arm(fault('a', { mode: 'next', count: 2 }));
    board.hitAnswer('api');
    expect(board.armed).toMatchObject([{ acted: 0, remaining: 2 }]);
    expect(board.hitAnswer('token')).toEqual([HANG]);
    expect(board.armed).toMatchObject([{ acted: 1, remaining: 1 }]);
    expect(board.hitAnswer('token')).toEqual([HANG]);
    expect([board.armed, board.hitAnswer('token'), board.threatensAnswers]).toEqual([[], [], false]);
    expect(changes).toBe(3);
  });

  test('replaces the fault with the same ID, and resets its count', () => {
    const board = createFaultBoard(() => undefined);
    board.arm(fault('a', { mode: 'next', count: 2 }));
    board.hitAnswer('token');
    board.arm(fault('a', { mode: 'next', count: 5 }));
    expect(board.armed).toMatchObject([{ acted: 0, remaining: 5 }]);
  });

  test('affects the same requests with the same seed, at about the given rate', () => {
    const hits = (seed: number) => {
      const board = createFaultBoard(() => undefined);
      board.arm(fault('a', { mode: 'chance', probability: 0.25, seed }));
      return Array.from({ length: 2000 }, () => board.hitAnswer('token').length);
    };
    expect(hits(7)).toEqual(hits(7));
    expect(hits(7)).not.toEqual(hits(8));
    const count = hits(7).filter((hit) => hit === 1).length;
    expect(count).toBeGreaterThan(400);
    expect(count).toBeLessThan(600);
  });

  test.each([
    [0, 0],
    [1, 100],
  ])('affects all or none with probability %i', (probability, expected) => {
    const board = createFaultBoard(() => undefined);
    board.arm(fault('a', { mode: 'chance', probability, seed: 1 }));
    expect(Array.from({ length: 100 }, () => board.hitAnswer('token')).flat()).toHaveLength(expected);
  });
});

test('seeded numbers are from 0 to 1, and never change', () => {
  const random = createSeededRandom(42);
  const numbers = Array.from({ length: 1000 }, random);
  expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
  // Mulberry32's for this seed.
  expect(numbers[0]).toBeCloseTo(0.6011037519, 9);
});

test.each([
  [PATHS.token, 'token'],
  [PATHS.introspection, 'introspection'],
  [PATHS.revocation, 'revocation'],
  [PATHS.jwks, 'jwks'],
  [PATHS.openidConfiguration, 'metadata'],
  [PATHS.authorizationServerMetadata, 'metadata'],
  [PATHS.helloWorld, 'api'],
  [PATHS.apiWrite, 'api'],
  ['/nowhere', 'any'],
])('the path %s is of the endpoint %s', (path, endpoint) => {
  expect(faultEndpointOf(path)).toBe(endpoint);
});

describe('an altered answer', () => {
  const answer = oauthJson(200, { access_token: 'x', expires_in: 299 }, 'server', 'token issued');
  const alter = (...effects: AnswerEffect[]) => alterAnswer(answer, effects, NOW);

  test('has JSON that breaks off', () => {
    const { body } = alter({ kind: 'malformed-json' });
    expect(answer.body.startsWith(body)).toBe(true);
    expect(() => JSON.parse(body)).toThrow();
  });

  test('has the Content-Type of the fault, once', () => {
    const { headers } = alter({ kind: 'content-type', value: 'text/plain' });
    expect(headers.filter((part) => part === 'Content-Type')).toHaveLength(1);
    expect(headerOf({ ...answer, headers }, 'content-type')).toBe('text/plain');
    expect(headerOf({ ...answer, headers }, 'cache-control')).toBe('no-store');
  });

  test.each([
    [{ kind: 'omit-member', member: 'access_token' }, { expires_in: 299 }],
    [
      { kind: 'omit-member', member: 'missing' },
      { access_token: 'x', expires_in: 299 },
    ],
    [
      { kind: 'set-member', member: 'expires_in', value: '299' },
      { access_token: 'x', expires_in: '299' },
    ],
    [
      { kind: 'set-member', member: 'odd', value: null },
      { access_token: 'x', expires_in: 299, odd: null },
    ],
    [
      { kind: 'set-member', member: '__proto__', value: 1 },
      JSON.parse('{"access_token":"x","expires_in":299,"__proto__":1}'),
    ],
  ] as const)('has other members: %j', (effect, members) => {
    expect(JSON.parse(alter(effect).body)).toEqual(members);
  });

  test('of no JSON object has no members to change', () => {
    const page = { ...answer, body: '[1]' };
    expect(alterAnswer(page, [{ kind: 'omit-member', member: '0' }], NOW)).toEqual(page);
  });

  test.each([
    [3600, 'Fri, 02 Jan 2026 04:04:05 GMT'],
    [-60, 'Fri, 02 Jan 2026 03:03:05 GMT'],
  ])('has a clock that is %i s off', (seconds, date) => {
    expect(headerOf(alter({ kind: 'clock-skew', seconds }), 'date')).toBe(date);
  });

  test('has all of several faults', () => {
    const altered = alter(
      { kind: 'omit-member', member: 'expires_in' },
      { kind: 'content-type', value: 'text/json' },
    );
    expect([altered.body, headerOf(altered, 'content-type')]).toEqual(['{"access_token":"x"}', 'text/json']);
  });

  test.each([
    [{ kind: 'status', status: 429, retryAfter: 7 }, 429, '7', 'text/plain;charset=UTF-8'],
    [{ kind: 'status', status: 502 }, 502, undefined, 'text/plain;charset=UTF-8'],
    [{ kind: 'html', status: 200 }, 200, undefined, 'text/html;charset=UTF-8'],
  ] as const)('takes the endpoint’s place: %j', (effect, status, retryAfter, type) => {
    const replaced = replaceAnswer([{ kind: 'delay', milliseconds: 1 }, effect]);
    if (replaced === null) throw new Error('not replaced');
    expect([replaced.status, headerOf(replaced, 'retry-after'), headerOf(replaced, 'content-type')]).toEqual([
      status,
      retryAfter,
      type,
    ]);
  });

  test('takes no place otherwise', () => {
    expect(replaceAnswer([HANG, { kind: 'malformed-json' }])).toBe(null);
  });
});

describe('the schema', () => {
  test.each([
    fault('a'),
    fault('a', { mode: 'chance', probability: 0.5, seed: 1 }, 'any', {
      kind: 'drip',
      bytes: 1,
      milliseconds: 5,
    }),
    { id: 'a', endpoint: 'any', effect: { kind: 'certificate', problem: 'expired' }, occurrence: always },
  ])('takes %j', (value) => {
    expect(FaultSchema.parse(value)).toEqual(value);
  });

  test.each([
    ['a connection fault for one endpoint', { ...fault('a'), effect: { kind: 'tls-1.2-only' } }],
    ['a header that is two', fault('a', always, 'any', { kind: 'content-type', value: 'a\r\nX: y' })],
    ['a delay beyond timers', fault('a', always, 'any', { kind: 'delay', milliseconds: 2 ** 31 })],
    ['another status', { ...fault('a'), effect: { kind: 'status', status: 200 } }],
    ['no times at all', fault('a', { mode: 'next', count: 0 })],
    ['a probability above 1', fault('a', { mode: 'chance', probability: 1.1, seed: 0 })],
  ])('does not take %s', (_name, value) => {
    expect(FaultSchema.safeParse(value).success).toBe(false);
  });
});

test.each([
  [{ kind: 'status', status: 503, retryAfter: 5 }, '503 with Retry-After 5'],
  [{ kind: 'clock-skew', seconds: -30 }, 'clock 30 s behind'],
  [{ kind: 'certificate', problem: 'other-host' }, 'certificate of another host'],
  [{ kind: 'token', deviation: 'wrong-key-id' }, 'token with an unknown kid'],
] as const)('%j in words is %s', (effect, words) => {
  expect(describeEffect(effect)).toBe(words);
});
