import { describe, expect, test } from 'vitest';
import { viewLog } from '../../../../renderer/features/token-server/log/filter-log.ts';
import { logEntry } from './log-entry.ts';

const entries = [
  logEntry({
    id: 1,
    path: '/oauth/v2/oauth-token',
    status: 200,
    clientId: 'server',
    decision: 'token issued',
  }),
  logEntry({ id: 2, path: '/hello_world', status: 401, clientId: null, decision: 'invalid_token: expired' }),
  logEntry({
    id: 3,
    path: '/oauth/v2/oauth-token',
    status: 400,
    clientId: 'server',
    decision: 'invalid_scope',
  }),
];

describe('viewLog', () => {
  test('shows the newest first', () => {
    expect(viewLog(entries, '').rows.map(({ id }) => id)).toEqual([3, 2, 1]);
  });

  test.each([
    ['', [3, 2, 1]],
    ['  ', [3, 2, 1]],
    ['hello', [2]],
    ['TOKEN', [3, 2, 1]],
    ['server 400', [3]],
    ['401', [2]],
    ['issued', [1]],
    ['server hello', []],
  ])('the filter %j keeps the rows in which every word occurs', (filter, ids) => {
    const view = viewLog(entries, filter);
    expect(view.rows.map(({ id }) => id)).toEqual(ids);
    expect(view.matching).toBe(ids.length);
  });

  test('draws no more rows than the limit, the newest, and counts the others', () => {
    expect(viewLog(entries, '', 2)).toMatchObject({ rows: [{ id: 3 }, { id: 2 }], matching: 3 });
  });
});
