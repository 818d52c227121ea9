import { describe, expect, test, vi } from 'vitest';
import { type Timer, TutorialPace } from '../../../../renderer/features/tutorial/pace.ts';
import { runTutorial } from '../../../../renderer/features/tutorial/run-tutorial.ts';
import type { TutorialStep } from '../../../../renderer/features/tutorial/tutorial-bench.ts';
import { fakeBench } from './fake-bench.ts';

const atOnce: Timer = {
  after(_ms, callback) {
    queueMicrotask(callback);
    return () => {};
  },
};

function step(id: string, about: Partial<TutorialStep> = {}): TutorialStep {
  return {
    id,
    place: 'token-card',
    title: `Title of ${id}`,
    text: `About ${id}`,
    act: async () => {},
    check: () => ({ passed: true, text: `${id} is fine.` }),
    ...about,
  };
}

function run(steps: readonly TutorialStep[], pace = new TutorialPace(atOnce)) {
  const events: string[] = [];
  const end = runTutorial({
    steps,
    bench: fakeBench(),
    pace,
    show: async ({ number, phase, title }) => void events.push(`${number} ${phase} ${title}`),
    report: async (number, text) => void events.push(`report ${number}: ${text}`),
  });
  return { end, events };
}

describe('runTutorial', () => {
  test('tells, does, judges and reports each step, in that order', async () => {
    const act = vi.fn(async () => {});
    const { end, events } = run([step('one', { act }), step('two')]);
    expect(await end).toEqual({ kind: 'passed', text: 'All 2 steps passed.' });
    expect(act).toHaveBeenCalledOnce();
    expect(events).toEqual([
      '1 telling Title of one',
      '1 doing Title of one',
      '1 judged Title of one',
      'report 1: Title of one: one is fine.',
      '2 telling Title of two',
      '2 doing Title of two',
      '2 judged Title of two',
      'report 2: Title of two: two is fine.',
    ]);
  });

  test('ends at the first failed step', async () => {
    const never = vi.fn(async () => {});
    const { end, events } = run([
      step('one', { check: () => ({ passed: false, text: 'The API answered 500.' }) }),
      step('two', { act: never }),
    ]);
    expect(await end).toEqual({ kind: 'failed', text: 'Step 1, Title of one: The API answered 500.' });
    expect(events.at(-1)).toBe('report 1: Title of one: The API answered 500.');
    expect(never).not.toHaveBeenCalled();
  });

  test('a step that breaks is a failed tutorial, not an exception', async () => {
    const { end } = run([step('one', { act: () => Promise.reject(new Error('no such card')) })]);
    expect(await end).toEqual({ kind: 'failed', text: 'The tutorial failed: no such card' });
  });

  test('stopped in the middle of a step it does not judge that step', async () => {
    const pace = new TutorialPace(atOnce);
    const check = vi.fn();
    const { end, events } = run([step('one', { act: async () => pace.stop(), check })], pace);
    expect((await end).kind).toBe('stopped');
    expect(check).not.toHaveBeenCalled();
    expect(events).not.toContainEqual(expect.stringContaining('report'));
  });
});
