import { expect, test } from 'vitest';
import {
  describeActed,
  describeFault,
  describeOccurrence,
} from '../../../../../renderer/features/token-server/faults/describe-armed.ts';
import type { Fault, FaultOccurrence } from '../../../../../shared/token-server/faults.ts';

const late = (occurrence: FaultOccurrence): Fault => ({
  id: 'f',
  endpoint: 'token',
  effect: { kind: 'delay', milliseconds: 3000 },
  occurrence,
});
const expired: Fault = {
  id: 'f',
  endpoint: 'any',
  effect: { kind: 'certificate', problem: 'expired' },
  occurrence: { mode: 'next', count: 2 },
};

test.each([
  [late({ mode: 'always' }), 'delayed by 3000 ms at the token endpoint'],
  [expired, 'expired certificate on TLS connections'],
])('a fault in words (%#)', (fault, words) => {
  expect(describeFault(fault)).toBe(words);
});

test.each([
  [late({ mode: 'always' }), null, 'always'],
  [late({ mode: 'next', count: 1 }), 1, 'for the next request'],
  [late({ mode: 'next', count: 3 }), 3, 'for the next 3 requests'],
  [late({ mode: 'next', count: 3 }), 1, 'for the next 1 of 3 requests'],
  [expired, 2, 'for the next 2 connections'],
  [late({ mode: 'chance', probability: 0.25, seed: 7 }), null, 'by chance, 25 %, seed 7'],
])('how often it acts yet (%#)', (fault, remaining, words) => {
  expect(describeOccurrence({ fault, acted: 0, remaining })).toBe(words);
});

test.each([
  [0, 'not used yet'],
  [1, 'used once'],
  [12, 'used 12 times'],
])('having acted %i times, it %s', (acted, words) => {
  expect(describeActed(acted)).toBe(words);
});
