import { selectSaved } from '../selectors/workspaces.ts';
import {
  FLOW_STEPS,
  type FlowStep,
  LOW_WINDOW,
  type ShownResult,
  type WorkbenchHalf,
  type WorkbenchSlice,
} from '../slices/workbench.ts';
import { store, update } from '../store.ts';
import { changeSettings } from './settings.ts';

/** Opens a step and folds the others; null folds all. */
export function openStep(step: FlowStep | null): void {
  change({ openStep: step, half: 'request' });
  keepOpenStep();
  skipWelcome();
}

/** The step to open after a request's first success. */
const NEXT_STEP = { token: 'request', api: 'api' } as const satisfies Record<string, FlowStep>;

/** After a workspace's first success, folds the finished steps once. Later the user decides. */
export function foldProvenSteps(kind: 'token' | 'api', workspaceId: string): void {
  const {
    settings,
    workbench,
    workspaces: { list: workspaces },
  } = store.getState();
  const proven = settings.proven[kind];
  if (proven.includes(workspaceId)) return;
  const known = proven.filter((id) => workspaces.some((workspace) => workspace.id === id));
  const next = NEXT_STEP[kind];
  const isBefore =
    workbench.openStep !== null && FLOW_STEPS.indexOf(workbench.openStep) < FLOW_STEPS.indexOf(next);
  if (isBefore && selectSaved(store.getState()).id === workspaceId) change({ openStep: next });
  void changeSettings({
    proven: { ...settings.proven, [kind]: [...known, workspaceId] },
    layout: { ...settings.layout, openStep: store.getState().workbench.openStep },
  });
}

export function toggleStep(step: FlowStep): void {
  openStep(store.getState().workbench.openStep === step ? null : step);
}

export function showHalf(half: WorkbenchHalf): void {
  change({ half });
}

export function showPreviewTab(previewTab: string): void {
  change({ previewTab });
}

/** Shows a result of the active workspace; in a narrow window, switches to its tab. */
export function showResult(result: ShownResult, workspaceId = selectSaved(store.getState()).id): void {
  const { shown } = store.getState().workbench;
  // A new result starts with its main view.
  change({ shown: { ...shown, [workspaceId]: result }, half: 'result', resultTab: null });
  skipWelcome();
}

/** Leaves the welcome page permanently. */
export function skipWelcome(): void {
  if (store.getState().settings.welcomeDone) return;
  void changeSettings({ welcomeDone: true });
}

export function toggleSidebar(): void {
  const { layout } = store.getState().settings;
  void changeSettings({ layout: { ...layout, sidebar: !layout.sidebar } });
}

/** In a low window the timeline is one line, and opening it is temporary. */
export function toggleTimeline(): void {
  const { layout } = store.getState().settings;
  if (window.matchMedia(LOW_WINDOW).matches) {
    update(({ workbench }) => ({ workbench: { lanesOverLine: !workbench.lanesOverLine } }));
  } else void changeSettings({ layout: { ...layout, timeline: !layout.timeline } });
}

/** @param share of the width for the result pane, between 0 and 1. */
export function resizeResult(share: number): void {
  const { layout } = store.getState().settings;
  void changeSettings({ layout: { ...layout, resultShare: share } });
}

function keepOpenStep(): void {
  const { settings, workbench } = store.getState();
  if (settings.layout.openStep === workbench.openStep) return;
  void changeSettings({ layout: { ...settings.layout, openStep: workbench.openStep } });
}

/** Opening anything closes the comparison. */
function change(part: Partial<WorkbenchSlice>): void {
  update({ workbench: part, history: { comparedIds: null } });
}
