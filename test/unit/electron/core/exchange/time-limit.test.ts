import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { orStopped, startTimeLimit } from '../../../../../electron/core/exchange/time-limit.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const never = () => new Promise<never>(() => {});

describe('stopping an exchange', () => {
  it('by its time limit', async () => {
    const { signal } = startTimeLimit(100, new AbortController().signal);
    const work = expect(orStopped(never(), signal)).rejects.toMatchObject({ cause: 'timeout' });
    vi.advanceTimersByTime(99);
    expect(signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    await work;
  });

  it('cancelled by the user, before and during', async () => {
    const cancel = new AbortController();
    const { signal } = startTimeLimit(100, cancel.signal);
    const work = expect(orStopped(never(), signal)).rejects.toMatchObject({ cause: 'cancelled' });
    cancel.abort();
    await work;
    const late = startTimeLimit(100, cancel.signal);
    await expect(orStopped(Promise.resolve(1), late.signal)).rejects.toMatchObject({ cause: 'cancelled' });
  });

  it('the first reason stays', () => {
    const cancel = new AbortController();
    const { signal } = startTimeLimit(100, cancel.signal);
    vi.advanceTimersByTime(100);
    cancel.abort();
    expect(signal.reason).toMatchObject({ cause: 'timeout' });
  });

  it('not at all once it is over', () => {
    const cancel = new AbortController();
    const limit = startTimeLimit(100, cancel.signal);
    limit.dispose();
    vi.advanceTimersByTime(1000);
    cancel.abort();
    expect(limit.signal.aborted).toBe(false);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('does not affect work that ends in time', async () => {
    const { signal } = startTimeLimit(100, new AbortController().signal);
    await expect(orStopped(Promise.resolve(7), signal)).resolves.toBe(7);
    await expect(orStopped(Promise.reject(new Error('own')), signal)).rejects.toThrow('own');
  });
});
