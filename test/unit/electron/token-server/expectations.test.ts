import { describe, expect, test } from 'vitest';
import {
  createExpectationTracker,
  describeResults,
  type Expectation,
  ExpectationSchema,
} from '../../../../electron/token-server/expect/expectations.ts';
import type { TokenServerLogEntry } from '../../../../shared/token-server/state.ts';
import { NOW } from './fixture.ts';

let id = 0;
const ISSUED = {
  method: 'client_secret_basic',
  scope: 'read write',
  audience: ['https://api.example'],
  lifetimeSeconds: 300,
};

function entry(seconds: number, more: Partial<TokenServerLogEntry> = {}): TokenServerLogEntry {
  id += 1;
  return {
    id,
    at: NOW + seconds * 1000,
    method: 'POST',
    path: '/oauth/v2/oauth-token',
    status: 200,
    duration: 1,
    remotePort: 1,
    clientId: 'a',
    decision: 'token issued',
    encrypted: true,
    tokenRequest: { issued: ISSUED },
    ...more,
  };
}

/** The same, not at the token endpoint. */
const elsewhere = ({ tokenRequest: _facts, ...other }: TokenServerLogEntry): TokenServerLogEntry => other;

const issuedWith = (more: Partial<typeof ISSUED>) => ({ tokenRequest: { issued: { ...ISSUED, ...more } } });

function holds(expectation: Expectation, ...entries: TokenServerLogEntry[]): boolean {
  const tracker = createExpectationTracker([expectation]);
  for (const each of entries) tracker.add(each);
  return tracker.results().every(({ failures }) => failures.length === 0);
}

describe('expectations of clients', () => {
  test.each<[string, boolean, Expectation, TokenServerLogEntry[]]>([
    ['one request of one', true, { tokenRequests: 1 }, [entry(0)]],
    ['two requests of one', false, { tokenRequests: 1 }, [entry(0), entry(1)]],
    ['within bounds', true, { tokenRequests: { min: 1, max: 2 } }, [entry(0), entry(1)]],
    ['none where one must be', false, { tokenRequests: { min: 1 } }, []],
    ['of another client', true, { clientId: 'b', tokenRequests: 0 }, [entry(0)]],
    ['nobody called, though it reuses tokens', false, { cached: true }, []],
    ['nobody called, though it waits', false, { backsOff: true }, []],
    ['nobody called in plain HTTP either', false, { encrypted: true }, []],
    ['another client called', false, { clientId: 'b', cached: true }, [entry(0)]],
    ['it called, and got no token', false, { scope: 'read' }, [entry(0, { tokenRequest: {} })]],
    [
      'it introspected over HTTPS',
      true,
      { clientId: 'b', encrypted: true },
      [elsewhere(entry(0, { clientId: 'b' }))],
    ],
    ['its method', true, { method: 'client_secret_basic' }, [entry(0)]],
    ['another method', false, { method: 'private_key_jwt' }, [entry(0)]],
    ['its scope in another order', true, { scope: 'write read' }, [entry(0)]],
    ['another scope', false, { scope: 'read' }, [entry(0)]],
    ['all encrypted', true, { encrypted: true }, [entry(0)]],
    ['one in plain HTTP', false, { encrypted: true }, [entry(0, { encrypted: false })]],
    [
      'plain HTTP at the HTTPS port',
      false,
      { clientId: 'a', encrypted: true },
      [{ ...entry(0, { clientId: null, encrypted: false, method: 'HTTP' }) }],
    ],
    ['a new token at the end of the old', true, { cached: true }, [entry(0), entry(280)]],
    ['a new token while the old is valid', false, { cached: true }, [entry(0), entry(200)]],
    ['the same within its own margin', true, { cached: true, reuseMargin: 120 }, [entry(0), entry(200)]],
    [
      'another scope needs another token',
      true,
      { cached: true },
      [entry(0), entry(1, issuedWith({ scope: 'admin' }))],
    ],
    ['another audience, too', true, { cached: true }, [entry(0), entry(1, issuedWith({ audience: ['b'] }))]],
    ['nobody was asked to wait', true, { backsOff: true }, [entry(0)]],
    ['another client, too', true, { cached: true }, [entry(0), entry(1, { clientId: 'b' })]],
    [
      'a refused request is no repetition',
      true,
      { cached: true },
      [entry(0), entry(1, { tokenRequest: {} })],
    ],
    [
      'after Retry-After',
      true,
      { backsOff: true },
      [entry(0, { status: 429, tokenRequest: { retryAfterSeconds: 5 } }), entry(5)],
    ],
    [
      'before Retry-After',
      false,
      { backsOff: true },
      [entry(0, { status: 429, tokenRequest: { retryAfterSeconds: 5 } }), entry(4)],
    ],
    [
      'another client need not wait',
      true,
      { backsOff: true },
      [entry(0, { status: 429, tokenRequest: { retryAfterSeconds: 5 } }), entry(1, { clientId: 'b' })],
    ],
  ])('%s: %s', (_name, result, expectation, entries) => {
    expect(holds(expectation, ...entries)).toBe(result);
  });

  test.each([
    ['without expectations no request', [], 0],
    ['with one every token request', [{ cached: true as const }], 2],
  ])('%s is kept', (_name, expectations, size) => {
    const tracker = createExpectationTracker(expectations);
    tracker.add(entry(0));
    tracker.add(entry(1));
    expect(tracker.size).toBe(size);
  });

  test('the report names each claim and the requests that break it', () => {
    const tracker = createExpectationTracker([
      { clientId: 'a', tokenRequests: 1, cached: true, method: 'client_secret_basic' },
    ]);
    tracker.add(entry(0));
    tracker.add(entry(100));
    const report = describeResults(tracker.results());
    expect(report).toContain('FAILED "a": makes exactly 1 token request');
    expect(report).toContain('made 2');
    expect(report).toContain('ok     "a": authenticates by client_secret_basic');
    expect(report).toContain('was valid for 200 s more');
    expect(report).toContain('2 of 3 expectations failed.');
  });

  test.each<[Expectation, string]>([
    [{ tokenRequests: { max: 2 } }, 'makes at most 2 token requests'],
    [{ tokenRequests: { min: 1 } }, 'makes at least 1 token request'],
    [{ tokenRequests: { min: 1, max: 3 } }, 'makes 1 to 3 token requests'],
    [{ backsOff: true }, 'waits as Retry-After says (no response had Retry-After)'],
  ])('%j is called %s', (expectation, claim) => {
    const tracker = createExpectationTracker([expectation]);
    tracker.add(entry(0));
    expect(tracker.results()).toEqual([{ claim: `all clients: ${claim}`, failures: [] }]);
  });

  test.each([
    [{}, 'expects nothing'],
    [{ clientId: 'a' }, 'expects nothing'],
    [{ method: 'basic' }, 'Invalid option'],
    [{ tokenRequests: {} }, 'needs min, max or both'],
    [{ tokenRequests: { min: 2, max: 1 } }, 'min is more than max'],
    [{ tokenRequests: 1, reuseMargin: 5 }, 'reuseMargin has no effect without "cached": true'],
  ])('%j is refused: %s', (expectation, words) => {
    const parsed = ExpectationSchema.safeParse(expectation);
    expect(parsed.error?.issues.map(({ message }) => message).join()).toContain(words);
  });
});
