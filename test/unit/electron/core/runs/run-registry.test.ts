import { describe, expect, it } from 'vitest';
import { RunRegistry } from '../../../../../electron/core/runs/run-registry.ts';
import { ok } from '../../../../../shared/result.ts';

/** Ends when cancelled. */
const untilCancelled = (signal: AbortSignal) =>
  new Promise<{ ok: true; value: string }>((resolve) => {
    signal.addEventListener('abort', () => resolve(ok('cancelled')));
  });

describe('RunRegistry', () => {
  it('cancels only the run with this ID', async () => {
    const runs = new RunRegistry();
    const signals: AbortSignal[] = [];
    const first = runs.track('1', (signal) => {
      signals.push(signal);
      return untilCancelled(signal);
    });
    const second = runs.track('2', (signal) => {
      signals.push(signal);
      return untilCancelled(signal);
    });
    runs.cancel('1');
    expect(await first).toEqual(ok('cancelled'));
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    runs.cancelAll();
    expect(await second).toEqual(ok('cancelled'));
  });

  it('refuses an id that is under way and frees it afterwards, also after a throw', async () => {
    const runs = new RunRegistry();
    const running = runs.track('1', untilCancelled);
    expect(await runs.track('1', async () => ok('second'))).toMatchObject({ ok: false });
    runs.cancel('1');
    await running;
    await expect(runs.track('1', () => Promise.reject(new Error('bug')))).rejects.toThrow('bug');
    expect(await runs.track('1', async () => ok('third'))).toEqual(ok('third'));
  });

  it('cancelling an ended run has no effect', () => {
    expect(() => new RunRegistry().cancel('nobody')).not.toThrow();
  });
});
