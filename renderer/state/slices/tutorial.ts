/** The tutorial as its panel shows it; null when none is shown. */
export interface TutorialSlice {
  readonly view: TutorialView | null;
}

export interface TutorialView {
  readonly progress: TutorialProgress | null;
  readonly paused: boolean;
  readonly speed: TutorialSpeed;
  /** How it ended; null while it goes on. */
  readonly end: TutorialEnd | null;
}

/** How far the tutorial is. */
export interface TutorialProgress {
  /** From 1. */
  readonly number: number;
  readonly of: number;
  readonly place: TutorialPlace;
  readonly title: string;
  readonly text: string;
  /** `telling` what comes, `doing` it, or `judged`: then there is a verdict. */
  readonly phase: 'telling' | 'doing' | 'judged';
  readonly verdict: Verdict | null;
}

/** The part of the window a step happens in; it is ringed and scrolled into view. */
export type TutorialPlace = 'token-server' | 'server-card' | 'request-card' | 'token-card' | 'api-card';

/** What a step found: said to the person whatever it was. */
export interface Verdict {
  readonly passed: boolean;
  readonly text: string;
}

export interface TutorialEnd {
  readonly kind: 'passed' | 'failed' | 'stopped';
  readonly text: string;
}

export type TutorialSpeed = 'slow' | 'normal' | 'fast';

export const initialTutorial: TutorialSlice = { view: null };
