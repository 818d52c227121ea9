import { expect, test } from 'vitest';
import { countUntold, filterLog } from '../../../../../renderer/features/token-server/log/filter-log.ts';
import { logEntry } from '../log-entry.ts';

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

test.each([
  ['', [3, 2, 1]],
  ['  ', [3, 2, 1]],
  ['hello', [2]],
  ['TOKEN', [3, 2, 1]],
  ['server 400', [3]],
  ['401', [2]],
  ['issued', [1]],
  ['server hello', []],
])('the filter %j keeps the rows in which every word occurs, newest first', (filter, ids) => {
  expect(filterLog(entries, filter).map(({ id }) => id)).toEqual(ids);
});

test.each([
  [[], 0],
  [[7], 0],
  [[7, 8, 9], 0],
  [[7, 12, 13], 4],
])('lines %j tell that %i were not told', (ids, untold) => {
  expect(countUntold(ids.map((id) => logEntry({ id })))).toBe(untold);
});
