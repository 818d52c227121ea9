import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createRequestLog, type NewLogEntry } from '../../../../electron/token-server/log/request-log.ts';
import type { TokenServerLogEntry } from '../../../../shared/token-server/state.ts';

const entry = (path: string): NewLogEntry => ({
  at: 0,
  method: 'GET',
  path,
  status: 200,
  duration: 1,
  remotePort: 5000,
  clientId: null,
  decision: '',
});

function createLog(options: { capacity?: number; maxBatch?: number } = {}) {
  const batches: (readonly TokenServerLogEntry[])[] = [];
  const log = createRequestLog({ listener: (entries) => batches.push(entries), ...options });
  const add = (count: number) => {
    for (let index = 0; index < count; index += 1) log.add(entry(`/${index}`));
  };
  return { add, batches, log };
}

describe('the request log', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('sends a batch once', () => {
    const { add, batches } = createLog();
    add(3);
    expect(batches).toEqual([]);
    vi.runAllTimers();
    expect(batches.map((batch) => batch.map(({ id }) => id))).toEqual([[1, 2, 3]]);
    add(1);
    vi.runAllTimers();
    expect(batches.map((batch) => batch.map(({ id }) => id))).toEqual([[1, 2, 3], [4]]);
  });

  test('sends only the newest of a flood; the numbers show the gap', () => {
    const { add, batches } = createLog({ maxBatch: 10 });
    add(5000);
    vi.runAllTimers();
    expect(batches.map((batch) => batch.map(({ id }) => id))).toEqual([
      [4991, 4992, 4993, 4994, 4995, 4996, 4997, 4998, 4999, 5000],
    ]);
  });

  test('keeps the newest, oldest first', () => {
    const { add, log } = createLog({ capacity: 4 });
    expect(log.entries()).toEqual([]);
    add(3);
    expect(log.entries().map(({ id }) => id)).toEqual([1, 2, 3]);
    add(6);
    expect(log.entries().map(({ id }) => id)).toEqual([6, 7, 8, 9]);
  });

  test('flushes at once, without duplicates', () => {
    const { add, batches, log } = createLog();
    add(2);
    log.flush();
    log.flush();
    vi.runAllTimers();
    expect(batches.map((batch) => batch.length)).toEqual([2]);
  });
});
