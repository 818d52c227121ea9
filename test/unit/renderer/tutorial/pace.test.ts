import { describe, expect, test } from 'vitest';
import { type Timer, TutorialPace, TutorialStopped } from '../../../../renderer/features/tutorial/pace.ts';

/** A clock that the test turns by hand. */
function handTimer() {
  const waiting: { ms: number; callback: () => void }[] = [];
  const timer: Timer = {
    after(ms, callback) {
      const entry = { ms, callback };
      waiting.push(entry);
      return () => void waiting.splice(waiting.indexOf(entry) >>> 0, 1);
    },
  };
  return { timer, waiting, ring: () => waiting.shift()?.callback() };
}

async function isPending(promise: Promise<unknown>): Promise<boolean> {
  const pending = Symbol('pending');
  const first = await Promise.race([
    promise.catch(() => null),
    new Promise((r) => setTimeout(() => r(pending))),
  ]);
  return first === pending;
}

describe('TutorialPace', () => {
  test('gives longer texts more time, and less at a higher speed', () => {
    const { timer, waiting } = handTimer();
    void new TutorialPace(timer).read('two words');
    void new TutorialPace(timer).read('a text of six words altogether');
    void new TutorialPace(timer, 'fast').read('two words');
    const [short, long, fast] = waiting.map(({ ms }) => ms);
    expect(long).toBeGreaterThan(short as number);
    expect(fast).toBeLessThan(short as number);
  });

  test('goes on when the time is over', async () => {
    const { ring, timer } = handTimer();
    const read = new TutorialPace(timer).read('text');
    expect(await isPending(read)).toBe(true);
    ring();
    await expect(read).resolves.toBeUndefined();
  });

  test('Next ends the wait at once', async () => {
    const pace = new TutorialPace(handTimer().timer);
    const read = pace.read('text');
    pace.next();
    await expect(read).resolves.toBeUndefined();
  });

  test('Next while a step is under way skips the wait after it, and only that one', async () => {
    const pace = new TutorialPace(handTimer().timer);
    pace.next();
    await expect(pace.read('text')).resolves.toBeUndefined();
    expect(await isPending(pace.read('text'))).toBe(true);
  });

  test('all timers stop while paused', async () => {
    const { timer, waiting } = handTimer();
    const pace = new TutorialPace(timer);
    const first = pace.read('text');
    pace.pause();
    expect(waiting).toHaveLength(0);
    pace.next();
    await first;
    const second = pace.read('text');
    expect(waiting).toHaveLength(0);
    expect(await isPending(second)).toBe(true);
    pace.resume();
    await expect(second).resolves.toBeUndefined();
  });

  test('Stop ends the wait, forbids the next one, and tells whoever waits for something else', async () => {
    const pace = new TutorialPace(handTimer().timer);
    const read = pace.read('text');
    pace.stop();
    await expect(read).rejects.toBeInstanceOf(TutorialStopped);
    await expect(pace.read('text')).rejects.toBeInstanceOf(TutorialStopped);
    expect(() => pace.throwIfStopped()).toThrow(TutorialStopped);
    expect(pace.signal.aborted).toBe(true);
  });
});
