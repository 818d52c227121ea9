import { expect, test } from 'vitest';
import { matchServerLog } from '../../../../shared/token-server/match-server-log.ts';
import { exchange } from '../../renderer/runs-of-test.ts';
import { logEntry } from '../../renderer/token-server/log-entry.ts';

const made = exchange('e', 200, {
  startedAt: 10_000,
  timings: { dns: null, tcp: null, tls: null, send: 1, wait: 8, receive: 1, total: 10 },
  connection: { remoteAddress: '127.0.0.1', remotePort: 8443, localPort: 50_001, reused: true },
});
const own = { remotePort: 50_001, at: 10_005, method: 'POST', path: '/oauth/v2/oauth-token' };

test.each([
  ['its own line', own, 1],
  ['a line with a query', { ...own, path: '/oauth/v2/oauth-token?x=1' }, 1],
  ['a handshake on its connection', { ...own, method: 'TLS', path: '' }, 1],
  ['another connection', { ...own, remotePort: 50_002 }, 0],
  ['the request before it on the same connection', { ...own, at: 9_900 }, 0],
  ['a later one', { ...own, at: 15_000 }, 0],
  ['another path at the same time', { ...own, path: '/hello_world' }, 0],
])('%s', (_what, line, count) => {
  expect(matchServerLog(made, [logEntry({ id: 1, ...line })])).toHaveLength(count);
});

test('of two alike on one connection, the nearer one', () => {
  const log = [logEntry({ id: 1, ...own, at: 10_400 }), logEntry({ id: 2, ...own })];
  expect(matchServerLog(made, log).map(({ id }) => id)).toEqual([2]);
});

test('an exchange without a connection has no line', () => {
  expect(matchServerLog({ ...made, connection: null }, [logEntry({ id: 1, ...own })])).toEqual([]);
});
