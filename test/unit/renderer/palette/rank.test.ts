import { describe, expect, test } from 'vitest';
import { MOST_FOUND, markFound, rank } from '../../../../renderer/features/palette/rank.ts';

const item = (id: string, label: string, note = '') => ({ id, label, note });
const ITEMS = [
  item('stop', 'Stop the token server', 'localhost:8443'),
  item('get', 'Get token', 'server, scope read'),
  item('flow', 'Token, then call', 'GET /api/read'),
  item('settings', 'Settings'),
  item('betoken', 'Betoken'),
];

describe('a query', () => {
  test.each([
    ['tok', ['flow', 'stop', 'get', 'betoken']],
    ['TOK', ['flow', 'stop', 'get', 'betoken']],
    ['token server', ['stop', 'get']],
    ['read', ['get', 'flow']],
    ['8443', ['stop']],
    ['nothing of this', []],
    ['', ['stop', 'get', 'flow', 'settings', 'betoken']],
  ])('“%s” finds %j, the best first', (query, ids) => {
    expect(rank(ITEMS, query).map(({ id }) => id)).toEqual(ids);
  });

  test('ranks recently chosen items first among equals', () => {
    expect(
      rank(ITEMS, '', ['settings', 'get'])
        .map(({ id }) => id)
        .slice(0, 3),
    ).toEqual(['settings', 'get', 'stop']);
    expect(rank(ITEMS, 'tok', ['betoken'])[0]?.id).toBe('flow');
  });

  test('limits the list to a readable length', () => {
    const many = Array.from({ length: 1_000 }, (_, index) => item(`call:${index}`, `Call ${index}`));
    expect(rank(many, 'call')).toHaveLength(MOST_FOUND);
    expect(rank(many, 'call 999').map(({ label }) => label)).toEqual(['Call 999']);
  });
});

test.each([
  ['Get token', 'tok', ['Get ', '[tok]', 'en']],
  ['Get token', 'token get', ['[Get]', ' ', '[token]']],
  ['a (b) c', '(b)', ['a ', '[(b)]', ' c']],
  ['Get token', '', ['Get token']],
])('in “%s” the query “%s” marks %j', (label, query, parts) => {
  expect(markFound(label, query).map(({ text, found }) => (found ? `[${text}]` : text))).toEqual(parts);
});
