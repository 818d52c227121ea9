import { expect, test } from 'vitest';
import { linkExchanges } from '../../../../../renderer/features/token-server/log/link-exchanges.ts';
import { summary } from '../../history/summaries.ts';
import { logEntry } from '../log-entry.ts';

const AT = 1_000_000;
const sent = (id: string, change: Parameters<typeof summary>[1] = {}) =>
  summary(id, { startedAt: AT, duration: 10, localPort: 50_001, ...change });
const line = (id: number, change: Parameters<typeof logEntry>[0] = {}) =>
  logEntry({ id, at: AT + 5, remotePort: 50_001, ...change });

const linked = (...args: Parameters<typeof linkExchanges>) => [...linkExchanges(...args)];

test('a line is tied to the exchange of its connection, path and time', () => {
  const others = [
    sent('other-port', { localPort: 50_002 }),
    sent('other-path', { url: 'https://localhost:8443/hello_world', method: 'GET' }),
    sent('earlier', { startedAt: AT - 60_000 }),
    sent('no-connection', { localPort: null }),
  ];
  expect(linked([line(1)], [...others, sent('own')])).toEqual([[1, 'own']]);
  expect(linked([line(1)], others)).toEqual([]);
});

test('a handshake that failed is tied to the exchange that it failed for', () => {
  expect(linked([line(1, { method: 'TLS', path: '', status: 0 })], [sent('own')])).toEqual([[1, 'own']]);
});

test('of several on one connection, each line matches the closest request', () => {
  const history = [
    sent('third', { startedAt: AT + 200 }),
    sent('second', { startedAt: AT + 100 }),
    sent('first'),
  ];
  const log = [line(1, { at: AT + 2 }), line(2, { at: AT + 103 }), line(3, { at: AT + 201 })];
  expect(linked(log, history)).toEqual([
    [1, 'first'],
    [2, 'second'],
    [3, 'third'],
  ]);
});

test('a slow exchange that began long before the oldest line is found', () => {
  const slow = sent('slow', { startedAt: AT - 30_000, duration: 30_020 });
  expect(linked([line(1)], [slow])).toEqual([[1, 'slow']]);
});

test('an empty log links nothing', () => {
  expect(linked([], [sent('own')])).toEqual([]);
});
