import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { loadHistory, pinEntries, reloadHistory } from '../../../../renderer/state/actions/history.ts';
import {
  clearHistory,
  deleteEntries,
  flushDeletion,
  UNDO_MS,
  undoDeletion,
} from '../../../../renderer/state/actions/history-deletion.ts';
import { changeHistoryFilter } from '../../../../renderer/state/actions/history-filter.ts';
import { store, update } from '../../../../renderer/state/store.ts';
import { appError } from '../../../../shared/errors.ts';
import { err, ok } from '../../../../shared/result.ts';
import { deferred, useFakeBridge } from '../fake-bridge.ts';
import { summary } from './summaries.ts';

const LIST = [summary('b', { startedAt: 2_000 }), summary('a')];

async function useLoadedHistory(handlers: Parameters<typeof useFakeBridge>[0] = {}) {
  const bridge = useFakeBridge({
    'history.list': () => ok(JSON.stringify(LIST)),
    'history.delete': () => ok(null),
    'history.pin': () => ok(null),
    ...handlers,
  });
  await loadHistory();
  return bridge;
}

test('loads the list once for concurrent requests', async () => {
  const bridge = useFakeBridge({ 'history.list': () => ok(JSON.stringify(LIST)) });
  await Promise.all([loadHistory(), loadHistory()]);
  await loadHistory();
  expect(bridge.inputs('history.list')).toHaveLength(1);
  expect(store.getState().history.entries?.map(({ id }) => id)).toEqual(['b', 'a']);
});

describe('search', () => {
  test('the latest text wins, and at most one search is under way', async () => {
    const first = deferred<readonly string[]>();
    const answers = [first.promise, Promise.resolve(['b'])];
    const bridge = await useLoadedHistory({
      'history.search': async () => ok(await (answers.shift() as Promise<readonly string[]>)),
    });
    for (const text of ['o', 'ok', 'oke']) changeHistoryFilter({ text });
    first.resolve(['a']);
    await expect.poll(() => store.getState().history.matches).toEqual(new Set(['b']));
    expect(bridge.inputs('history.search')).toEqual([{ query: 'o' }, { query: 'oke' }]);
  });

  test('clearing the text shows all entries, even if a result arrives late', async () => {
    const answer = deferred<readonly string[]>();
    await useLoadedHistory({ 'history.search': async () => ok(await answer.promise) });
    changeHistoryFilter({ text: 'x' });
    changeHistoryFilter({ text: '' });
    answer.resolve(['a']);
    await reloadHistory();
    await expect.poll(() => store.getState().history.matches).toBeNull();
  });
});

describe('deletion', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('applies to the list at once and to the file later, with undo', async () => {
    const bridge = await useLoadedHistory();
    deleteEntries(['a']);
    expect(store.getState().history.deleting).toEqual(new Set(['a']));
    undoDeletion();
    vi.advanceTimersByTime(UNDO_MS * 2);
    expect(bridge.inputs('history.delete')).toEqual([]);
    expect(store.getState().history.deleting.size).toBe(0);

    deleteEntries(['a']);
    vi.advanceTimersByTime(UNDO_MS);
    expect(bridge.inputs('history.delete')).toEqual([{ ids: ['a'] }]);
  });

  test('becomes permanent before the next one and when the window closes', async () => {
    const bridge = await useLoadedHistory();
    deleteEntries(['a']);
    deleteEntries(['b']);
    expect(bridge.inputs('history.delete')).toEqual([{ ids: ['a'] }]);
    flushDeletion();
    expect(bridge.inputs('history.delete')).toEqual([{ ids: ['a'] }, { ids: ['b'] }]);
  });

  test('restores the entries if it fails, with the reason', async () => {
    await useLoadedHistory({
      'history.delete': () => err(appError('storage.write-failed', 'The disk is full.')),
    });
    deleteEntries(['a']);
    flushDeletion();
    await expect.poll(() => store.getState().history.deleting.size).toBe(0);
    expect(store.getState().notices.list[0]?.message).toBe('The disk is full.');
  });

  test('closes views of the entry', async () => {
    await useLoadedHistory();
    update({ history: { inspectedId: 'a', drawerId: 'a' } });
    deleteEntries(['a']);
    expect(store.getState().history).toMatchObject({ inspectedId: null, drawerId: null });
  });
});

test.each([
  [false, ['a']],
  [true, ['b', 'a']],
])('clearing deletes what is not pinned, the pinned too: %s', async (pinnedToo, expected) => {
  const bridge = await useLoadedHistory();
  await pinEntries(['b'], true);
  await clearHistory(pinnedToo);
  expect(bridge.inputs('history.delete')).toEqual([{ ids: expected }]);
});

test('a pin that could not be saved does not stay on the screen', async () => {
  await useLoadedHistory({ 'history.pin': () => err(appError('storage.write-failed', 'The disk is full.')) });
  await pinEntries(['a'], true);
  expect(store.getState().history.entries?.some(({ pinned }) => pinned)).toBe(false);
});
