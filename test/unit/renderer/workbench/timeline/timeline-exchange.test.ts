import { describe, expect, test } from 'vitest';
import { findRibbons, shareLeft } from '../../../../../renderer/workbench/timeline/ribbons.ts';
import {
  type Session,
  timelineExchanges,
} from '../../../../../renderer/workbench/timeline/timeline-exchange.ts';
import type { HistorySummary } from '../../../../../shared/history/entry.ts';
import { summary } from '../../history/summaries.ts';
import { accessToken } from '../../runs-of-test.ts';

const session: Session = { workspaceId: 'w1', since: 500, tokens: {}, faults: new Map() };

/** As the history has them: newest first. */
function lines(...changes: readonly (Partial<HistorySummary> & { readonly id: string })[]): HistorySummary[] {
  return changes
    .map((change, index) => summary(change.id, { startedAt: 1_000 + index, ...change }))
    .toReversed();
}

describe('the exchanges of the timeline', () => {
  test('are those of this session and workspace, oldest first', () => {
    const history = lines(
      { id: 'earlier', startedAt: 499 },
      { id: 'first' },
      { id: 'other', workspaceId: 'w2' },
      { id: 'second' },
    );
    expect(timelineExchanges(history, session).map(({ id }) => id)).toEqual(['first', 'second']);
  });

  const OUTCOMES: readonly [string, Partial<HistorySummary>, string, string][] = [
    ['success', {}, '200', 'good'],
    ['a refusal', { status: 401 }, '401', 'caution'],
    ['an HTML page with status 200', { severity: 'error' }, '200', 'caution'],
    ['a note', { severity: 'warning' }, '200', 'good'],
    ['no connection', { status: null, failure: 'connection-refused' }, 'failed', 'danger'],
    ['an untrusted certificate', { status: null, failure: 'tls-untrusted' }, 'not sent', 'danger'],
    ['a cancelled request', { status: null, failure: 'cancelled' }, 'cancelled', 'neutral'],
    ['a response cut short', { failure: 'body-truncated' }, 'failed', 'danger'],
  ];
  test.each(OUTCOMES)('%s has its status and the colour of its verdict', (_, change, status, tone) => {
    expect(timelineExchanges(lines({ id: 'a', ...change }), session)).toMatchObject([{ status, tone }]);
  });

  test('the token request between a refused call and its repetition is named as a renewal', () => {
    const history = lines(
      { id: 'token' },
      { id: 'call', purpose: 'api', status: 401, repeatedBecause: 'token-renewed' },
      { id: 'renewal' },
      { id: 'again', purpose: 'api', repeatsBecause: 'token-renewed' },
      { id: 'later' },
    );
    const names = timelineExchanges(history, session).map(({ name }) => name);
    expect(names).toEqual(['Token', 'API', 'New token', 'API', 'Token']);
  });

  test('marks a repetition for a DPoP nonce on both sides', () => {
    const history = lines(
      { id: 'first', status: 400, repeatedBecause: 'dpop-nonce' },
      { id: 'second', repeatsBecause: 'dpop-nonce' },
    );
    expect(timelineExchanges(history, session).map(({ note }) => note)).toEqual([
      'wants a nonce',
      'with nonce',
    ]);
  });

  test('colour, icon and ribbon have their words', () => {
    const [exchange] = timelineExchanges(lines({ id: 'a', status: 503 }), {
      ...session,
      tokens: { a: accessToken('a', { expiresAt: 60_000 }) },
      faults: new Map([['a', 'no answer']]),
    });
    expect(exchange?.reason).toBe(' Service Unavailable');
    expect(exchange?.more).toMatch(/^armed fault: no answer, token expires at /);
  });
});

describe('the ribbons of the tokens', () => {
  const tokens = {
    one: accessToken('one', { receivedAt: 0, expiresAt: 100_000 }),
    two: accessToken('two', { receivedAt: 0, expiresAt: 100_000 }),
    other: accessToken('other', { clientKey: 'another client' }),
  };
  const exchanges = (...ids: readonly string[]) =>
    timelineExchanges(lines(...ids.map((id) => ({ id }))), { ...session, tokens });

  test('end where the next token begins, the last one behind everything', () => {
    const ribbons = findRibbons(exchanges('one', 'call', 'two', 'a', 'b', 'c', 'd'), 8);
    expect(ribbons).toMatchObject([
      { from: 0, to: 2, isReplaced: true },
      { from: 2, to: 8, isReplaced: false },
    ]);
  });

  test('a token of another client replaces none', () => {
    expect(findRibbons(exchanges('one', 'other'), 3)).toMatchObject([
      { isReplaced: false },
      { isReplaced: false },
    ]);
  });

  test('drain with the time that is left', () => {
    expect(shareLeft(tokens.one, 0)).toBe(1);
    expect(shareLeft(tokens.one, 75_000)).toBe(0.25);
    expect(shareLeft(tokens.one, 200_000)).toBe(0);
    expect(shareLeft({ ...tokens.one, revokedAt: 1 }, 2)).toBe(0);
    expect(shareLeft({ ...tokens.one, expiresAt: null }, 2)).toBe(1);
  });
});
