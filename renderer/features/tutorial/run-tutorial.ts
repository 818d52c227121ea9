import type { TutorialEnd, TutorialProgress, Verdict } from '../../state/slices/tutorial.ts';
import { type TutorialPace, TutorialStopped } from './pace.ts';
import type { TutorialBench, TutorialStep } from './tutorial-bench.ts';

export interface TutorialRun {
  readonly steps: readonly TutorialStep[];
  readonly bench: TutorialBench;
  readonly pace: TutorialPace;
  /** Shows the progress; resolves, once a step is judged, when the screen has settled on it. */
  readonly show: (progress: TutorialProgress) => Promise<void>;
  /** Tells the main process, which may photograph the window: called only after `show` has settled. */
  readonly report: (number: number, text: string) => Promise<void>;
}

/** Walks the steps in order until one fails or the person stops. Never throws: a broken step is a failed tutorial. */
export async function runTutorial(run: TutorialRun): Promise<TutorialEnd> {
  try {
    for (const [index, step] of run.steps.entries()) {
      const verdict = await performStep(run, step, index + 1);
      if (!verdict.passed)
        return { kind: 'failed', text: `Step ${index + 1}, ${step.title}: ${verdict.text}` };
    }
    return { kind: 'passed', text: `All ${run.steps.length} steps passed.` };
  } catch (error) {
    if (error instanceof TutorialStopped) return { kind: 'stopped', text: 'Stopped.' };
    return {
      kind: 'failed',
      text: `The tutorial failed: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

async function performStep(
  { bench, pace, report, show, steps }: TutorialRun,
  step: TutorialStep,
  number: number,
): Promise<Verdict> {
  const { place, text, title } = step;
  const progress = { number, of: steps.length, place, title, text };
  await show({ ...progress, phase: 'telling', verdict: null });
  await pace.read(step.text);
  await show({ ...progress, phase: 'doing', verdict: null });
  await step.act(bench);
  pace.throwIfStopped();
  const verdict = step.check(bench.observe());
  await show({ ...progress, phase: 'judged', verdict });
  await report(number, `${step.title}: ${verdict.text}`);
  if (verdict.passed) await pace.read(verdict.text);
  return verdict;
}
