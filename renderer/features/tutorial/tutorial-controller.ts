import { showPage } from '../../state/actions/navigation.ts';
import { changeSettings } from '../../state/actions/settings.ts';
import { reportTutorialEnd, reportTutorialStep } from '../../state/actions/tutorial.ts';
import { openStep, showResult } from '../../state/actions/workbench.ts';
import type {
  TutorialEnd,
  TutorialPlace,
  TutorialProgress,
  TutorialSpeed,
  TutorialView,
} from '../../state/slices/tutorial.ts';
import type { FlowStep } from '../../state/slices/workbench.ts';
import { update } from '../../state/store.ts';
import { keepDrafts } from './keep-drafts.ts';
import { TutorialPace } from './pace.ts';
import { runTutorial } from './run-tutorial.ts';
import { TUTORIAL_STEPS } from './steps.ts';
import { createStoreBench } from './store-bench.ts';

/** Time for what follows a change: the preview's answer from the main process, a card that unfolds. */
const SETTLE_MS = 250;

/** Resolves when the screen shows what the state says: a photograph taken now shows the step. */
async function screenSettled(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  // A window that is minimised draws no frames at all, so the wait for them has an end.
  await Promise.race([twoFrames(), new Promise((resolve) => setTimeout(resolve, SETTLE_MS))]);
}

function twoFrames(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
}

/** Opens the page, and the step or the result, where the step of the tutorial happens. */
function reveal(place: TutorialPlace): void {
  showPage(place === 'token-server' ? 'token-server' : 'flow');
  const step = STEPS[place];
  if (step) openStep(step);
  if (place === 'token-card') showResult({ kind: 'token' });
}

const STEPS: Readonly<Partial<Record<TutorialPlace, FlowStep>>> = {
  'server-card': 'server',
  'request-card': 'request',
  'api-card': 'api',
};

/** The tutorial under way. One at a time: a second start while one runs is ignored. */
let pace: TutorialPace | null = null;

/** Runs the tutorial from its first step to its end; resolves when the window is the person's again. */
export async function startTutorial(): Promise<void> {
  if (pace) return;
  const ownPace = new TutorialPace();
  pace = ownPace;
  const drafts = keepDrafts();
  // A window that closes half-way must not leave the tutorial's request on disk as if the person had typed it.
  window.addEventListener('beforeunload', drafts.restoreDraft);
  show({ progress: null, paused: false, speed: 'normal', end: null });
  void changeSettings({ tutorialSeen: true });

  const end = await runTutorial({
    steps: TUTORIAL_STEPS,
    bench: createStoreBench(ownPace.signal),
    pace: ownPace,
    show: async (progress) => {
      reveal(progress.place);
      change({ progress });
      // Only the outcome is photographed; what comes before need not wait for the last pixel.
      if (progress.phase === 'judged') await screenSettled();
    },
    report: reportTutorialStep,
  });

  window.removeEventListener('beforeunload', drafts.restoreDraft);
  await finish(end, drafts);
  pace = null;
}

/** After a failure the cards stay as they are, so that the person sees what failed; closing the panel restores them. */
async function finish(end: TutorialEnd, drafts: ReturnType<typeof keepDrafts>): Promise<void> {
  drafts.restoreDraft();
  if (end.kind === 'stopped') await drafts.restoreSelection();
  change({ end });
  await screenSettled();
  await reportTutorialEnd(end.kind === 'passed', end.text);
}

export function pauseTutorial(): void {
  pace?.pause();
  change({ paused: true });
}

export function resumeTutorial(): void {
  pace?.resume();
  change({ paused: false });
}

export function nextTutorialStep(): void {
  pace?.next();
}

export function stopTutorial(): void {
  pace?.stop();
}

export function setTutorialSpeed(speed: TutorialSpeed): void {
  pace?.setSpeed(speed);
  change({ speed });
}

export function closeTutorial(): void {
  update({ tutorial: { view: null } });
}

function show(view: TutorialView): void {
  update({ tutorial: { view } });
}

function change(part: Partial<TutorialView> & { progress?: TutorialProgress }): void {
  update(({ tutorial: { view } }) => (view ? { tutorial: { view: { ...view, ...part } } } : {}));
}
