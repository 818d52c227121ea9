import { describe, expect, it, test } from 'vitest';
import {
  filterHistory,
  type HistoryView,
  outcomeOf,
  workspacesIn,
} from '../../../../renderer/features/history/filter-history.ts';
import { type HistoryFilter, NO_FILTER } from '../../../../renderer/state/slices/history.ts';
import { summary } from './summaries.ts';

const entries = [
  summary('ok'),
  summary('refused', { status: 401, purpose: 'api', pinned: true }),
  summary('failed', {
    status: null,
    failure: 'connection-refused',
    workspaceId: 'w2',
    workspaceName: 'Second',
  }),
];

function shown(filter: Partial<HistoryFilter>, view: Partial<HistoryView> = {}): string[] {
  const whole = { filter: { ...NO_FILTER, ...filter }, matches: null, deleting: new Set<string>(), ...view };
  return filterHistory(entries, whole).map(({ id }) => id);
}

describe('what is shown', () => {
  it.each<[string, Partial<HistoryFilter>, Partial<HistoryView>, string[]]>([
    ['everything', {}, {}, ['ok', 'refused', 'failed']],
    ['of one purpose', { purpose: 'api' }, {}, ['refused']],
    ['what went well', { outcome: 'ok' }, {}, ['ok']],
    ['what the server refused', { outcome: 'refused' }, {}, ['refused']],
    ['what failed', { outcome: 'failed' }, {}, ['failed']],
    ['of one workspace', { workspaceId: 'w2' }, {}, ['failed']],
    ['what is pinned', { pinnedOnly: true }, {}, ['refused']],
    ['what the search found', {}, { matches: new Set(['failed', 'ok']) }, ['ok', 'failed']],
    ['all but what is being deleted', {}, { deleting: new Set(['ok']) }, ['refused', 'failed']],
    ['all of it together', { outcome: 'ok' }, { matches: new Set(['refused']) }, []],
  ])('%s', (_what, filter, view, expected) => {
    expect(shown(filter, view)).toEqual(expected);
  });
});

test.each([
  [200, null, null, 'ok'],
  [200, null, 'warning', 'ok'],
  [302, null, null, 'ok'],
  [200, null, 'error', 'refused'],
  [400, null, 'error', 'refused'],
  [503, null, null, 'refused'],
  [200, 'body-truncated', 'fatal', 'failed'],
  [null, 'timeout', 'fatal', 'failed'],
] as const)('status %s with failure %s and severity %s is %s', (status, failure, severity, expected) => {
  expect(outcomeOf({ status, failure, severity })).toBe(expected);
});

test('workspaces are offered once, by their latest name, in the alphabet’s order', () => {
  const renamed = summary('new', { workspaceName: 'Alpha' });
  expect(workspacesIn([renamed, ...entries])).toEqual([
    { id: 'w1', name: 'Alpha' },
    { id: 'w2', name: 'Second' },
  ]);
});
